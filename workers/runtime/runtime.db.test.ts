import { spawn } from "node:child_process"
import { once } from "node:events"
import pg from "pg"
import pino from "pino"
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest"
import * as z from "zod"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { liveWorkerProcesses, openLiveness } from "./liveness"
import { openQueue } from "./queue"
import { startRunner } from "./runner"
import { defineTask, type Task, type TaskHelpers, toTaskList } from "./task"

const log = pino({ level: "silent" })
/** How long a test waits for what happens soon; generous, because other tests keep the machine busy. */
const soon = { timeout: 20_000, interval: 20 }

let database: TestDatabase
let admin: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 })
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const rows = async (text: string) => (await admin.query<Record<string, unknown>>(text)).rows
const jobs = () =>
  rows("select task_identifier, attempts, last_error, locked_by is not null as locked from graphile_worker.jobs")

/** A worker process in this process, with these tasks. */
async function startWorker(tasks: Task[], { concurrency = 4, onLost = () => {} } = {}) {
  const url = database.env.WORKER_DATABASE_URL
  const liveness = await openLiveness({ url, log, onLost })
  const queue = await openQueue({ url, connections: concurrency + 3, log })
  const taskList = toTaskList(tasks, { log, jobs: queue.jobs })
  const runner = await startRunner({ queue, liveness, taskList, crontab: [], concurrency })
  const stop = async () => {
    await runner.stop()
    await queue.close()
    await liveness.close()
  }
  return { jobs: queue.jobs, stop }
}

function recordingTask(identifier: string, run: (helpers: TaskHelpers) => Promise<void> = async () => {}) {
  const ran: { number: number; attempt: number }[] = []
  const task = defineTask({
    identifier,
    role: "timers",
    schema: z.object({ number: z.number() }),
    async run({ number }, helpers) {
      await run(helpers)
      ran.push({ number, attempt: helpers.attempt })
    },
  })
  return { task, ran }
}

it("runs a job of a process that was killed with SIGKILL again within ten seconds", async () => {
  const victim = spawn(
    process.execPath,
    ["--import", "tsx", "workers/runtime/sleeping-worker.fixture.ts", database.env.WORKER_DATABASE_URL],
    { stdio: ["ignore", "pipe", "inherit"] },
  )
  onTestFinished(() => void victim.kill("SIGKILL"))
  const { task, ran } = recordingTask("sleep")
  await admin.query(`select graphile_worker.add_job('sleep', '{"number": 7}')`)
  const [began] = await once(victim.stdout, "data")
  expect(String(began)).toMatch(/^began/)
  expect(await rows(liveWorkerProcesses)).toEqual([{ processes: 1 }])

  const worker = await startWorker([task])
  expect(await rows(liveWorkerProcesses)).toEqual([{ processes: 2 }])
  // Long enough for several passes: the job of a process that lives is left alone.
  await new Promise((resolve) => setTimeout(resolve, 4_500))
  expect(await jobs()).toEqual([{ task_identifier: "sleep", attempts: 1, last_error: null, locked: true }])

  victim.kill("SIGKILL")
  const killedAt = performance.now()
  await vi.waitFor(() => expect(ran).toEqual([{ number: 7, attempt: 2 }]), { timeout: 15_000, interval: 50 })
  expect(performance.now() - killedAt).toBeLessThan(10_000)
  await worker.stop()
  expect(await jobs()).toEqual([])
  expect(await rows(liveWorkerProcesses)).toEqual([{ processes: 0 }])
})

it("leaves no finished job locked when it stops amid work", async () => {
  const { task, ran } = recordingTask("brief", () => new Promise((resolve) => setTimeout(resolve, 120)))
  const worker = await startWorker([task], { concurrency: 12 })
  await worker.jobs.addJobs(Array.from({ length: 60 }, (_, number) => ({ identifier: "brief", payload: { number } })))
  await vi.waitFor(() => expect(ran.length).toBeGreaterThan(6), soon)
  await worker.stop()
  const left = await jobs()
  expect(left.length).toBeGreaterThan(0)
  expect(left.length + ran.length).toBe(60)
  expect(left.filter(({ locked }) => locked)).toEqual([])
  await admin.query("delete from graphile_worker._private_jobs")
})

it("aborts a job that outlasts the stop, and keeps it for the next process", async () => {
  const { task } = recordingTask(
    "endless",
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped in the middle")))),
  )
  const worker = await startWorker([task])
  await worker.jobs.addJob("endless", { number: 1 })
  await vi.waitFor(async () => expect(await jobs()).toMatchObject([{ locked: true }]), soon)
  await worker.stop()
  expect(await jobs()).toEqual([
    { task_identifier: "endless", attempts: 1, last_error: "stopped in the middle", locked: false },
  ])
  await admin.query("delete from graphile_worker._private_jobs")
})

it("fails a job whose payload does not fit, in words that name the field", async () => {
  const { task, ran } = recordingTask("strict")
  const worker = await startWorker([task])
  await worker.jobs.addJob("strict", { number: "seven" })
  await vi.waitFor(async () => expect((await jobs())[0]?.["last_error"]).toContain("number"), soon)
  expect(ran).toEqual([])
  await worker.stop()
  await admin.query("delete from graphile_worker._private_jobs")
})

it("says once that it is lost when the database ends its session", async () => {
  const onLost = vi.fn()
  const liveness = await openLiveness({ url: database.env.WORKER_DATABASE_URL, log, onLost })
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'firstcall liveness'",
  )
  await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), soon)
  await liveness.close()
  expect(onLost).toHaveBeenCalledTimes(1)
})

it("runs with no task at all", async () => {
  const worker = await startWorker([])
  await worker.stop()
  expect(await rows(liveWorkerProcesses)).toEqual([{ processes: 0 }])
})
