import { gateway } from "@/db/gateway"
import { feedHealth } from "@/server/feed/hub"
import { log } from "@/server/log"

export type Health = {
  status: "ok" | "failing"
  database: "ok" | "failing"
  /** How many worker processes live. */
  worker: { status: "ok" | "failing"; processes: number }
  feed: { status: "ok" | "failing"; clients: number }
}

const TIMEOUT_MS = 3_000

/**
 * Every worker process holds an advisory lock with this first key as long as it lives (workers/runtime/liveness.ts, which
 * this folder may not import). Any login may read who holds which lock.
 */
const WORKER_LOCK = 43

/**
 * Whether this installation can work: the database answers, at least one worker process lives, and this process hears of news.
 * Says no more than that: the route is open to everybody.
 */
export async function health(): Promise<Health> {
  const processes = await liveWorkers()
  const { listening, clients } = feedHealth()
  const database = processes === null ? "failing" : "ok"
  const worker = { status: (processes ?? 0) > 0 ? "ok" : "failing", processes: processes ?? 0 } as const
  const feed = { status: listening ? "ok" : "failing", clients } as const
  const isWell = [database, worker.status, feed.status].every((status) => status === "ok")
  return { status: isWell ? "ok" : "failing", database, worker, feed }
}

/** Null when the database does not answer in time. */
async function liveWorkers(): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS)
    })
    const [row] = await Promise.race([countLiveWorkers(), late])
    return row?.processes ?? 0
  } catch (error) {
    log.warn({ error }, "the database does not answer the health check")
    return null
  } finally {
    clearTimeout(timer)
  }
}

const countLiveWorkers = () => gateway().sql<{ processes: number }[]>`
  select count(*)::int as processes from pg_locks
  where locktype = 'advisory' and classid = ${WORKER_LOCK} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`
