import { callOutcomeSchema } from "@/core/call/call"
import type { CallView } from "./call-view"
import * as z from "zod"

/** A row of `select ${callColumns}` as the driver gives it. */
export type CallRow = {
  call_id: string
  direction: CallView["direction"]
  outcome: string
  on_hold: boolean
  direct: boolean
  ani: string | null
  dnis: string | null
  customer_id: string | null
  queue_id: string | null
  agent_id: string | null
  offered_at: Date
  queued_at: Date | null
  answered_at: Date | null
  ended_at: Date | null
  wait_ms: string | null
  talk_ms: string | null
  ivr_path: unknown
  intent: string | null
  ticket_id: string | null
  revision: number
}

const pathSchema = z.array(z.string())
const number = (text: string | null) => (text === null ? null : Number(text))

/** The same shape as `callView` makes of a reduced call. */
export function viewOfRow(row: CallRow): CallView {
  return {
    callId: row.call_id,
    direction: row.direction,
    outcome: callOutcomeSchema.parse(row.outcome),
    onHold: row.on_hold,
    direct: row.direct,
    ani: row.ani,
    dnis: row.dnis,
    customerId: row.customer_id,
    queueId: row.queue_id,
    agentId: row.agent_id,
    offeredAt: row.offered_at.getTime(),
    queuedAt: row.queued_at?.getTime() ?? null,
    answeredAt: row.answered_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    waitMs: number(row.wait_ms),
    talkMs: number(row.talk_ms),
    ivrPath: pathSchema.parse(row.ivr_path),
    intent: row.intent,
    ticketId: row.ticket_id,
    revision: row.revision,
  }
}
