import { mkdirSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { build, isBuilt } from "./build.mjs"
import { launchChild } from "./child-process.mjs"
import { checkExistingDatabase, embeddedDatabase, seedSample, setUpDatabase } from "./database.mjs"
import { install, isInstalled } from "./install.mjs"
import { isPortFree } from "./free-port.mjs"
import { openLogs } from "./log-files.mjs"
import { createProgress } from "./progress.mjs"
import { takeOver } from "./run-record.mjs"
import { readSecrets } from "./secrets.mjs"
import { createSupervisor } from "./supervisor.mjs"

const WORKER_PROCESSES = 2
const CHILD_STOP_TIMEOUT_MS = 5_000
const HEALTHY_TIMEOUT_MS = 120_000
/** A process that ends this often before the first health is not going to recover by itself. */
const EARLY_ENDS_MAX = 3

const root = path.resolve(import.meta.dirname, "..")

function readSettings() {
  const port = Number(process.env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`)
  }
  // The sample accounts have published passwords, so the network gets in only when asked to: HOST=0.0.0.0
  const host = process.env.HOST ?? "127.0.0.1"
  const dataDir = path.resolve(root, process.env.DATA_DIR ?? ".data")
  return { port, host, dataDir, url: `http://localhost:${port}`, hasSample: process.env.FIRSTCALL_SAMPLE !== "off" }
}

async function requirePort({ port, host }) {
  if ((await isPortFree(port, host)) && (await isPortFree(port, "::1"))) return
  throw new Error(
    `Port ${port} is in use by another program. Stop that program, or start Firstcall on another port: ` +
      `PORT=${port === 65_535 ? 3001 : port + 1} npm start`,
  )
}

/** The services to supervise: the web application and the workers, each with the environment it needs and no more. */
function describeProcesses({ settings, secrets, urls, logs, isDev }) {
  // The administrator's URL ends here: no process that serves people may create roles.
  const { DATABASE_URL: _adminUrl, ...inherited } = process.env
  const common = {
    ...inherited,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? settings.url,
    NEXTAUTH_SECRET: secrets.authSecret,
    FIRSTCALL_MASTER_KEY: secrets.masterKey,
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
  }
  const workerEnv = { ...common, ...urls }
  const { PROVISIONER_DATABASE_URL: _provisionerUrl, ...webUrls } = urls
  const describe = (name, args, env) => ({
    name,
    launch: async () =>
      launchChild({
        command: process.execPath,
        args,
        env,
        cwd: root,
        logFile: isDev ? undefined : logs.file(name),
        stopTimeoutMs: CHILD_STOP_TIMEOUT_MS,
      }),
  })
  const next = ["node_modules/next/dist/bin/next", isDev ? "dev" : "start"]
  const worker = ["--conditions=react-server", "--import", "tsx", "workers/main.ts", "--role", "all"]
  const services = [
    describe("web", [...next, "-p", String(settings.port), "-H", settings.host], { ...common, ...webUrls }),
  ]
  for (let number = 1; number <= WORKER_PROCESSES; number++)
    services.push(describe(`workers-${number}`, worker, workerEnv))
  return { services, workerEnv }
}

async function untilHealthy({ settings, signal, failed }) {
  const reachable = ["0.0.0.0", "::"].includes(settings.host) ? "127.0.0.1" : settings.host
  const address = `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${settings.port}/api/health`
  const until = performance.now() + HEALTHY_TIMEOUT_MS
  while (performance.now() < until) {
    signal.throwIfAborted()
    failed()
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`The application did not answer at ${address} within ${HEALTHY_TIMEOUT_MS / 1000} s.`)
}

function announce({ settings, accounts, logs }) {
  console.log(`Firstcall is ready: ${settings.url}`)
  if (accounts.length > 0) {
    const width = (key) => Math.max(...accounts.map((account) => String(account[key] ?? "").length))
    const widths = { email: width("email"), password: width("password") }
    console.log("\nSample accounts")
    for (const { email, password, role, name } of accounts) {
      const who = [name, role].filter(Boolean).join(", ")
      console.log(`  ${email.padEnd(widths.email)}  ${password.padEnd(widths.password)}  ${who}`)
    }
  }
  console.log(`\nLogs: ${path.relative(process.cwd(), logs.folder)}   Stop: Ctrl-C`)
}

/** Installs, builds and starts what is needed, and keeps it running until Ctrl-C or SIGTERM. Ends the process. */
export async function runInstance({ isDev }) {
  const progress = createProgress()
  const stopping = new AbortController()
  const { signal } = stopping
  const earlyEnds = new Map()
  let isReady = false
  let logs
  let record

  const running = { database: [], processes: [] }
  const onRestart = ({ name, reason, delayMs }) => {
    earlyEnds.set(name, (earlyEnds.get(name) ?? 0) + 1)
    if (isReady) progress.say(`${name} ended (${reason}); starting it again in ${(delayMs / 1000).toFixed(1)} s`)
  }
  const superviseAs = (kind) =>
    createSupervisor({
      onRestart,
      onChange(now) {
        running[kind] = now
        record?.update([...running.database, ...running.processes])
      },
    })
  const database = superviseAs("database")
  const processes = superviseAs("processes")

  const failed = () => {
    for (const [name, ends] of earlyEnds) {
      if (ends >= EARLY_ENDS_MAX) throw new Error(`${name} does not start. The end of its log:\n\n${logs.tail(name)}`)
    }
  }

  let ending
  const end = (exitCode) =>
    (ending ??= (async () => {
      stopping.abort()
      const hasStarted = running.processes.length + running.database.length > 0
      if (hasStarted) progress.say("Stopping …")
      // The database last: what still runs has something to write.
      await processes.stop()
      await database.stop()
      record?.clear()
      process.exit(exitCode)
    })())
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => void end(0))

  try {
    const settings = readSettings()
    mkdirSync(settings.dataDir, { recursive: true })
    record = await takeOver(settings.dataDir, settings.url)
    if (record.leftovers > 0) progress.say(`Ended ${record.leftovers} processes of a run that was killed`)
    await requirePort(settings)
    logs = openLogs(settings.dataDir)

    if (!isInstalled(root)) await progress.phase("Installing the libraries", () => install(root, signal))
    const secrets = readSecrets(settings.dataDir)

    const prepareDatabase = async () => {
      let adminUrl = process.env.DATABASE_URL
      if (adminUrl) {
        await checkExistingDatabase(adminUrl)
      } else {
        const logFile = logs.file("database")
        const embedded = await embeddedDatabase({ ...settings, password: secrets.postgresPassword, logFile })
        await database.add(embedded.service)
        adminUrl = embedded.adminUrl()
      }
      return setUpDatabase({ root, adminUrl, masterKey: secrets.masterKey, signal })
    }
    const prepareBuild = async () => {
      if (!isDev && !isBuilt(root)) await progress.phase("Building the application", () => build(root, signal))
    }
    const [urls] = await Promise.all([progress.phase("Preparing the database", prepareDatabase), prepareBuild()])

    const { services, workerEnv } = describeProcesses({ settings, secrets, urls, logs, isDev })
    await progress.phase("Starting the web and worker processes", async () => {
      await Promise.all(services.map((service) => processes.add(service)))
      await untilHealthy({ settings, signal, failed })
    })
    const accounts = settings.hasSample
      ? await progress.phase("Preparing the sample workspace", (tell) =>
          seedSample({ root, env: workerEnv, signal, onLine: tell }),
        )
      : []
    signal.throwIfAborted()
    isReady = true
    announce({ settings, accounts, logs })
  } catch (error) {
    if (!signal.aborted) console.error(`\n${error.message}`)
    await end(1)
  }
}
