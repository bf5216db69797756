/**
 * An id for a new node or edge. Random and not counted up: two people who add a step at the same time must not mean the
 * same one, and an id that was deleted must never come back as something else.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `s${Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("")}`
}
