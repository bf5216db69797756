import { parseEvent, type CtiEvent } from "@/core/call/event"
import type { TransactionSql } from "@/db/connect"
import { log } from "@/server/log"
import { textArray } from "./text-array"

/**
 * Events are visible when they commit, but stamped when their transaction begins. Reading this far back again can miss none
 * (statements end after 15 s), and merging one twice changes nothing.
 */
const OVERLAP_SEC = 60

/**
 * All events of the subjects. Each is looked up by itself (`offset 0` keeps the planner from turning the list into a join):
 * in a table that grew since its statistics were taken it expects hundreds of events for each and reads them all.
 */
export async function loadEvents(tx: TransactionSql, subjects: readonly string[]): Promise<Map<string, CtiEvent[]>> {
  const rows = await tx<{ subject: string; body: unknown }[]>`
    select wanted.subject, event.body
    from unnest(${textArray(subjects)}::text::text[]) as wanted(subject)
    cross join lateral (select body from cti_event where cti_event.subject = wanted.subject offset 0) as event`
  const events = new Map<string, CtiEvent[]>()
  for (const { subject, body } of rows) {
    const event = readEvent(body)
    if (event) events.set(subject, [...(events.get(subject) ?? []), event])
  }
  return events
}

/** The events of subjects that are merged one by one, received since they were read last. */
export async function loadNewEvents(
  tx: TransactionSql,
  subjects: readonly { subject: string; after: Date | null }[],
): Promise<CtiEvent[]> {
  if (subjects.length === 0) return []
  const rows = await tx<{ body: unknown }[]>`
    select event.body
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as wanted(subject text, after timestamptz)
    cross join lateral (
      select body from cti_event
      where cti_event.subject = wanted.subject
        and received_at > coalesce(wanted.after - make_interval(secs => ${OVERLAP_SEC}), '-infinity'::timestamptz)
      offset 0
    ) as event`
  return rows.flatMap(({ body }) => readEvent(body) ?? [])
}

/** What was stored is parsed again: an older version may have let through what this one does not understand. */
function readEvent(body: unknown): CtiEvent | null {
  const parsed = parseEvent(body)
  if (parsed.ok) return parsed.event
  log.warn(
    { codes: parsed.problems.map((problem) => problem.code) },
    "a stored event is not understood and passed over",
  )
  return null
}
