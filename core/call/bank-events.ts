import { Temporal } from "temporal-polyfill"
import type { BankRow } from "./bank-file"
import { eventId, sourceOf, type CallEvent } from "./event"
import type { EventData } from "./event-data"
import { eventTime } from "./event-time"

const DAY_SEC = 86_400

export type BankOrigin = {
  tenant: string
  connector: string
  /** IANA zone the file's local times are in. */
  zone: string
}

/**
 * The events one row stands for, in the order they happened. The call is keyed by date, line and call id together: the
 * call id alone repeats within a month. `answered` and `ended` carry wait and talk as the row states them, because
 * `ser_start` lies a second or two before `q_exit` in three rows of four and neither can be derived from the other.
 */
export function bankEvents(row: BankRow, origin: BankOrigin): CallEvent[] {
  const callId = `${row.date}|${row.vruLine}|${row.callId}`
  const source = sourceOf(origin.tenant, origin.connector, row.vruLine)
  const at = instants(row)
  const common = {
    callId,
    interactionId: callId,
    direction: "in" as const,
    nodeId: row.vruLine,
    queueId: row.type,
    priority: row.priority,
    ...(row.customerId !== "0" && row.customerId !== "" && { customerId: row.customerId }),
  }
  const event = <Type extends CallEvent["type"]>(type: Type, second: number, data: Partial<EventData<Type>>) =>
    ({
      specversion: "1.0",
      id: eventId(origin.connector, `${callId}|${type}`),
      source,
      type,
      subject: `call/${callId}`,
      time: localInstant(row.date, second, origin.zone),
      data: { ...common, ...data },
    }) as CallEvent

  const offered = event("cti.call.offered", at.entry, { trunk: row.vruLine })
  if (row.outcome === "PHANTOM") return [offered, event("cti.call.ended", at.exit, { by: "system", phantom: true })]
  const entered = event("cti.call.ivr_entered", at.entry, { node: "vru" })
  const queued = at.queue ? [event("cti.call.queued", at.queue.from, {})] : []
  const left = (exit: "queue" | "hangup") => event("cti.call.ivr_exited", at.exit, { exit })

  if (row.outcome === "HANG") {
    const waitMs = at.queue ? (at.queue.to - at.queue.from) * 1000 : undefined
    const gaveUp = at.queue
      ? event("cti.call.abandoned", at.queue.to, { where: "queue", waitMs })
      : event("cti.call.abandoned", at.exit, { where: "ivr" })
    return [offered, entered, left(at.queue ? "queue" : "hangup"), ...queued, gaveUp]
  }

  const waitMs = at.queue ? (at.queue.to - at.queue.from) * 1000 : 0
  const toPeople = at.queue?.to ?? at.exit
  const answered = Math.max(at.service?.from ?? toPeople, toPeople)
  const ended = Math.max(at.service?.to ?? answered, answered)
  const talkMs = at.service ? (at.service.to - at.service.from) * 1000 : 0
  const agent = row.server === null ? {} : { agentId: row.server }
  return [
    offered,
    entered,
    left("queue"),
    ...queued,
    ...(at.queue ? [event("cti.call.dequeued", at.queue.to, { waitMs, cause: "answered" as const })] : []),
    event("cti.call.answered", answered, { ...agent, waitMs }),
    event("cti.call.ended", ended, { ...agent, talkMs }),
  ]
}

type Span = { from: number; to: number }

/** The row's clock readings as seconds since midnight of its date, beyond 86,400 once midnight has passed. */
function instants(row: BankRow): { entry: number; exit: number; queue: Span | null; service: Span | null } {
  const entry = row.vruEntry
  const exit = nearest(row.vruExit, entry)
  const queue = row.qStart === 0 ? null : span(nearest(row.qStart, exit), row.qStart, row.qExit)
  // Some answered rows carry no service times at all: midnight to midnight is nothing, not a call of no length at midnight.
  const served = row.serStart !== 0 || row.serExit !== 0
  const service = served ? span(nearest(row.serStart, queue?.to ?? exit), row.serStart, row.serExit) : null
  return { entry, exit, queue, service }
}

function span(from: number, start: number, end: number): Span {
  return { from, to: from + ((end - start + DAY_SEC) % DAY_SEC) }
}

/** The reading `clock` on the day that puts it nearest to `reference`: an exit one second before its entry is a clock error. */
function nearest(clock: number, reference: number): number {
  const day = Math.round((reference - clock) / DAY_SEC)
  return clock + day * DAY_SEC
}

/** Offsets by zone and date; a month has thirty, and asking Temporal for each reading would cost more than all the rest. */
const offsets = new Map<string, { startMs: number; changes: boolean }>()

function localInstant(date: string, second: number, zone: string): string {
  const day = new Date(Date.parse(`${date}T00:00:00Z`) + Math.floor(second / DAY_SEC) * DAY_SEC * 1000)
  const dayText = day.toISOString().slice(0, 10)
  const rest = ((second % DAY_SEC) + DAY_SEC) % DAY_SEC
  const key = `${zone} ${dayText}`
  let known = offsets.get(key)
  if (!known) {
    const start = Temporal.PlainDate.from(dayText).toZonedDateTime(zone)
    known = { startMs: start.epochMilliseconds, changes: start.hoursInDay !== 24 }
    if (offsets.size > 10_000) offsets.clear()
    offsets.set(key, known)
  }
  if (!known.changes) return eventTime(known.startMs + rest * 1000)
  const time = Temporal.PlainTime.from({
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  })
  return eventTime(
    Temporal.PlainDate.from(dayText).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds,
  )
}
