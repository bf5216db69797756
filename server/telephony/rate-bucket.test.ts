import { expect, test } from "vitest"
import { RateBuckets } from "./rate-bucket"

test("a burst passes, then only what flows in, and the answer says how long to wait", () => {
  const buckets = new RateBuckets({ perSec: 10, burst: 20 })
  expect(buckets.take("a", 20, 0)).toBe(0)
  expect(buckets.take("a", 1, 0)).toBe(1)
  expect(buckets.take("a", 15, 500)).toBe(1)
  expect(buckets.take("a", 5, 500)).toBe(0)
  expect(buckets.take("a", 20, 500)).toBe(2)
})

test("one key's flood does not touch another's allowance, and a refused request costs nothing", () => {
  const buckets = new RateBuckets({ perSec: 1, burst: 5 })
  for (let request = 0; request < 100; request++) buckets.take("noisy", 5, 0)
  expect(buckets.take("quiet", 5, 0)).toBe(0)
  expect(buckets.take("noisy", 5, 5000)).toBe(0)
})

test("a request larger than the whole burst passes when the bucket is full, and is paid for afterwards", () => {
  const buckets = new RateBuckets({ perSec: 10, burst: 5 })
  expect(buckets.take("a", 50, 0)).toBe(0)
  expect(buckets.take("a", 1, 1000)).toBeGreaterThan(0)
  expect(buckets.take("a", 1, 5000)).toBe(0)
})

test("a clock that steps back lets nothing extra in", () => {
  const buckets = new RateBuckets({ perSec: 10, burst: 5 })
  buckets.take("a", 5, 10_000)
  expect(buckets.take("a", 1, 5000)).toBeGreaterThan(0)
})
