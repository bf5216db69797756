import { expect, it } from "vitest"
import { simulate } from "./testing/simulator/simulate"

// 2,000 seeds in all, halved over two files so that two workers share them. A nightly run asks for more: npm run simulate.
it(
  "1,000 to 2,000: whatever dies, comes twice or comes late, nothing is lost and nothing happens twice",
  { timeout: 900_000 },
  async () => {
    let [crashes, repeats] = [0, 0]
    for (let seed = 1000; seed < 2000; seed++) {
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
