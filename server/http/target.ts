import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { isPublicAddress } from "./address"
import { isAllowedHost } from "./allowed-hosts"
import { httpProblem, type HttpProblem } from "./problem"

export type Address = { address: string; family: 4 | 6 }
/** All addresses of a name. Throws with `code` when there are none. */
export type Resolve = (name: string) => Promise<Address[]>

const urlCharsMax = 2048
const ports = new Set([443, 80])

export const resolveName: Resolve = async (name) =>
  (await lookup(name, { all: true, order: "verbatim" })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))

/**
 * The URL, if its form allows a request: http(s), no credentials, port 443 or 80 unless the operator allows the host. The
 * standard parser has then already turned decimal, octal, hexadecimal and full-width hosts into dotted numbers.
 */
export function parseTarget(text: string): { ok: true; url: URL } | HttpProblem {
  const url = text.length <= urlCharsMax && URL.canParse(text) ? new URL(text) : null
  if (!url) return httpProblem("badUrl")
  if (url.protocol !== "https:" && url.protocol !== "http:") return httpProblem("schemeNotAllowed")
  if (url.username || url.password) return httpProblem("credentialsInUrl")
  const port = portOf(url)
  if (!ports.has(port) && !isAllowedHost(url.hostname, port)) return httpProblem("portNotAllowed")
  return { ok: true, url }
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80))

/**
 * The addresses to connect to, resolved once. One address that is not public refuses the host: a name that answers with a
 * public and a private address would otherwise be let through by luck. The caller must connect to exactly these, because
 * asking the resolver again may give another answer.
 */
export async function checkedAddresses(
  hostname: string,
  port: number,
  resolve: Resolve = resolveName,
): Promise<{ ok: true; addresses: Address[] } | HttpProblem> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1")
  const family = isIP(host)
  const addresses = family
    ? [{ address: host, family: family === 6 ? (6 as const) : (4 as const) }]
    : await found(host, resolve)
  if (addresses.length === 0) return httpProblem("nameNotFound")
  if (!isAllowedHost(hostname, port) && !addresses.every(({ address }) => isPublicAddress(address)))
    return httpProblem("addressNotAllowed")
  return { ok: true, addresses }
}

async function found(name: string, resolve: Resolve): Promise<Address[]> {
  try {
    return await resolve(name)
  } catch {
    return []
  }
}
