import { callSchema, type Call } from "@/core/call/call"
import type { Routing } from "@/core/call/route-call"
import type { TransactionSql } from "@/db/connect"
import { textArray } from "./text-array"

/** What the database knows about a call before this reduction. */
export type StoredCall = {
  call: Call
  revision: number
  eventCount: number
  ticketId: string | null
  routingState: "pending" | "opened" | "failed" | null
}

export async function loadCalls(tx: TransactionSql, callIds: readonly string[]): Promise<Map<string, StoredCall>> {
  const rows = await tx<
    {
      callId: string
      revision: number
      eventCount: number
      ticketId: string | null
      routingState: StoredCall["routingState"]
      detail: unknown
    }[]
  >`
    select call_id as "callId", revision, event_count as "eventCount", ticket_id as "ticketId",
      routing_state as "routingState", detail
    from call where call_id = any(${textArray(callIds)}::text::text[])`
  return new Map(
    rows.map(({ callId, detail, ...row }) => [callId, { ...row, call: callSchema.parse(detail) }] as const),
  )
}

/**
 * Writes reduced calls and answers the revision of each that was written. A call is passed over when the row was made from
 * more events than this one: then another reducer, which read later, has been faster. Events are only ever added, so
 * of two readings the one with more events holds all of the other's, and no lock on the call is needed.
 */
export async function saveCalls(
  tx: TransactionSql,
  calls: readonly { call: Call; routing: Routing | null }[],
): Promise<Map<string, number>> {
  const rows = calls.map(({ call, routing }) => ({ routing, routingState: routing && "pending", detail: call }))
  const written = await tx<{ callId: string; revision: number }[]>`
    insert into call (
      call_id, interaction_id, direction, outcome, offered_at, queued_at, answered_at, ended_at, ani, dnis, customer_id,
      intent, ivr, queue_id, agent_id, direct, wait_ms, talk_ms, hold_ms, routing, routing_state, revision, event_count,
      last_event_at, detail
    )
    select told."callId", told."interactionId", told.direction, told.outcome, told."offeredAt", told."queuedAt",
      told."answeredAt", told."endedAt", told.ani, told.dnis, told."customerId", told.intent, told.ivr, told."queueId",
      told."agentId", told.direct, told."waitMs", told."talkMs", told."holdMs", nullif(row.routing, 'null'),
      row."routingState", 1, told."eventCount", told."lastEventAt", row.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(routing jsonb, "routingState" text, detail jsonb)
    cross join lateral jsonb_to_record(row.detail) as told(
      "callId" text, "interactionId" text, direction text, outcome text, "offeredAt" timestamptz, "queuedAt" timestamptz,
      "answeredAt" timestamptz, "endedAt" timestamptz, ani text, dnis text, "customerId" text, intent text, ivr jsonb,
      "queueId" text, "agentId" text, direct boolean, "waitMs" bigint, "talkMs" bigint, "holdMs" bigint,
      "eventCount" integer, "lastEventAt" timestamptz
    )
    order by told."callId"
    on conflict (call_id) do update set
      interaction_id = excluded.interaction_id,
      direction = excluded.direction,
      outcome = excluded.outcome,
      offered_at = excluded.offered_at,
      queued_at = excluded.queued_at,
      answered_at = excluded.answered_at,
      ended_at = excluded.ended_at,
      ani = excluded.ani,
      dnis = excluded.dnis,
      customer_id = excluded.customer_id,
      intent = excluded.intent,
      ivr = excluded.ivr,
      queue_id = excluded.queue_id,
      agent_id = excluded.agent_id,
      direct = excluded.direct,
      wait_ms = excluded.wait_ms,
      talk_ms = excluded.talk_ms,
      hold_ms = excluded.hold_ms,
      -- The first rule that matched stays: a call opens one ticket, whatever is learned or reordered later.
      routing = coalesce(call.routing, excluded.routing),
      routing_state = coalesce(call.routing_state, excluded.routing_state),
      revision = call.revision + 1,
      event_count = excluded.event_count,
      last_event_at = excluded.last_event_at,
      detail = excluded.detail
    where call.event_count < excluded.event_count
    returning call_id as "callId", revision`
  return new Map(written.map((row) => [row.callId, row.revision]))
}
