#!/usr/bin/env node
// End-to-end tests on an instance of their own: `node scripts/e2e.mjs [file…]`, with any of Playwright's own options.
import { spawn } from "node:child_process"
import path from "node:path"
import { startOwnInstance } from "./own-instance.mjs"

const root = path.resolve(import.meta.dirname, "..")
const instance = await startOwnInstance()

let browserTests
const interrupt = () => (browserTests ? browserTests.kill("SIGTERM") : void instance.stop())
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt)

let exitCode = 1
try {
  const { baseUrl, accounts } = await instance.ready
  const args = ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)]
  const { DATABASE_URL: _own, ...inherited } = process.env
  const own = { BASE_URL: baseUrl, E2E_ACCOUNTS: JSON.stringify(accounts), E2E_DATA_DIR: instance.dataDir }
  browserTests = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited, ...own },
    stdio: ["ignore", "inherit", "inherit"],
  })
  exitCode = await new Promise((resolve) => browserTests.once("exit", (code) => resolve(code ?? 1)))
} catch (error) {
  console.error(error.message)
} finally {
  // The data is kept after a failure: the logs in it say why.
  await instance.stop({ keepData: exitCode !== 0 })
  if (exitCode !== 0) console.error(`Logs of the instance: ${path.join(instance.dataDir, "logs")}`)
}
process.exit(exitCode)
