import { setTimeout as sleep } from "node:timers/promises"
import * as z from "zod"
import { warmPatterns } from "@/core/expression/pattern"
import { log as processLog } from "@/server/log"
import { components } from "./components"
import { openLiveness } from "./runtime/liveness"
import { openQueue } from "./runtime/queue"
import { parseRoles } from "./runtime/role"
import { startRunner } from "./runtime/runner"
import { toCronItems, toTaskList } from "./runtime/task"
import { tasks } from "./tasks"

// A worker process: `workers --role all`. It ends with code 0 after SIGTERM or SIGINT, and with code 1 when it
// cannot go on (no database, a component that fails); whoever supervises it starts it again.

const CONCURRENT_JOBS = 8
/** Beside a connection for each running job: listening for new jobs, and adding jobs. */
const QUEUE_CONNECTIONS = CONCURRENT_JOBS + 3
/** Less than the supervisor's patience (5 s), so that a process that hangs still says so itself. */
const STOP_TIMEOUT_MS = 4_500

const log = processLog.child({ process: process.pid })

function fail(error: unknown, message: string): never {
  log.fatal({ error }, message)
  process.exit(1)
}
process.on("uncaughtException", (error) => fail(error, "an error nobody caught"))
process.on("unhandledRejection", (error) => fail(error, "a promise nobody waited for"))

const roles = parseRoles(process.argv)
const url = z.url({ error: "WORKER_DATABASE_URL must be a Postgres URL." }).parse(process.env["WORKER_DATABASE_URL"])

const stopping = new AbortController()
const lost = (error: Error) => {
  if (!stopping.signal.aborted) fail(error, "the database is lost")
}

warmPatterns()
const liveness = await openLiveness({ url, log, onLost: lost })
const queue = await openQueue({ url, connections: QUEUE_CONNECTIONS, log })

const ownTasks = tasks.filter(({ role }) => roles.has(role))
const runner = await startRunner({
  queue,
  liveness,
  taskList: toTaskList(ownTasks, { log, jobs: queue.jobs }),
  crontab: toCronItems(ownTasks),
  concurrency: CONCURRENT_JOBS,
})
void runner.lost.then(lost)

const started = await Promise.all(
  components
    .filter(({ role }) => roles.has(role))
    .map(({ name, start }) =>
      start({ log: log.child({ component: name }), jobs: queue.jobs, signal: stopping.signal }),
    ),
)
log.info({ roles: [...roles], components: started.length, tasks: ownTasks.length }, "worker process runs")

async function stop(): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  await Promise.race([
    Promise.all([runner.stop(), ...started.map((component) => component.stop())]),
    sleep(STOP_TIMEOUT_MS).then(() => fail(undefined, "did not stop in time")),
  ])
  // Last: until here the jobs under way were ours, and nobody may take them for a dead process's.
  await queue.close()
  await liveness.close()
  log.info("worker process stopped")
  process.exit(0)
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop())
