import ipaddr from "ipaddr.js"

/** Public by its number, but the host's own services on a cloud machine (Azure's WireServer). */
const cloudServices = new Set(["168.63.129.16"])

/** Only this part of IPv6 is given out as public addresses (IANA, "IPv6 Global Unicast Address Assignments"). */
const publicIpv6 = ipaddr.IPv6.parseCIDR("2000::/3")

/**
 * Whether an address (dotted IPv4 or IPv6, as a resolver answers) is one of the public internet. Everything that is not
 * plainly public is not: private, loopback, link-local, carrier-grade NAT, multicast, documentation, and every IPv6 form
 * that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo), whichever one it carries. Pure.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address))
    return ipaddr.IPv4.parse(address).range() === "unicast" && !cloudServices.has(address)
  if (address.includes("%") || !ipaddr.IPv6.isValid(address)) return false
  const parsed = ipaddr.IPv6.parse(address)
  return parsed.range() === "unicast" && parsed.match(publicIpv6)
}
