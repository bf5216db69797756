import { expect, it } from "vitest"
import { describeCoverage, expectedCoverage } from "./testing/expected-coverage"
import { runEngine } from "./testing/run-engine"

// 20,000 random flows in all, halved over two files so that two workers share them. A nightly run asks for more: npm run models.
const numRuns = Number(process.env["ENGINE_RUNS"] ?? 10_000)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

it("keeps every promise over random flows and commands", { timeout: 43_200_000 }, () => {
  const coverage = runEngine({ seed, numRuns })
  console.log(`${numRuns} flows, seed ${seed}: ${describeCoverage(coverage)}`)
  // Fewer runs cannot meet the rare ones.
  if (numRuns >= 10_000) expect(expectedCoverage.filter((key) => !coverage.has(key))).toEqual([])
  expect(coverage.get("approval decide done")).toBeGreaterThan(0)
})
