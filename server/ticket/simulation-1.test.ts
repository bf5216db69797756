import { expect, it } from "vitest"
import { simulate } from "./testing/simulator/simulate"
import type { Sabotage } from "./testing/simulator/memory-store"
// 2,000 seeds in all, halved over two files so that two workers share them. A nightly run asks for more: npm run simulate.
it(
  "0 to 1,000: whatever dies, comes twice or comes late, nothing is lost and nothing happens twice",
  { timeout: 900_000 },
  async () => {
    let [crashes, repeats] = [0, 0]
    for (let seed = 0; seed < 1000; seed++) {
      const result = await simulate(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error })
      })
      crashes += result.crashes
      repeats += result.repeats
    }
    console.log(`${crashes} crashes, ${repeats} repeated commands`)
    expect(crashes).toBeGreaterThan(1000)
    expect(repeats).toBeGreaterThan(300)
  },
)

it("the same seed gives the same run", async () => {
  for (const seed of [1, 7, 33]) expect(await simulate(seed)).toEqual(await simulate(seed))
})

it.each<[Sabotage]>([["forgetsKeys"], ["ignoresVersions"], ["losesTimers"], ["losesRequests"]])(
  "a store that %s is found out",
  async (sabotage) => {
    let found = 0
    for (let seed = 0; seed < 40; seed++) await simulate(seed, sabotage).catch(() => found++)
    expect(found).toBeGreaterThan(0)
  },
)
