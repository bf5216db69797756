import pg from "pg"
import type { Logger } from "pino"

// graphile-worker keeps a job locked for four hours when the process that runs it dies. So each process shows that it lives
// by a session of its own that holds advisory locks: Postgres drops them the moment the session ends, and the others free
// what the dead one had locked. A lock was chosen over a heartbeat row because it needs no clock and cannot be late.
//
// A process that is stopped but not dead (SIGSTOP, a frozen machine) keeps its session and its jobs until it goes on.

/** First key of the advisory lock of a pool of the queue; the second is the hash of the pool's name. */
const POOL_KEY = 42
/** First key of the advisory lock that each worker process holds; the second is its session's process id. */
const PROCESS_KEY = 43

/** For /api/health: how many worker processes live, as `{ processes: number }`. Any login may ask. */
export const liveWorkerProcesses = `
  select count(*)::int as processes from pg_locks
  where locktype = 'advisory' and classid = ${PROCESS_KEY} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`

const REAP_EVERY_MS = 1_500
const ANSWER_TIMEOUT_MS = 8_000

/** With these the server notices within eight seconds that a machine has vanished without closing its connections. */
const KEEPALIVE = "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2"

export interface Liveness {
  /** Marks a pool of the queue (what `locked_by` names) as alive in this process. */
  hold(poolId: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the session and begins to free the jobs of dead processes, within about four seconds of their end. `onLost` is
 * called once when the session breaks: nobody holds this process alive any more, so it must end.
 */
export async function openLiveness({
  url,
  log,
  onLost,
}: {
  url: string
  log: Logger
  onLost(error: Error): void
}): Promise<Liveness> {
  const session = new pg.Client({
    connectionString: url,
    application_name: "firstcall liveness",
    options: KEEPALIVE,
    keepAlive: true,
    query_timeout: ANSWER_TIMEOUT_MS,
  })
  let isClosing = false
  const lost = (error: Error) => {
    if (isClosing) return
    isClosing = true
    clearTimeout(next)
    onLost(error)
  }
  session.on("error", lost)
  session.on("end", () => lost(new Error("The database closed the connection.")))
  await session.connect()
  await session.query("select pg_advisory_lock($1, pg_backend_pid())", [PROCESS_KEY])

  const own = new Set<string>()
  let suspects = new Set<string>()
  const reap = async () => {
    const dead = await findDead(session, own)
    // Twice in a row: a pool that has just begun may have locked its first job before it could take its lock.
    const confirmed = [...dead].filter((poolId) => suspects.has(poolId))
    suspects = dead
    if (confirmed.length === 0) return
    await session.query("select graphile_worker.force_unlock_workers($1)", [confirmed])
    log.warn({ pools: confirmed }, "freed the jobs of dead processes")
  }
  let next: NodeJS.Timeout
  const schedule = () => {
    next = setTimeout(() => void reap().then(schedule, lost), REAP_EVERY_MS)
  }
  schedule()

  return {
    async hold(poolId) {
      own.add(poolId)
      await session.query("select pg_advisory_lock($1, hashtext($2))", [POOL_KEY, poolId])
    },
    async close() {
      isClosing = true
      clearTimeout(next)
      await session.end()
    },
  }
}

/** Names of the pools that hold locks in the queue but no lock as alive. Two pools whose names hash alike look alive. */
async function findDead(session: pg.Client, own: ReadonlySet<string>): Promise<Set<string>> {
  const { rows } = await session.query<{ pool: string }>(`
    select locked_by as pool from graphile_worker._private_jobs where locked_by is not null
    union
    select locked_by from graphile_worker._private_job_queues where locked_by is not null`)
  const dead = new Set<string>()
  for (const { pool } of rows) {
    if (own.has(pool)) continue
    const key = [POOL_KEY, pool]
    const { rows: answer } = await session.query<{ free: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as free",
      key,
    )
    if (!answer[0]?.free) continue
    await session.query("select pg_advisory_unlock($1, hashtext($2))", key)
    dead.add(pool)
  }
  return dead
}
