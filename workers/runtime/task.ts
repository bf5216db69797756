import type { CronItem, TaskList } from "graphile-worker"
import type { Logger } from "pino"
import type * as z from "zod"
import type { Jobs } from "./queue"
import type { Role } from "./role"

/** What a task gets beside its payload. */
export interface TaskHelpers {
  log: Logger
  jobs: Jobs
  jobId: string
  /** 1 for the first run of this job. */
  attempt: number
  /** True when the queue will not try again after this run. */
  isLastAttempt: boolean
  /** Aborted when the process must stop before the task has ended; the job then runs again elsewhere. */
  signal: AbortSignal
}

/** A kind of job. It may run twice for one job (a process that dies, a lost answer), so it must do no harm twice. */
export interface Task<Payload = unknown> {
  /** The name in the queue, kebab-case, and the name of its file. */
  identifier: string
  /** Processes of this role run it. */
  role: Role
  schema: z.ZodType<Payload>
  run(payload: Payload, helpers: TaskHelpers): Promise<void>
  /**
   * When set, the queue itself adds the job at these times, once over all processes: the five fields of cron, in UTC. Missed
   * times are made up for up to `catchUpMs` back (default: not at all). The payload is `{}`.
   */
  cron?: { match: string; catchUpMs?: number }
}

/** Gives `run` the payload type of `schema`, and the list of all tasks one common type. */
export function defineTask<Payload>(task: Task<Payload>): Task {
  return {
    ...task,
    // A payload that does not fit is a bug of whoever added the job: it fails with zod's words, and shows as a failed job.
    run: (payload, helpers) => task.run(task.schema.parse(payload), helpers),
  }
}

/** The tasks in graphile-worker's own form. */
export function toTaskList(tasks: readonly Task[], { log, jobs }: { log: Logger; jobs: Jobs }): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      task.identifier,
      async (payload, { job, abortSignal }) => {
        // The queue adds its own `_cron` to the payload of a scheduled job; it is not part of the task's contract.
        const { _cron, ...own } = (payload ?? {}) as Record<string, unknown>
        await task.run(_cron === undefined ? payload : own, {
          log: log.child({ task: task.identifier, job: job.id }),
          jobs,
          jobId: job.id,
          attempt: job.attempts,
          isLastAttempt: job.attempts >= job.max_attempts,
          signal: abortSignal ?? new AbortController().signal,
        })
      },
    ]),
  )
}

export function toCronItems(tasks: readonly Task[]): CronItem[] {
  return tasks.flatMap(({ identifier, cron }) =>
    cron ? [{ task: identifier, match: cron.match, options: { backfillPeriod: cron.catchUpMs ?? 0 } }] : [],
  )
}
