import { EventEmitter } from "node:events"
import { type CronItem, parseCronItems, run, type TaskList, type WorkerEvents } from "graphile-worker"
import type { Liveness } from "./liveness"
import type { Queue } from "./queue"

const POLL_EVERY_MS = 300
const ABORT_AFTER_MS = 2_500

export interface RunningQueue {
  /** Resolves when the runner has ended by itself, which it does only when the database is lost. */
  lost: Promise<Error>
  /** Takes no new job, gives those under way 2.5 s, then aborts them; resolves when all are written back. */
  stop(): Promise<void>
}

/**
 * Runs the jobs of `taskList`, at most `concurrency` at a time, and adds those of `crontab` at their times.
 *
 * The two batch delays of 0 look odd and are needed: without them graphile-worker 0.17 does not wait for the completion of
 * a job when it stops, and about a third of the jobs that had just finished stay locked and run again.
 */
export async function startRunner({
  queue,
  liveness,
  taskList,
  crontab,
  concurrency,
}: {
  queue: Queue
  liveness: Liveness
  taskList: TaskList
  crontab: CronItem[]
  concurrency: number
}): Promise<RunningQueue> {
  const events: WorkerEvents = new EventEmitter()
  const held: Promise<void>[] = []
  events.on("pool:create", ({ workerPool }) => void held.push(liveness.hold(workerPool.id)))
  const runner = await run({
    pgPool: queue.pool,
    logger: queue.logger,
    events,
    taskList,
    parsedCronItems: parseCronItems(crontab),
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: POLL_EVERY_MS,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: ABORT_AFTER_MS,
      },
    },
  })
  const ended = runner.promise.then(
    () => new Error("The queue ended."),
    (error: Error) => error,
  )
  await Promise.all(held)

  let isStopping = false
  return {
    lost: new Promise((resolve) => void ended.then((error) => !isStopping && resolve(error))),
    async stop() {
      isStopping = true
      await runner.stop()
    },
  }
}
