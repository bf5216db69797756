/**
 * The client's address. `FIRSTCALL_TRUSTED_PROXIES` says how many proxies of ours each add an entry to X-Forwarded-For;
 * entries before those are whatever the client wrote. Without a proxy Next itself writes the socket's address there, unless the
 * client already sent the header: then limits by address can be evaded, and the limits by account are the ones that hold.
 */
export function clientAddress(
  headers: { get(name: string): string | null },
  trustedProxies = Number(process.env["FIRSTCALL_TRUSTED_PROXIES"] ?? 0),
): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim())
  const entry = entries.at(-Math.max(1, trustedProxies)) ?? ""
  return entry === "" ? "unknown" : entry.slice(0, 64)
}
