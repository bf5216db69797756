import { setTimeout as sleep } from "node:timers/promises"
import { processArgs } from "./bundle.mjs"
import { launchChild } from "./child-process.mjs"

const WORKER_PROCESSES = 2
const STOP_TIMEOUT_MS = 5_000
const HEALTHY_TIMEOUT_MS = 120_000

/**
 * The services to supervise, the web application and the workers, each with the environment it needs and no more: neither
 * gets the master key or the administrator's URL, and only the workers may create tenants' roles. `workerEnv` is for
 * scripts that act as a worker.
 */
export function describeProcesses({ root, settings, secrets, databaseEnv, logs, isDev }) {
  const { DATABASE_URL: _adminUrl, FIRSTCALL_MASTER_KEY: _masterKey, ...inherited } = process.env
  const { PROVISIONER_DATABASE_URL, ...webDatabaseEnv } = databaseEnv
  const webEnv = {
    ...inherited,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // The application closes its live feeds before it ends; Next would wait for them for ever.
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? settings.url,
    NEXTAUTH_SECRET: secrets.authSecret,
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    ...webDatabaseEnv,
  }
  const workerEnv = { ...webEnv, PROVISIONER_DATABASE_URL }

  const service = (name, args, env) => ({
    name,
    launch: async () =>
      launchChild({
        command: process.execPath,
        args,
        env,
        cwd: root,
        // Contributors want to see what happens; everybody else gets files.
        logFile: isDev ? undefined : logs.file(name),
        stopTimeoutMs: STOP_TIMEOUT_MS,
      }),
  })
  const next = ["node_modules/next/dist/bin/next", isDev ? "dev" : "start"]
  const web = service("web", [...next, "-p", String(settings.port), "-H", settings.host], webEnv)
  const source = ["--conditions=react-server", "--import", "tsx", "workers/main.ts"]
  const worker = [...(isDev ? source : processArgs("workers")), "--role", "all"]
  const workers = Array.from({ length: WORKER_PROCESSES }, (_, index) =>
    service(`workers-${index + 1}`, worker, workerEnv),
  )
  return { services: [web, ...workers], workerEnv }
}

/** Where we ourselves reach the web application; an address that means "all of them" is none to connect to. */
function addressOf({ host, port }) {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host)
  return `http://${reachable}:${port}`
}

/** Resolves when /api/health says all is well. `check()` is called all along and may throw to give up earlier. */
export async function untilHealthy({ settings, signal, check }) {
  const address = `${addressOf(settings)}/api/health`
  const until = performance.now() + HEALTHY_TIMEOUT_MS
  let last = "no answer"
  while (performance.now() < until) {
    signal.throwIfAborted()
    check()
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`
      if (answer.ok) return
    } catch (error) {
      last = error.cause?.message ?? error.message
    }
    await sleep(100)
  }
  throw new Error(`The application is not well after ${HEALTHY_TIMEOUT_MS / 1000} s: ${address} says ${last}`)
}
