import type { Origin } from "@/core/ticket/event"
import type * as z from "zod"
import { codecOf, type Packed } from "@/core/ticket/packed"
import { ticketStateSchema, type TicketState } from "@/core/ticket/state"

/** What of a ticket's state stands in columns of its own row, and is not stored a second time. */
const inColumns = {
  id: true,
  number: true,
  flowId: true,
  versionId: true,
  status: true,
  resolution: true,
  title: true,
  priority: true,
  category: true,
  origin: true,
  initiatorId: true,
  openedAt: true,
  closedAt: true,
} as const

const storedSchema = ticketStateSchema.omit(inColumns)
const codec = codecOf(storedSchema)

/** What is stored of a state: the part that stands in no column of its own, packed. */
export function toStored(state: TicketState): Packed {
  return codec.pack(state)
}

/** The part of the state that `toStored` wrote. */
export const unpackStored = (packed: Packed): z.infer<typeof storedSchema> => codec.unpack(packed)

/** The columns of `ticket` that hold the state. A query selects `stateColumns`, `fromStored` puts it together. */
export type StateRow = {
  id: string
  number: number
  flow_id: string
  version_id: string
  status: string
  resolution: string | null
  title: string
  priority: string
  category: string
  origin: Origin
  initiator_id: string | null
  opened_at: Date
  closed_at: Date | null
  state: Packed
}

/** The whole state, checked. Each member is named: a spread here took longer than everything else together. */
export function fromStored(row: StateRow): TicketState {
  const stored = codec.unpackUnchecked(row.state) as z.infer<typeof storedSchema>
  return ticketStateSchema.parse({
    id: row.id,
    number: row.number,
    flowId: row.flow_id,
    versionId: row.version_id,
    status: row.status,
    resolution: row.resolution,
    title: row.title,
    priority: row.priority,
    category: row.category,
    origin: row.origin,
    initiatorId: row.initiator_id,
    openedAt: row.opened_at.getTime(),
    closedAt: row.closed_at?.getTime() ?? null,
    variables: stored.variables,
    seq: stored.seq,
    nextId: stored.nextId,
    visits: stored.visits,
    tokens: stored.tokens,
    activations: stored.activations,
    todos: stored.todos,
    incidents: stored.incidents,
    ...(stored.splits && { splits: stored.splits }),
    ...(stored.urgedAt !== undefined && { urgedAt: stored.urgedAt }),
    ...(stored.firstDecisionAt !== undefined && { firstDecisionAt: stored.firstDecisionAt }),
    ...(stored.edition !== undefined && { edition: stored.edition }),
    ...(stored.approvals && { approvals: stored.approvals }),
    ...(stored.clocks && { clocks: stored.clocks }),
    ...(stored.choices && { choices: stored.choices }),
  })
}
