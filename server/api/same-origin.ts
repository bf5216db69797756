/**
 * Whether a request comes from a page of ours. The browser says so itself in Sec-Fetch-Site; where it does not (plain http that is
 * not localhost) the Origin must be the host that was asked. `Origin: null`, a sandboxed frame's, is nobody's. A request that
 * says nothing at all is no browser's form; it may read, and must not write.
 */
export function isSameOrigin(request: { method: string; headers: Headers; url: string }): boolean {
  const site = request.headers.get("sec-fetch-site")
  if (site !== null) return site === "same-origin"
  const origin = request.headers.get("origin")
  if (origin === null) return request.method === "GET" || request.method === "HEAD"
  const host = request.headers.get("host") ?? new URL(request.url).host
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
