import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { setUpDatabase } from "@/db/setup"
import { startPostgres, type RunningPostgres } from "@/scripts/embedded-postgres.mjs"
import { freePort } from "@/scripts/free-port.mjs"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "./testing/three-steps"
import { verifyTickets } from "./verify-ticket"

// Kill -9 of the process that steps, of the worker, and of Postgres, on a durable cluster of its own; then everything is
// let run again. No acknowledged step is lost, none is there twice, and every timer fires once.

const rounds = 6
const root = path.resolve(import.meta.dirname, "../..")
let folder: string
let server: RunningPostgres
let port: number
const children = new Set<ChildProcess>()

const start = () =>
  startPostgres({ dataDir: path.join(folder, "postgres"), port, password: "crash", settings: { max_connections: 60 } })

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "firstcall-crash-"))
  port = await freePort()
  server = await start()
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => {} })
  await admin`create database firstcall`
  await admin.end()
  const urls = await setUpDatabase(server.url("firstcall"), "c".repeat(64))
  Object.assign(process.env, {
    GATEWAY_DATABASE_URL: urls.gatewayUrl,
    WORKER_DATABASE_URL: urls.workerUrl,
    PROVISIONER_DATABASE_URL: urls.provisionerUrl,
    TENANT_DATABASE_URL: urls.tenantUrlBase,
    FIRSTCALL_APP_KEY: urls.appKey,
    LOG_LEVEL: "fatal",
  })
})
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL")
  await closeClients()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function run(script: string, args: string[], heard: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  })
  children.add(child)
  child.on("exit", () => children.delete(child))
  createInterface({ input: child.stdout! }).on("line", heard)
  return child
}

/** Keeps a worker running, as the supervisor does. */
function keepWorker() {
  let stopped = false
  let current: ChildProcess | null = null
  const launch = () => {
    if (stopped) return
    current = run("workers/main.ts", ["--role", "timers"], () => {})
    current.on("exit", () => void sleep(300).then(launch))
  }
  launch()
  return {
    kill: () => current?.kill("SIGKILL"),
    stop() {
      stopped = true
      current?.kill("SIGKILL")
    },
  }
}

it("kill -9 of steps, worker and Postgres: nothing acknowledged is lost or doubled, every timer fires once", async () => {
  const { tenant, session } = await createTestTenant()
  // The warning is due 0.6 s after a todo is dispatched, so that each one gives the timers work at once.
  const flowId = await publishThreeSteps(session, {
    targetMin: 1,
    tier: { at: { type: "percent", percent: 1 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
  })
  const acknowledged = new Set<string>()
  const launchStepper = (round: number) => {
    const input = { tenant, flowId, personId: session.person.id, run: String(round) }
    return run("server/ticket/testing/stepper.ts", [JSON.stringify(input)], (line) => acknowledged.add(line))
  }
  const worker = keepWorker()
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.size
    const stepper = launchStepper(round)
    while (acknowledged.size < before + 25) await sleep(20)
    if (round % 3 === 0) stepper.kill("SIGKILL")
    if (round % 3 === 1) worker.kill()
    if (round % 3 === 2) {
      process.kill(server.pid, "SIGKILL")
      await server.exited
      // The postmaster's children see it gone and leave by themselves; the start waits for them.
      server = await start()
    }
    const after = acknowledged.size
    // What survived goes on: the stepper sends what it does not know the outcome of once more.
    if (round % 3 !== 0) while (acknowledged.size < after + 10) await sleep(20)
    stepper.kill("SIGKILL")
  }

  const { sql } = postgresOf(server.url("firstcall"))
  const schema = tenant.schema
  // The last todos were dispatched a moment ago: their warnings are due within 0.6 s of it, so nothing is drained before.
  await sleep(1000)
  const drained = async () => {
    const [row] = await sql<{ count: string }[]>`select count(*) from ${sql(schema)}.timer where due_at <= now()`
    return row?.count === "0"
  }
  for (const until = Date.now() + 60_000; !(await drained()) && Date.now() < until;) await sleep(250)
  expect(await drained()).toBe(true)
  worker.stop()

  const result = await verifyTickets(tenant, () => {})
  expect(result.differences).toEqual([])
  expect(result.tickets).toBeGreaterThan(rounds)

  const steps = await sql<{ key: string }[]>`select key from ${sql(schema)}.step`
  const stored = steps.map((step) => step.key).filter((key) => key.startsWith("crash:"))
  expect(new Set(stored).size).toBe(stored.length)
  expect([...acknowledged].filter((key) => !stored.includes(key))).toEqual([])

  // Every todo that is still open was warned, exactly once, and the person has exactly one message of it.
  const open = await sql<{ ticket_id: string; id: string; messages: string }[]>`
    select t.ticket_id, t.id, (
      select count(*) from ${sql(schema)}.notification n
      where n.ticket_id = t.ticket_id and n.todo_id = t.id and n.kind = 'todoWarned') as messages
    from ${sql(schema)}.todo t where t.state = 'active'`
  expect(open.length).toBeGreaterThan(0)
  expect(open.filter((todo) => todo.messages !== "1")).toEqual([])
  await sql.end()
}, 240_000)

const postgresOf = (url: string) => ({ sql: postgres(url, { max: 1, fetch_types: false, onnotice: () => {} }) })
