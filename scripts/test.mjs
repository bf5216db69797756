#!/usr/bin/env node
// `npm test`: everything that must hold before a change lands. Two lanes side by side, one for each core of a small machine;
// the output of each step goes to test-results/<step>.log and is shown when the step fails.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { build, isBuilt } from "./build.mjs"
import { launchChild } from "./child-process.mjs"
import { install, isInstalled } from "./install.mjs"
import { countCheck, countPlaywright, countVitest, summarise } from "./test-report.mjs"

const root = path.resolve(import.meta.dirname, "..")
const results = path.join(root, "test-results")
const SHOWN_LINES = 150
/** No step may hang for ever. */
const STEP_TIMEOUT_MS = 30 * 60_000
const STOP_TIMEOUT_MS = 12_000

const stopping = new AbortController()
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(name, () => stopping.abort(new Error(`stopped by ${name}`)))

const bin = (name) => path.join("node_modules", ...name.split("/"))
const report = (name) => path.join(results, `${name}.json`)

/** Runs Node on a script, output to the step's log. Resolves to the exit code. */
async function run(name, args, env = {}) {
  const logFile = path.join(results, `${name}.log`)
  const child = launchChild({
    command: process.execPath,
    args,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    cwd: root,
    logFile,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  })
  const stop = () => void child.stop()
  const timeout = setTimeout(stop, STEP_TIMEOUT_MS)
  stopping.signal.addEventListener("abort", stop)
  const { code } = await child.exited
  clearTimeout(timeout)
  stopping.signal.removeEventListener("abort", stop)
  return code ?? 1
}

const check = (name, args) => ({ name, run: async () => countCheck(await run(name, args)) })

/** One worker: the other core is the other lane's. `shard`: the part of its files, as `1/2`. */
const vitest = (project, shard) => {
  const name = shard ? `${project} ${shard.replace("/", " of ")}` : project
  return {
    name,
    async run() {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report(name)}`]
      const part = shard ? [`--shard=${shard}`] : []
      const args = [bin("vitest/vitest.mjs"), "run", "--project", project, "--maxWorkers=1", ...part, ...reporters]
      return countVitest(report(name), await run(name, args))
    },
  }
}

const buildStep = {
  name: "build",
  async run() {
    try {
      if (!isBuilt(root)) await build(root, { signal: stopping.signal })
      return countCheck(0)
    } catch (error) {
      writeFileSync(path.join(results, "build.log"), `${error.message}\n`)
      return countCheck(1)
    }
  },
}

const browserStep = {
  name: "e2e",
  async run() {
    const exitCode = await run("e2e", ["scripts/e2e.mjs"], { E2E_REPORT: report("e2e") })
    return countPlaywright(report("e2e"), exitCode)
  },
}

function showLog(name) {
  const file = path.join(results, `${name}.log`)
  if (!existsSync(file)) return
  const lines = readFileSync(file, "utf8").trimEnd().split("\n")
  console.log(lines.slice(-SHOWN_LINES).join("\n"))
  if (lines.length > SHOWN_LINES) console.log(`(the last ${SHOWN_LINES} of ${lines.length} lines; all are in ${file})`)
}

const finished = []
async function runStep(step) {
  const since = performance.now()
  const counts = await step.run()
  const result = { name: step.name, ...counts, seconds: (performance.now() - since) / 1000 }
  finished.push(result)
  if (result.failed > 0 && !stopping.signal.aborted) {
    console.log(`\n✗ ${step.name}`)
    showLog(step.name)
    console.log()
  } else {
    console.log(`✓ ${step.name}  ${result.seconds.toFixed(1)} s`)
  }
}

/** Steps that either lane takes when its own are done, so that neither waits long for the other. */
const shared = [vitest("db", "1/3"), vitest("db", "2/3"), vitest("db", "3/3")]

async function runLane(steps) {
  for (let step = steps.shift(); step; step = steps.shift() ?? shared.shift()) {
    if (!stopping.signal.aborted) await runStep(step)
  }
}

if (!isInstalled(root)) {
  console.log("Installing the libraries …")
  await install(root, { signal: stopping.signal })
}
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

// The first lane is as long as the random runs of the engine, the second as the build and the browser.
await Promise.all([
  runLane([
    check("format", [bin("oxfmt/bin/oxfmt"), "--check", "."]),
    check("lint", [bin("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings"]),
    check("imports", ["scripts/check-imports.mjs"]),
    vitest("unit"),
  ]),
  runLane([
    buildStep,
    // The build writes the types of the routes; before it there is nothing to check them against.
    check("types", [bin("typescript/bin/tsc"), "--noEmit"]),
    check("first-load", ["scripts/check-first-load.mjs"]),
    browserStep,
  ]),
])
if (stopping.signal.aborted) {
  console.error(`\n${stopping.signal.reason.message}`)
  process.exit(1)
}

const total = (key) => finished.reduce((sum, result) => sum + result[key], 0)
console.log(`\n${summarise(finished).join("\n")}\n`)
console.log(`${total("passed")} passed, ${total("failed")} failed`)
process.exit(total("failed") > 0 ? 1 : 0)
