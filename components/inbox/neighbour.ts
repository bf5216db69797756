/**
 * The key to go to from `current` by `step` rows; stays at the ends. From a row that is not in the list (it was just
 * decided by somebody else) down goes to the first and up to the last. null in an empty list.
 */
export function stepFrom(keys: readonly string[], current: string | null, step: number): string | null {
  if (keys.length === 0) return null
  const index = current === null ? -1 : keys.indexOf(current)
  if (index === -1) return (step > 0 ? keys[0] : keys.at(-1)) ?? null
  return keys[Math.min(keys.length - 1, Math.max(0, index + step))] ?? null
}

/**
 * Where to go on after acting on `current`: the next row that is not being acted on itself, else the nearest before
 * it, else null (nothing left).
 */
export function nextAfter(keys: readonly string[], current: string, busy: ReadonlySet<string>): string | null {
  const index = keys.indexOf(current)
  const isFree = (key: string) => key !== current && !busy.has(key)
  return keys.slice(index + 1).find(isFree) ?? keys.slice(0, Math.max(0, index)).findLast(isFree) ?? null
}
