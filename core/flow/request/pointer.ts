/**
 * What a JSON Pointer (RFC 6901: "/customer/phones/0", "" for the whole) leads to; undefined where there is nothing. Own
 * members only, whatever the value says of its prototype. Pure.
 */
export function readPointer(value: unknown, pointer: string): unknown {
  let current = value
  for (const part of partsOf(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, part)) return undefined
    current = (current as Record<string, unknown>)[part]
  }
  return current
}

/** Whether this is a pointer at all. */
export const isPointer = (text: string): boolean => text === "" || /^(\/([^~/]|~[01])*)+$/.test(text)

const partsOf = (pointer: string): string[] =>
  pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))

/** One value inside another: where it is, and what it is. A list of plain values counts as one. */
export type Leaf = { pointer: string; value: unknown }

/** What of an answer could be kept: its plain values and lists of such, in its order, at most `max`. Pure. */
export function leavesOf(value: unknown, max: number, pointer = ""): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ pointer, value }]
  const isPlainList = Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null)
  const leaves: Leaf[] = isPlainList && value.length > 0 ? [{ pointer, value }] : []
  for (const [name, inner] of Object.entries(value)) {
    if (leaves.length >= max) break
    const part = name.replaceAll("~", "~0").replaceAll("/", "~1")
    leaves.push(...leavesOf(inner, max - leaves.length, `${pointer}/${part}`))
  }
  return leaves.slice(0, max)
}
