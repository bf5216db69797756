import * as z from "zod"
import { pageDirection } from "@/server/api/page-input"
import { callOutcomes, openOutcomes } from "@/core/call/outcome"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { viewOfRow, type CallRow } from "./call-columns"
import { callViewSchema } from "./call-view"
import { daysRange } from "./day-range"
import { personOfAgent } from "./person-of-agent"
import { textArray } from "./text-array"

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

export const callListInput = z.strictObject({
  /** `open` = going on now; otherwise the outcomes to show, all when absent. */
  outcomes: z.union([z.literal("open"), z.array(z.enum(callOutcomes)).min(1)]).optional(),
  queueId: z.string().max(200).optional(),
  agentId: z.string().max(200).optional(),
  /** Part of the caller's number, the number dialled or the intent, or a whole customer or call id. */
  search: z.string().trim().max(200).optional(),
  /** Days in the tenant's zone, both included. */
  from: day.optional(),
  to: day.optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
  ...pageDirection,
})

export const callListSchema = z.object({
  items: z.array(
    callViewSchema.extend({
      queueName: z.string().nullable(),
      agentName: z.string().nullable(),
      ticketNumber: z.int().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type CallList = z.infer<typeof callListSchema>

type Row = CallRow & {
  queue_name: string | null
  agent_name: string | null
  ticket_number: number | null
  /** Microseconds count: two calls may arrive in one millisecond. */
  position: string
}

/** Calls, the latest arrival first, in keyset pages. */
export async function listCalls(
  tenant: TenantRef & { timeZone: string },
  input: z.infer<typeof callListInput>,
): Promise<CallList> {
  const { sql } = withTenant(tenant)
  const range = daysRange(input.from ?? "1990-01-01", input.to ?? "2199-12-30", tenant.timeZone)
  const after = parseCursor(input.cursor)
  const search = input.search || null
  const like = search && `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const outcomes = input.outcomes === "open" ? openOutcomes : input.outcomes
  const rows = await sql<Row[]>`
    select c.call_id, c.direction, c.outcome, (c.detail->>'onHold')::boolean as on_hold, c.direct, c.ani, c.dnis,
      c.customer_id, c.queue_id, c.agent_id, c.offered_at, c.queued_at, c.answered_at, c.ended_at, c.wait_ms, c.talk_ms,
      c.ivr->'path' as ivr_path, c.intent, c.ticket_id, c.revision, c.offered_at::text as position,
      g.name as queue_name, coalesce(p.name, agent.detail->>'name') as agent_name, t.number as ticket_number
    from call c
    left join lateral (select name from skill_group where vendor_ids ? c.queue_id order by key limit 1) as g on true
    left join agent_state as agent on agent.agent_id = c.agent_id
    left join person p on p.id = ${personOfAgent(sql)}
    left join ticket t on t.id = c.ticket_id
    where c.offered_at >= ${range.from} and c.offered_at < ${range.to}
      ${after ? sql`and (c.offered_at, c.call_id) < (${after.at}::text::timestamptz, ${after.callId})` : sql``}
      ${outcomes ? sql`and c.outcome = any(${textArray(outcomes)}::text::text[])` : sql``}
      ${input.queueId ? sql`and c.queue_id = ${input.queueId}` : sql``}
      ${input.agentId ? sql`and c.agent_id = ${input.agentId}` : sql``}
      ${like && search ? sql`and (c.ani like ${like} or c.dnis like ${like} or c.intent like ${like} or c.customer_id = ${search} or c.call_id = ${search})` : sql``}
    order by c.offered_at desc, c.call_id desc limit ${input.limit + 1}`
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      ...viewOfRow(row),
      queueName: row.queue_name,
      agentName: row.agent_name,
      ticketNumber: row.ticket_number,
    })),
    nextCursor: last && rows.length > input.limit ? `${last.position}|${last.call_id}` : null,
  }
}

/** A cursor from somewhere else is none: the list begins anew. */
function parseCursor(cursor: string | null | undefined): { at: string; callId: string } | null {
  const match = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)\|(.+)$/s.exec(cursor ?? "")
  return match?.[1] && match[2] ? { at: match[1], callId: match[2] } : null
}
