/** The page of a call. A call id may hold any printable character. Pure. */
export function callHref(callId: string): string {
  // "." and ".." are steps in an address, encoded or not; the page takes a leading "~" off again.
  return `/calls/${/^~|^\.{1,2}$/.test(callId) ? "~" : ""}${encodeURIComponent(callId)}`
}

/** The call id in the last part of the address of a call's page, as the router hands it over. Pure. */
export function callIdOf(part: string): string {
  const text = decoded(part)
  return text.startsWith("~") ? text.slice(1) : text
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
