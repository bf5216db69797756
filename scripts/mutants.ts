import { spawn } from "node:child_process"
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { bugs } from "./mutant-bugs"

/**
 * Do the tests of the engine catch bugs? Bugs that somebody could really write are put into a copy of core/, one
 * after another, and the tests run over each. A test that cannot fail shows here: its bug survives.
 * `npm run mutants [-- --only clock]`, `--only` for bugs whose sentence has that word; exit code 1 when a bug survives or
 * cannot be planted any more.
 */
const { values: options } = parseArgs({ options: { only: { type: "string" } } })
const planted = bugs.filter(({ what }) => what.includes(options.only ?? ""))

const root = process.cwd()
const sources = ["core", "docs", "package.json", "tsconfig.json"]

// Fewer random flows than CI runs: a bug that needs more than these to show is one the tables ought to name.
const runs = process.env["ENGINE_RUNS"] ?? "400"

/** The engine and nothing else: what lies beside it in core/ has tests of its own. */
const config = `import { defineConfig } from "vitest/config"
export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["core/{flow,ticket,people,sla,warning}/**/*.test.ts"],
    testTimeout: 120_000,
    isolate: false,
    bail: 1,
    silent: true,
    reporters: [["json", { outputFile: "report.json" }]],
  },
})
`

type Report = {
  testResults: { name: string; assertionResults: { status: string; fullName: string }[]; message: string }[]
}

/** The first test that fails in `folder`; null when all pass. */
async function failingTest(folder: string): Promise<string | null> {
  await rm(join(folder, "report.json"), { force: true })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs")
    const child = spawn(process.execPath, [vitest, "run", "--root", folder], {
      cwd: folder,
      env: { ...process.env, ENGINE_RUNS: runs },
      stdio: "ignore",
    })
    child.on("error", reject)
    child.on("exit", resolve)
  })
  if (exitCode === 0) return null
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as Report
  for (const { name, assertionResults, message } of report.testResults) {
    const failed = assertionResults.find((result) => result.status === "failed")
    const file = name.slice(name.indexOf("core/"))
    if (failed) return `${file}: ${failed.fullName}`
    if (message) return `${file}: ${message.split("\n")[0]}`
  }
  throw new Error("the tests failed without saying which")
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "firstcall-mutants-"))
  try {
    for (const source of sources) await cp(join(root, source), join(folder, source), { recursive: true })
    await symlink(join(root, "node_modules"), join(folder, "node_modules"))
    await writeFile(join(folder, "vitest.config.mjs"), config)

    const broken = await failingTest(folder)
    if (broken) throw new Error(`The tests fail without any bug: ${broken}`)
    let caught = 0
    for (const [index, bug] of planted.entries()) {
      const path = join(folder, bug.file)
      const source = await readFile(path, "utf8")
      if (source.split(bug.from).length !== 2)
        throw new Error(`Cannot plant bug ${index + 1}, ${bug.what}: its place is gone`)
      await writeFile(
        path,
        source.replace(bug.from, () => bug.to),
      )
      const test = await failingTest(folder)
      await writeFile(path, source)
      if (test) caught += 1
      console.log(`${String(index + 1).padStart(2)}  ${bug.what}\n    ${test ? `caught by ${test}` : "SURVIVED"}`)
    }
    console.log(`${caught} of ${planted.length} caught`)
    if (caught < planted.length) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
