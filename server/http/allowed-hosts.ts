/**
 * Hosts of the operator's own network that tenants may nevertheless call: `FIRSTCALL_OUTBOUND_ALLOWED_HOSTS`, a list of
 * `host:port` or `host:*` separated by commas, as they stand in the URL (`127.0.0.1:8025, crm.internal:*,
 * [fd00::5]:443`). Empty unless set: then only public addresses and the usual ports can be reached.
 */
export function isAllowedHost(hostname: string, port: number, env: NodeJS.ProcessEnv = process.env): boolean {
  const entries = (env.FIRSTCALL_OUTBOUND_ALLOWED_HOSTS ?? "").toLowerCase().split(",")
  const host = hostname.toLowerCase()
  return entries.some((entry) => [`${host}:${port}`, `${host}:*`].includes(entry.trim()))
}
