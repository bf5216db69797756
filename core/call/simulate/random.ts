/** A seeded source of luck: the same seed gives the same calls, in any process. Not for secrets. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** Exponential with this mean, in the mean's unit. */
  exponential(mean: number): number
  /** Log-normal-like: mostly near `typical`, with a long tail, as service times are. */
  service(typical: number): number
  pick<T>(items: readonly T[]): T
  /** By weight; the weights need not sum to one. */
  weighted<T extends { weight: number }>(items: readonly T[]): T
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  // mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a day of calls.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    exponential: (mean) => -mean * Math.log(1 - next()),
    service: (typical) => typical * Math.exp(0.55 * normal()),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted(items) {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0)
      for (const item of items) {
        left -= item.weight
        if (left < 0) return item
      }
      return items.at(-1)!
    },
  }
}
