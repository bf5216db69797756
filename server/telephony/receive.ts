import type { CtiEvent } from "@/core/call/event"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { noteActivity } from "./connector-activity"

/** Events of one statement. Batches of 100 halve the rate, 5,000 gain nothing. */
const eventsPerWrite = 1000
/** Small requests within this window share one statement and one commit. */
const gatherMs = 3
/** Statements of one tenant at a time. */
const lanesMax = 2
/** Beyond this the sender is told to come back, instead of every request waiting for all before it. */
const waitingMax = 20_000

type Request = { connectorId: string; events: CtiEvent[]; done(isNew: boolean[]): void; failed(error: unknown): void }
type Gatherer = { tenant: TenantRef; requests: Request[]; waiting: number; lanes: number; timer: NodeJS.Timeout | null }

const gatherers = ((globalThis as { firstcallReceivers?: Map<string, Gatherer> }).firstcallReceivers ??= new Map<
  string,
  Gatherer
>())

/**
 * Stores events, each once, and has them reduced. The way in for everything: the ingest route, the collectors, the
 * simulator. Resolves when they are durable, with one answer each: true = new, false = known already. Events must have
 * passed `parseEvent`. Throws AppError UNAVAILABLE when too much is waiting, and whatever the database says.
 */
export async function receiveEvents(tenant: TenantRef, connectorId: string, events: CtiEvent[]): Promise<boolean[]> {
  if (events.length === 0) return []
  let gatherer = gatherers.get(tenant.schema)
  if (!gatherer) gatherers.set(tenant.schema, (gatherer = { tenant, requests: [], waiting: 0, lanes: 0, timer: null }))
  if (gatherer.waiting > waitingMax) throw new AppError("UNAVAILABLE", { retryAfterSec: 1 })
  const joined = gatherer
  const answer = await new Promise<boolean[]>((done, failed) => {
    joined.requests.push({ connectorId, events, done, failed })
    joined.waiting += events.length
    plan(joined)
  })
  const newest = events.reduce((latest, event) => (event.time > latest ? event.time : latest), "")
  const received = answer.filter(Boolean).length
  noteActivity(tenant, connectorId, { received, duplicates: answer.length - received, lastEventAt: newest })
  return answer
}

function plan(gatherer: Gatherer): void {
  if (gatherer.lanes >= lanesMax || gatherer.requests.length === 0) return
  if (gatherer.waiting >= eventsPerWrite) return void write(gatherer)
  gatherer.timer ??= setTimeout(() => {
    gatherer.timer = null
    if (gatherer.lanes < lanesMax) void write(gatherer)
  }, gatherMs)
}

async function write(gatherer: Gatherer): Promise<void> {
  const requests = takeRequests(gatherer)
  if (requests.length === 0) return
  gatherer.lanes += 1
  try {
    const answers = await store(gatherer.tenant, requests)
    requests.forEach((request, index) => request.done(answers[index] ?? []))
    wake(gatherer.tenant)
  } catch (error) {
    for (const request of requests) request.failed(error)
  } finally {
    gatherer.lanes -= 1
    plan(gatherer)
    // A tenant that sends nothing any more holds no memory here.
    if (gatherer.lanes === 0 && gatherer.requests.length === 0 && !gatherer.timer)
      gatherers.delete(gatherer.tenant.schema)
  }
}

/** As many whole requests as fit into one statement, the oldest first; one that is larger goes alone. */
function takeRequests(gatherer: Gatherer): Request[] {
  let size = 0
  let count = 0
  for (const { events } of gatherer.requests) {
    if (count > 0 && size + events.length > eventsPerWrite) break
    size += events.length
    count += 1
  }
  gatherer.waiting -= size
  return gatherer.requests.splice(0, count)
}

async function store(tenant: TenantRef, requests: readonly Request[]): Promise<boolean[][]> {
  const rows: object[] = []
  const numbers = new Map<string, number>()
  // The place of each event among the rows, or -1 for the second of two equal ones in this very batch.
  const places = requests.map(({ connectorId, events }) =>
    events.map((event) => {
      const identity = `${event.source} ${event.id}`
      if (numbers.has(identity)) return -1
      const n = rows.length
      numbers.set(identity, n)
      const { source, id, type, subject, time } = event
      rows.push({ n, connector: connectorId, source, id, type, subject, time, body: event })
      return n
    }),
  )
  const [row] = await withTenant(tenant).sql<{ known: number[] }[]>`
    select receive_events(${JSON.stringify(rows)}::jsonb) as known`
  const known = new Set(row?.known)
  return places.map((list) => list.map((n) => n >= 0 && !known.has(n)))
}
