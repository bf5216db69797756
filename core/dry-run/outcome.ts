import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { EventBody, TicketEvent, Values } from "@/core/ticket/event"
import type { ChannelName } from "@/core/warning/tier"
import { lastRun, type Play } from "./play"

/** Something that happened, and in which of the moves (from 0). */
export type Happened<T> = T & { move: number }

/** What became of a run, in what a scenario can expect: in the order in which it happened. */
export type Outcome = {
  /** Steps the ticket came to. */
  path: Happened<{ nodeId: string }>[]
  /** Whom steps went to; nobody for a queue. */
  people: Happened<{ nodeId: string; personIds: string[] }>[]
  /** Warnings of a step's clocks, or of one of the ticket's SLAs. */
  warnings: Happened<{ of: string; level: number; channels: ChannelName[] }>[]
  /** How it ended, or at which steps it stands. */
  result: { status: "open" | "closed"; resolution: string | null; standsAt: string[] }
  /** The form's values at the end. */
  values: Values
}

/** Pure. */
export function outcomeOf(played: Play, flow: Pick<ExecutableFlow, "fields">): Outcome {
  const { state, events } = lastRun(played)
  const nodes = nodesOf(events)
  const found: Pick<Outcome, "path" | "people" | "warnings"> = { path: [], people: [], warnings: [] }
  // The run after a move ends with the last event of that move.
  let move = 0
  for (const [index, { body }] of events.entries()) {
    while (move < played.runs.length - 2 && index >= played.runs[move + 1]!.events.length) move++
    if (body.type === "entered") found.path.push({ nodeId: body.nodeId, move })
    if (body.type === "dispatched" && body.todos.length > 0) {
      const personIds = body.todos.flatMap(({ assigneeId }) => assigneeId ?? [])
      found.people.push({ nodeId: nodes.get(body.activationId) ?? "", personIds, move })
    }
    if (body.type === "warned" || body.type === "clockWarned") {
      const of = nodes.get(body.type === "warned" ? body.todoId : body.clockId)
      const clockId = body.type === "clockWarned" ? body.clockId : ""
      found.warnings.push({ of: of ?? clockId, level: body.level, channels: body.channels, move })
    }
  }
  const keys = new Set(flow.fields.map(({ key }) => key))
  return {
    ...found,
    result: {
      status: state?.status ?? "open",
      resolution: state?.resolution ?? null,
      standsAt: Object.values(state?.tokens ?? {})
        .map(({ nodeId }) => nodeId)
        .sort(),
    },
    values: Object.fromEntries(
      Object.entries(state?.variables ?? {}).filter(([key, value]) => keys.has(key) && value !== null),
    ),
  }
}

/** The step of each activation and todo. */
function nodesOf(events: readonly TicketEvent[]): Map<string, string> {
  const nodes = new Map<string, string>()
  const under = (id: string, of: string) => {
    const nodeId = nodes.get(of)
    if (nodeId !== undefined) nodes.set(id, nodeId)
  }
  for (const { body } of events as readonly { body: EventBody }[]) {
    if (body.type === "entered") nodes.set(body.activationId, body.nodeId)
    if (body.type === "dispatched") for (const { id } of body.todos) under(id, body.activationId)
    if (body.type === "added") for (const { id } of body.todos) under(id, body.todoId)
  }
  return nodes
}
