import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Whose } from "../dispatch"
import { numberOf } from "../fold/fold"
import type { ClockState, TicketState, Todo } from "../state"

/**
 * Something that has a clock, or will have one once its start condition holds: a todo whose turn it is, a visit of a node,
 * the ticket. `id` names the clock and its timer.
 */
export type ClockHolder = {
  id: string
  of: "todo" | "visit" | "ticket"
  policy: SlaPolicy
  clock: ClockState | null
  /** By whose unit's calendar it counts; nobody's: by the flow's home unit's. */
  whose: Whose
  /** The visit it is about; null for the ticket's own. */
  activationId: string | null
}

type Read = { flow: ExecutableFlow; state: TicketState }

/** Every clock that runs, is paused, may start, or may start anew: the ticket's, then those of visits
 * and of todos, as they came. Pure. */
export function clockHolders({ flow, state }: Read): ClockHolder[] {
  const inOrder = (records: object) => Object.keys(records).sort((a, b) => numberOf(a) - numberOf(b))
  const slas = (flow.settings.slas ?? []).map((sla) => sla.id)
  const ids = [...slas, ...inOrder(state.activations), ...inOrder(state.todos)]
  return ids.flatMap((id) => holderOf({ flow, state }, id) ?? [])
}

/** Who has the clock of that id, which may come from outside; null when nothing has, or it is over. Pure. */
export function holderOf({ flow, state }: Read, id: string): ClockHolder | null {
  if (id.startsWith("d")) return todoHolder({ flow, state }, id)
  if (id.startsWith("a")) return visitHolder({ flow, state }, id)
  const sla = flow.settings.slas?.find((one) => one.id === id)
  if (!sla || state.status !== "open") return null
  return {
    id,
    of: "ticket",
    policy: sla,
    clock: state.clocks?.[id] ?? null,
    whose: { assigneeId: null },
    activationId: null,
  }
}

function todoHolder({ flow, state }: Read, id: string): ClockHolder | null {
  const todo = Object.hasOwn(state.todos, id) ? state.todos[id] : undefined
  const policy = todo?.state === "active" ? policyOf(flow, todo) : null
  // Who signs before, or gives an opinion, has what is left of the asker's time and no clock of their own.
  if (!todo || !policy || (!todo.clock && (todo.relation === "before" || todo.relation === "delegate"))) return null
  const { clock, assigneeId, queue, activationId } = todo
  return { id, of: "todo", policy, clock, whose: { assigneeId, queue }, activationId }
}

function visitHolder({ flow, state }: Read, id: string): ClockHolder | null {
  const activation = Object.hasOwn(state.activations, id) ? state.activations[id] : undefined
  const node = activation && activation.state !== "completed" ? flow.nodes.get(activation.nodeId) : undefined
  const policy = node?.kind.visitSla?.(node.config)
  if (!policy) return null
  return { id, of: "visit", policy, clock: activation?.clock ?? null, whose: { assigneeId: null }, activationId: id }
}

/** The policy of a todo's clock. */
export function policyOf(flow: ExecutableFlow, { nodeId }: Pick<Todo, "nodeId">): SlaPolicy | null {
  const node = flow.nodes.get(nodeId)
  return node?.kind.sla?.(node.config) ?? null
}
