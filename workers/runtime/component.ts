import type { Logger } from "pino"
import type { Jobs } from "./queue"
import type { Role } from "./role"

/** What the runtime gives a component. Everything else a component reaches through the server's verbs. */
export interface ComponentContext {
  log: Logger
  /** Adds jobs to the queue, one or many in one statement. */
  jobs: Jobs
  /** Aborted when the process begins to stop; loops end then, what is half done is finished in `stop()`. */
  signal: AbortSignal
}

/**
 * A long-running part of a worker process: it starts with the process, and its `stop()` resolves when nothing of it runs any
 * more, within three seconds. When `start()` throws, the process ends and is started again.
 */
export interface Component {
  name: string
  role: Role
  start(context: ComponentContext): Promise<{ stop(): Promise<void> }>
}
