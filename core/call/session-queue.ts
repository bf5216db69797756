import type { QueuePassage } from "./call"
import type { EventData } from "./event-data"

type PassageKey = { segmentId?: string | undefined; queueId?: string | undefined }

/** A caller enters a queue. A second report of the same entry joins the first; a new queue ends the stay in the old one. */
export function enterQueue(passages: QueuePassage[], data: EventData<"cti.call.queued">, time: string): void {
  const same = passages.find((passage) =>
    data.segmentId !== undefined && passage.segmentId !== null
      ? passage.segmentId === data.segmentId
      : passage.leftAt === null && passage.queueId === (data.queueId ?? null),
  )
  if (same) {
    same.segmentId ??= data.segmentId ?? null
    same.position ??= data.position ?? null
    same.queueLength ??= data.queueLength ?? null
    same.ewtSec ??= data.ewtSec ?? null
    return
  }
  for (const passage of passages) {
    if (passage.leftAt !== null) continue
    passage.leftAt = time
    passage.cause ??= "transferred"
  }
  passages.push({
    segmentId: data.segmentId ?? null,
    queueId: data.queueId ?? null,
    queuedAt: time,
    leftAt: null,
    cause: null,
    waitMs: null,
    position: data.position ?? null,
    queueLength: data.queueLength ?? null,
    ewtSec: data.ewtSec ?? null,
  })
}

/**
 * A caller leaves a queue. A leave without a cause decides nothing: Asterisk says "leave" 94 µs before "connect", and in
 * the same words when the caller has given up. The fact that follows explains it.
 */
export function leaveQueue(
  passages: readonly QueuePassage[],
  data: EventData<"cti.call.dequeued">,
  time: string,
): void {
  const passage = passageFor(passages, data)
  if (!passage) return
  passage.leftAt ??= time
  passage.cause ??= data.cause ?? null
  passage.waitMs ??= data.waitMs ?? null
}

/** Says why the caller is no longer in the queue, for the stay that is still open or was left without a reason. */
export function explainPassage(
  passages: readonly QueuePassage[],
  cause: "answered" | "abandoned",
  time: string,
  waitMs: number | undefined,
): void {
  const passage = passages.findLast((known) => known.cause === null || known.cause === cause)
  if (!passage) return
  passage.leftAt ??= time
  passage.cause = cause
  passage.waitMs ??= waitMs ?? null
}

function passageFor(passages: readonly QueuePassage[], key: PassageKey): QueuePassage | undefined {
  if (key.segmentId !== undefined) {
    const named = passages.findLast((passage) => passage.segmentId === key.segmentId)
    if (named) return named
  }
  const open = (passage: QueuePassage) => passage.leftAt === null || passage.cause === null
  return (
    passages.findLast((passage) => open(passage) && passage.queueId === (key.queueId ?? null)) ??
    passages.findLast(open)
  )
}
