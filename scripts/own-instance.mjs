import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { freePort } from "./free-port.mjs"

// Not this file's place: the bench has it in a bundle. Every process runs from the project's root.
const root = process.cwd()
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

/**
 * Firstcall as `npm start` starts it, with data in a temporary folder and on a free port. `ready` resolves to its address
 * and its sample accounts, or rejects. `stop` ends it and removes its data, which `{ keepData: true }` keeps.
 */
export async function startOwnInstance() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "firstcall-own-"))
  const port = await freePort()
  const { DATABASE_URL: _own, ...inherited } = process.env
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: {
      ...inherited,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: "127.0.0.1",
      // The providers of the tests are servers of this machine.
      FIRSTCALL_OUTBOUND_ALLOWED_HOSTS: "127.0.0.1:*",
    },
    // A group of its own: on Ctrl-C it is stopped by us, after whatever uses it.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  })
  const childEnded = ended(child)
  return {
    dataDir,
    ready: readAnnouncement(child),
    async stop({ keepData = false } = {}) {
      child.kill("SIGTERM")
      await childEnded
      if (!keepData) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
