#!/usr/bin/env node
// End-to-end tests on an instance of their own: `node scripts/e2e.mjs [file…]`, with any of Playwright's own options.
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { freePort } from "./free-port.mjs"

const root = path.resolve(import.meta.dirname, "..")
const READY = /^Firstcall is ready: (\S+)$/
const ACCOUNT = /^ {2}(\S+@\S+) {2,}(\S+) {2,}(.+)$/
const LAST_LINE = /^Logs: /

const ended = (child) => new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)))

/** Reads what `npm start` tells its user: the address, and the sample accounts. Rejects when it ends before that. */
function readAnnouncement(child) {
  let baseUrl
  const accounts = []
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      console.log(`  ${line}`)
      baseUrl ??= READY.exec(line)?.[1]
      const account = ACCOUNT.exec(line)
      if (account) accounts.push({ email: account[1], password: account[2], who: account[3] })
      if (LAST_LINE.test(line)) resolve({ baseUrl, accounts })
    })
    void ended(child).then((code) => reject(new Error(`Firstcall did not start (exit code ${code}).`)))
  })
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), "firstcall-e2e-"))
const port = await freePort()
const { DATABASE_URL: _own, ...inherited } = process.env
const instance = spawn(process.execPath, ["scripts/start.mjs"], {
  cwd: root,
  env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), HOST: "127.0.0.1" },
  // A group of its own: on Ctrl-C it is stopped by us, after the browser.
  detached: true,
  stdio: ["ignore", "pipe", "inherit"],
})
const instanceEnded = ended(instance)

let browserTests
const interrupt = () => browserTests?.kill("SIGTERM") ?? instance.kill("SIGTERM")
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt)

let exitCode = 1
try {
  const { baseUrl, accounts } = await readAnnouncement(instance)
  const args = ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)]
  const env = { ...inherited, BASE_URL: baseUrl, E2E_ACCOUNTS: JSON.stringify(accounts), E2E_DATA_DIR: dataDir }
  browserTests = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] })
  exitCode = await ended(browserTests)
} catch (error) {
  console.error(error.message)
} finally {
  instance.kill("SIGTERM")
  await instanceEnded
  // Kept after a failure: the logs in it say why.
  if (exitCode === 0) rmSync(dataDir, { recursive: true, force: true })
  else console.error(`Logs of the instance: ${path.join(dataDir, "logs")}`)
}
process.exit(exitCode)
