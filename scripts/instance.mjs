import { mkdirSync } from "node:fs"
import path from "node:path"
import { build, isBuilt } from "./build.mjs"
import { bundleProcesses } from "./bundle.mjs"
import { checkExistingDatabase, embeddedDatabase, seedSample, setUpDatabase } from "./database.mjs"
import { install, isInstalled } from "./install.mjs"
import { openLogs } from "./log-files.mjs"
import { describeProcesses, untilHealthy } from "./processes.mjs"
import { createProgress } from "./progress.mjs"
import { takeOver } from "./run-record.mjs"
import { readSecrets } from "./secrets.mjs"
import { readSettings, requirePort } from "./settings.mjs"
import { createSupervisor } from "./supervisor.mjs"

/** A process that ended this often before the application was ready is not going to recover by itself. */
const EARLY_ENDS_MAX = 3

const root = path.resolve(import.meta.dirname, "..")

/** Two supervisors: the database stops last, after the processes that use it. */
function superviseAll({ progress }) {
  const state = { isReady: false, hasStarted: false, record: undefined, ends: new Map() }
  const onRestart = ({ name, reason, delayMs }) => {
    state.ends.set(name, (state.ends.get(name) ?? 0) + 1)
    if (state.isReady) progress.say(`${name} ended (${reason}); starting it again in ${delayMs / 1000} s`)
  }
  // Only these go on record: a database that was left behind is found by its own pid file, and stopped with more care.
  const processes = createSupervisor({ onRestart, onChange: (running) => state.record.update("services", running) })
  const database = createSupervisor({ onRestart, onChange: () => (state.hasStarted = true) })
  return { database, processes, state }
}

function announce({ settings, accounts, logs }) {
  console.log(`Firstcall is ready: ${settings.url}`)
  if (accounts.length > 0) {
    const widest = (key) => Math.max(...accounts.map((account) => account[key].length))
    const [email, password] = [widest("email"), widest("password")]
    console.log("\nSample accounts")
    for (const account of accounts) {
      const who = [account.name, account.role].filter(Boolean).join(", ")
      console.log(`  ${account.email.padEnd(email)}  ${account.password.padEnd(password)}  ${who}`)
    }
  }
  console.log(`\nLogs: ${path.relative(process.cwd(), logs.folder)}   Stop: Ctrl-C`)
}

/** A sample that fails does not keep the application from whoever needs it; it is tried again at the next start. */
async function prepareSample({ settings, workerEnv, progress, signal }) {
  if (!settings.hasSample) return []
  const seed = (tell) => seedSample({ root, env: workerEnv, signal, onLine: tell })
  try {
    return await progress.phase("Preparing the sample workspace", seed)
  } catch (error) {
    if (!signal.aborted) progress.say(`${error.message}\n`)
    return []
  }
}

/** Installs, builds and starts what is needed, and keeps it running until Ctrl-C or SIGTERM. Ends the process. */
export async function runInstance({ isDev }) {
  const stopping = new AbortController()
  const { signal } = stopping
  const progress = createProgress(signal)
  const { database, processes, state } = superviseAll({ progress })

  let ending
  const end = (exitCode) =>
    (ending ??= (async () => {
      stopping.abort()
      if (state.hasStarted) progress.say("Stopping …")
      // The database last: what runs beside it has something to write until its end.
      await processes.stop()
      await database.stop()
      state.record?.clear()
      process.exit(exitCode)
    })())
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => void end(0))

  try {
    const settings = readSettings(root)
    mkdirSync(settings.dataDir, { recursive: true })
    state.record = await takeOver(settings.dataDir, settings.url)
    if (state.record.leftovers > 0) progress.say(`Ended ${state.record.leftovers} processes of a run that was killed`)
    await requirePort(settings)
    const command = (name) => ({ signal, onStart: (pid) => state.record.update(name, [{ name, pid }]) })
    if (!isInstalled(root)) await progress.phase("Installing the libraries", () => install(root, command("install")))
    const secrets = readSecrets(settings.dataDir)
    const logs = openLogs(settings.dataDir)

    await bundleProcesses(root, command("bundle"))
    const prepareDatabase = async () => {
      let adminUrl = settings.databaseUrl
      if (adminUrl) {
        await checkExistingDatabase(adminUrl)
      } else {
        const { dataDir } = settings
        const embedded = await embeddedDatabase({
          dataDir,
          password: secrets.postgresPassword,
          logFile: logs.file("database"),
        })
        await database.add(embedded.service)
        adminUrl = embedded.adminUrl()
      }
      return setUpDatabase({ root, adminUrl, masterKey: secrets.masterKey, signal })
    }
    const prepareBuild = async () => {
      if (!isDev && !isBuilt(root))
        await progress.phase("Building the application", () => build(root, command("build")))
    }
    // Side by side: each waits for other things.
    const [databaseEnv] = await Promise.all([progress.phase("Preparing the database", prepareDatabase), prepareBuild()])

    const { services, workerEnv } = describeProcesses({ root, settings, secrets, databaseEnv, logs, isDev })
    await progress.phase("Starting the web and worker processes", async () => {
      await Promise.all(services.map((service) => processes.add(service)))
      const check = () => {
        const hopeless = [...state.ends].find(([, ends]) => ends >= EARLY_ENDS_MAX)
        if (hopeless) throw new Error(`${hopeless[0]} does not start. The end of its log:\n\n${logs.tail(hopeless[0])}`)
      }
      await untilHealthy({ settings, signal, check })
    })
    const accounts = await prepareSample({ settings, workerEnv, progress, signal })
    signal.throwIfAborted()
    state.isReady = true
    announce({ settings, accounts, logs })
  } catch (error) {
    if (!signal.aborted) console.error(`\n${error.message}\n`)
    await end(1)
  }
}
