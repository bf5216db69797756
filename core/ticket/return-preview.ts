import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Resume } from "./event"
import { numberOf } from "./fold/fold"
import { downstream, leavesSplit, returnTargets } from "./send-back"
import type { TicketState, Todo, Token } from "./state"
import { isOpenTodo } from "./todo-state"

/** A todo that would be cancelled. `isElsewhere`: in another branch than the one that is sent back. */
/** `assigneeId` null: it waits in a queue. */
export type Undone = { todoId: string; nodeId: string; assigneeId: string | null; isElsewhere: boolean }

/** What becomes of a ticket that goes back to a step, before anybody has sent it there. */
export type ReturnPreview = {
  nodeId: string
  /** Steps of people to be done once more on the way back here, in the order of the flow. The last is where it is now. */
  again: string[]
  cancelled: Undone[]
  /** How many other branches end. */
  branches: number
  /** False when it leaves the split it is in: then there is nothing to come straight back to. */
  mayComeBack: boolean
  /** How it comes back, where the flow says so; null: whoever returns it does, and a rejected one goes all the way again. */
  resume: Resume | null
}

/**
 * What returning `todo` to `nodeId` would undo: one of the nodes `todoOptions` offers. null for any other, and for a todo
 * whose token has gone on. Pure.
 */
export function returnPreview(
  flow: ExecutableFlow,
  state: TicketState,
  todo: Todo,
  nodeId: string,
): ReturnPreview | null {
  const token = Object.values(state.tokens).find((one) => one.activationId === todo.activationId)
  // Ids come from outside: only what is a target is looked up.
  const since = token && returnTargets({ flow }, token).includes(nodeId) ? token.trail?.[nodeId] : undefined
  if (!token || since === undefined) return null
  const ended = downstream({ state }, token, since)
  const node = flow.nodes.get(todo.nodeId)
  return {
    nodeId,
    again: stepsBetween(flow, state, { token, nodeId, since, ended }),
    cancelled: undoneBy(state, token, ended).filter(({ todoId }) => todoId !== todo.id),
    branches: ended.length,
    mayComeBack: !leavesSplit(token, since),
    resume: node?.kind.resume?.(node.config) ?? null,
  }
}

/** The open todos of a token that leaves and of those that end with it, by their order of dispatch. */
export function undoneBy(state: TicketState, token: Token | null, ended: Token[]): Undone[] {
  const elsewhere = new Set(ended.map(({ activationId }) => activationId))
  return Object.values(state.todos)
    .filter(
      (todo) => isOpenTodo(todo) && (todo.activationId === token?.activationId || elsewhere.has(todo.activationId)),
    )
    .sort((a, b) => numberOf(a.id) - numberOf(b.id))
    .map(({ id, nodeId, assigneeId, activationId }) => {
      return { todoId: id, nodeId, assigneeId, isElsewhere: elsewhere.has(activationId) }
    })
}

type Way = { token: Token; nodeId: string; since: string; ended: Token[] }

/**
 * Steps of people between a node and where its tokens stand now that somebody has been at. What was done before the node
 * stays done, even where a circle of the flow would lead there again.
 */
function stepsBetween(flow: ExecutableFlow, state: TicketState, { token, nodeId, since, ended }: Way): string[] {
  const ends = new Set([token, ...ended].map((one) => one.nodeId))
  const isBefore = (id: string) => {
    const visit = token.trail?.[id]
    return visit !== undefined && numberOf(visit) < numberOf(since)
  }
  // Reverse postorder of a walk is the order of the flow.
  const order: string[] = []
  const seen = new Set<string>()
  const leads = new Set<string>()
  const walk = (id: string): void => {
    if (seen.has(id) || isBefore(id)) return
    seen.add(id)
    const isEnd = ends.has(id) && id !== nodeId
    const next = isEnd ? [] : [...(flow.routes.get(id)?.values() ?? [])].flat().map(({ target }) => target)
    for (const target of next.toReversed()) walk(target)
    if (isEnd || next.some((target) => leads.has(target))) leads.add(id)
    order.push(id)
  }
  walk(nodeId)
  const isStep = (id: string) => {
    return id !== nodeId && leads.has(id) && state.visits[id] !== undefined && Boolean(flow.nodes.get(id)?.kind.actions)
  }
  return order.toReversed().filter(isStep)
}
