/** The last work that waits or runs for each key. */
const last = new Map<string, Promise<unknown>>()

/** Does work once all earlier work of this process for any of the keys is done. */
export async function inTurn<T>(keys: string[], work: () => Promise<T>): Promise<T> {
  const before = Promise.all(keys.map((key) => last.get(key) ?? Promise.resolve()))
  const turn = before.then(work)
  // Whoever comes next waits for this one, however it ends.
  const settled = turn.catch(() => undefined)
  for (const key of keys) last.set(key, settled)
  try {
    return await turn
  } finally {
    for (const key of keys) if (last.get(key) === settled) last.delete(key)
  }
}
