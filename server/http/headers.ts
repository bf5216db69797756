/** Headers a user may set on a request; the connection's own and those proxies believe stay ours. */
const exact = new Set([
  "accept",
  "accept-language",
  "api-key",
  "apikey",
  "authorization",
  "content-language",
  "content-type",
  "idempotency-key",
  "if-match",
  "if-none-match",
  "prefer",
  "traceparent",
  "user-agent",
])
const prefixes = ["x-", "webhook-"]
/** Proxies and frameworks take these for facts about the request. */
const believed = /^x-(forwarded|real-ip|original|rewrite|http-method|middleware|client-ip|cluster|aws-ec2|google)/

const countMax = 40
const charsMax = 4096

/** Whether these are headers a user may send. Pure. */
export function areAllowedHeaders(headers: Record<string, string>): boolean {
  const entries = Object.entries(headers)
  return entries.length <= countMax && entries.every(([name, value]) => isAllowedName(name) && isPlain(value))
}

function isAllowedName(given: string): boolean {
  const name = given.toLowerCase()
  if (!/^[a-z0-9-]{1,80}$/.test(name) || believed.test(name)) return false
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
}

// A line break in a value would begin another header; Node refuses it too, but by throwing.
const isPlain = (value: string) => value.length <= charsMax && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

const shown = ["content-type", "retry-after", "etag", "last-modified", "x-request-id"] as const

/** What of an answer's headers is passed on. */
export function keptHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    shown.flatMap((name) => {
      const value = headers[name]
      return typeof value === "string" ? [[name, value.slice(0, charsMax)]] : []
    }),
  )
}
