import * as z from "zod"
import { presences, works, type AgentState } from "@/core/call/agent-state"
import { eventMs } from "@/core/call/event-time"

/** An agent on the wallboard and in the feed. `since` in milliseconds; an axis nothing is known about is null. */
export const agentViewSchema = z.object({
  agentId: z.string(),
  name: z.string().nullable(),
  personId: z.uuid().nullable(),
  extension: z.string().nullable(),
  presence: z.enum(presences).nullable(),
  reason: z.string().nullable(),
  presenceSince: z.number().nullable(),
  work: z.enum(works).nullable(),
  workSince: z.number().nullable(),
  callId: z.string().nullable(),
  queues: z.array(z.string()),
})
export type AgentView = z.infer<typeof agentViewSchema>

export function agentView(state: AgentState, person: { id: string; name: string } | null): AgentView {
  const { agentId, presence, work } = state
  return {
    agentId,
    name: person?.name ?? state.name,
    personId: person?.id ?? null,
    extension: state.extension?.value ?? null,
    presence: presence?.value ?? null,
    reason: presence?.reason ?? null,
    presenceSince: presence && eventMs(presence.since),
    work: work?.value ?? null,
    workSince: work && eventMs(work.since),
    callId: work?.callId ?? null,
    queues: state.queues?.value ?? [],
  }
}
