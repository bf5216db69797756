import { Logger as QueueLogger, makeWorkerUtils, type WorkerUtils } from "graphile-worker"
import pg from "pg"
import type { Logger } from "pino"

export type Jobs = Pick<WorkerUtils, "addJob" | "addJobs">

/** The queue's connections in this process. */
export interface Queue {
  pool: pg.Pool
  jobs: Jobs
  logger: QueueLogger
  close(): Promise<void>
}

/** Opens the pool that the runner and everybody who adds jobs share. `connections` is its upper limit. */
export async function openQueue({
  url,
  connections,
  log,
}: {
  url: string
  connections: number
  log: Logger
}): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: "firstcall queue" })
  // Without these two handlers a connection that breaks while idle ends the process from inside an event handler, unlogged.
  pool.on("error", (error) => log.warn({ error }, "an idle connection of the queue broke"))
  pool.on("connect", (client) => void client.on("error", () => {}))
  const logger = new QueueLogger(
    (scope) => (level, message) => log[level === "warning" ? "warn" : level]({ ...scope }, message),
  )
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  return {
    pool,
    jobs: { addJob: utils.addJob, addJobs: utils.addJobs },
    logger,
    async close() {
      await utils.release()
      await pool.end()
    },
  }
}
