import { LRUCache } from "lru-cache"

/** `perSec` tokens flow in each second, and at most `burst` wait. */
export type BucketLimit = { perSec: number; burst: number }

type Bucket = { tokens: number; atMs: number }

/**
 * Token buckets by key, in this process only: every web process lets the same amount in. A shared count would cost a
 * statement per request on the path that must stay open when the database is slow.
 */
export class RateBuckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: 10_000 })
  constructor(readonly limit: BucketLimit) {}

  /** Takes `cost` tokens and answers 0, or takes none and answers the seconds until there are enough. */
  take(key: string, cost: number, nowMs: number): number {
    const { perSec, burst } = this.limit
    const known = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs }
    const elapsedSec = Math.max(0, nowMs - known.atMs) / 1000
    const tokens = Math.min(burst, known.tokens + elapsedSec * perSec)
    const isEnough = tokens >= Math.min(cost, burst)
    this.#buckets.set(key, { tokens: isEnough ? tokens - cost : tokens, atMs: nowMs })
    return isEnough ? 0 : Math.max(1, Math.ceil((Math.min(cost, burst) - tokens) / perSec))
  }
}
