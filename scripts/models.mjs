#!/usr/bin/env node
// `npm run models -- --runs 20000 [--part model] [--seed 1]`: the random tests of the engine for longer than `npm test` runs
// them. Each part has its own number of runs in a night; `--runs` sets it for all of those that run. Prints what each part did; a failure
// names its seed and path, and the same seed fails again. `--shrink` then looks for the smallest failure, which takes minutes.
import { spawnSync } from "node:child_process"
import path from "node:path"
import { parseArgs } from "node:util"

const parts = {
  engine: { project: "unit", file: "core/ticket/random-runs", env: "ENGINE_RUNS", runs: 1_000_000 },
  graphs: { project: "unit", file: "core/flow/random-graph", env: "ROUND_TRIPS", runs: 500_000 },
  races: { project: "unit", file: "server/ticket/races.test", env: "RACE_RUNS", runs: 50_000 },
  racesDb: { project: "db", file: "server/ticket/races.db", env: "RACE_DB_RUNS", runs: 5_000 },
  model: { project: "db", file: "server/ticket/model.db", env: "MODEL_RUNS", runs: 20_000 },
  isolation: { project: "db", file: "server/ticket/isolation.db", env: "ISOLATION_RUNS", runs: 20_000 },
}

const { values } = parseArgs({
  options: {
    part: { type: "string", multiple: true },
    runs: { type: "string" },
    seed: { type: "string" },
    shrink: { type: "boolean" },
  },
})
const chosen = values.part ?? Object.keys(parts)
const unknown = chosen.filter((name) => !Object.hasOwn(parts, name))
const isNumber = (text) => text === undefined || (Number.isInteger(Number(text)) && Number(text) > 0)
if (unknown.length > 0 || !isNumber(values.runs) || !isNumber(values.seed)) {
  console.error(`npm run models -- [--part ${Object.keys(parts).join("|")}]… [--runs 20000] [--seed 1] [--shrink]`)
  process.exit(2)
}

const vitest = path.join(import.meta.dirname, "..", "node_modules", "vitest", "vitest.mjs")
const failed = chosen.filter((name) => {
  const { project, file, env, runs } = parts[name]
  const args = ["run", "--project", project, file]
  const { status } = spawnSync(process.execPath, [vitest, ...args], {
    stdio: "inherit",
    env: {
      ...process.env,
      [env]: values.runs ?? String(runs),
      ...(values.seed && { ENGINE_SEED: values.seed }),
      ...(values.shrink && { MODEL_SHRINK: "1" }),
    },
  })
  return status !== 0
})
console.log(`${chosen.length} parts, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(", ")}` : ""}`)
process.exit(failed.length > 0 ? 1 : 0)
