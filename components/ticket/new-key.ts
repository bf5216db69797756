/**
 * A UUID for one intent of a person, so that the request may be repeated and still does the thing once. Not
 * `crypto.randomUUID`: browsers offer that on https only, and an installation inside a company may not have it.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // RFC 9562, version 4: four bits say the version, two the variant.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
