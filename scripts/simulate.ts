import { parseArgs } from "node:util"
import { simulate } from "@/server/ticket/testing/simulator/simulate"

/**
 * `npm run simulate -- --seeds 2000 [--from 0]`: so many runs of the engine and its step in a world with a clock of its own,
 * where processes die, answers are lost, commands come twice, the database is away, clocks jump and receivers fail.
 * Prints `N seeds, V violations`; exit code 1 when there is one. A seed that fails fails again: it is a test.
 */
const { values } = parseArgs({ options: { seeds: { type: "string" }, from: { type: "string" } } })
const seeds = Number(values.seeds ?? 2000)
const from = Number(values.from ?? 0)
if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(from) || from < 0) {
  console.error("Give a number of seeds: npm run simulate -- --seeds 2000 [--from 0]")
  process.exit(2)
}

let violations = 0
let crashes = 0
let repeats = 0
const began = performance.now()
for (let seed = from; seed < from + seeds; seed++) {
  try {
    const result = await simulate(seed)
    crashes += result.crashes
    repeats += result.repeats
  } catch (error) {
    violations += 1
    console.log(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  if ((seed - from + 1) % 500 === 0) console.log(`${seed - from + 1} of ${seeds}`)
}
const seconds = (performance.now() - began) / 1000
console.log(`${crashes} crashes, ${repeats} repeated commands, ${seconds.toFixed(1)} s`)
console.log(`${seeds} seeds, ${violations} violations`)
if (violations > 0) process.exitCode = 1
