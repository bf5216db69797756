import { InvariantError } from "./problem"

/**
 * One text for one value, whatever the order its keys were written in: keys sorted by code unit, no blanks, numbers and
 * strings as JSON writes them (RFC 8785). Properties that are undefined are left out, as in JSON. Hashes and the
 * comparison "stored state = folded events" stand on it, because a jsonb column does not keep the order of keys.
 * Throws InvariantError for what JSON cannot carry (NaN, infinity, functions, undefined in a list).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value)
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new InvariantError(`canonical JSON cannot carry the number ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    let text = "["
    for (let index = 0; index < value.length; index++) text += (index ? "," : "") + canonicalJson(value[index])
    return `${text}]`
  }
  if (typeof value !== "object") throw new InvariantError(`canonical JSON cannot carry a ${typeof value}`)
  const members = value as Record<string, unknown>
  let text = ""
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${text ? "," : ""}${quotedKey(key)}${canonicalJson(member)}`
  }
  return `{${text}}`
}

// The same few dozen keys come again with every event; quoting them anew was a third of the time.
const quotedKeys = new Map<string, string>()

function quotedKey(key: string): string {
  let quoted = quotedKeys.get(key)
  if (quoted === undefined) {
    quoted = `${JSON.stringify(key)}:`
    if (quotedKeys.size < 1000 && key.length <= 64) quotedKeys.set(key, quoted)
  }
  return quoted
}
