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
