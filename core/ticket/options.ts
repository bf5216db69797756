import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Directory } from "@/core/people/directory"
import type { Resume } from "./event"
import { ticketLimits } from "./limits"
import { mayPause, mayResume } from "./clock/may-pause"
import { returnTargets } from "./send-back"
import type { TicketState, Todo } from "./state"
import { isOpenTodo } from "./todo-state"
import { mayAct, type Standing } from "./who-may"
import { withdrawable } from "./withdrawable"

/** What somebody can do with one todo now, besides deciding it: what the pages offer, and nothing the engine refuses. */
export type TodoOptions = {
  decide: boolean
  acknowledge: boolean
  /** Its clock can be paused by hand, or goes on by hand. */
  pause: boolean
  resume: boolean
  transfer: boolean
  delegate: boolean
  addSign: ("before" | "after" | "parallel")[]
  removeSign: boolean
  retract: boolean
  /** Nodes to return to, the last one first. `resume` null: the person says how it comes back. */
  return: { nodeIds: string[]; resume: Resume | null } | null
  /** Nodes a rejection may be sent to, where the flow leaves that to the person. */
  rejectTo: string[] | null
  /** Take it out of the queue of a group of theirs. */
  claim: boolean
  /** Put it back there. */
  unclaim: boolean
}

export type OptionsContext = {
  flow: ExecutableFlow
  state: TicketState
  directory: Directory
  administratorIds: string[]
  at: number
}

/** Pure. `actor` is a person's id. */
export function todoOptions({ flow, state, ...rest }: OptionsContext, todo: Todo, actor: string): TodoOptions {
  const standing: Standing = { state, ...rest, todo }
  const node = flow.nodes.get(todo.nodeId)
  const moves = node?.kind.moves?.(node.config) ?? []
  const isMine = todo.assigneeId === actor
  const may = (action: Parameters<typeof mayAct>[0]) => mayAct(action, actor, standing)
  const children = Object.values(state.todos).filter((one) => one.parentId === todo.id && isOpenTodo(one))
  const isDeep = depthOf(state, todo) >= ticketLimits.signDepthMax
  const token = Object.values(state.tokens).find((one) => one.activationId === todo.activationId)
  const targets = token ? returnTargets({ flow }, token) : []
  const signing = node?.kind.signing
  const activation = state.activations[todo.activationId]
  return {
    decide: may("decide"),
    acknowledge: may("acknowledge") && todo.warnedLevel > 0 && (todo.clock?.tiers.length ?? 0) > 0,
    pause: may("pause") && mayPause(flow, todo),
    resume: may("resume") && mayResume(todo),
    transfer: may("transfer") && (!isMine || moves.includes("transfer")),
    delegate: may("delegate") && moves.includes("delegate") && !isDeep && children.length === 0,
    addSign:
      may("addSign") && signing && moves.includes("addSign") && todo.relation !== "delegate"
        ? (["before", "after", "parallel"] as const).filter((mode) =>
            mode === "parallel"
              ? todo.parentId === undefined
              : !isDeep && children.every((child) => child.relation === mode),
          )
        : [],
    removeSign: may("removeSign") && todo.addedBy !== undefined && mayBeRemoved(state, todo),
    retract:
      may("retract") &&
      todo.parentId === undefined &&
      activation?.state === "active" &&
      Boolean(signing?.mayRetract(node?.config)),
    return:
      may("return") && moves.includes("return") && todo.parentId === undefined && targets.length > 0
        ? { nodeIds: targets, resume: node?.kind.resume ? node.kind.resume(node.config) : null }
        : null,
    rejectTo: may("decide") && todo.parentId === undefined && node?.kind.choosesTarget?.(node.config) ? targets : null,
    claim: may("claim") && claimFault({ flow, state }, todo, actor) === null,
    unclaim: may("unclaim") && children.length === 0,
  }
}

/** Activations somebody can take back, with the node of each. Pure. */
export function withdrawOptions(state: TicketState, personId: string): { activationId: string; nodeId: string }[] {
  return withdrawable(state, personId).flatMap(({ activationId, tokens: [token] }) => {
    const nodeId = Object.entries(token?.trail ?? {}).find(([, visit]) => visit === activationId)?.[0]
    return nodeId === undefined ? [] : [{ activationId, nodeId }]
  })
}

/** How many people asked each other before this one was asked. */
export function depthOf(state: TicketState, todo: Todo): number {
  const parent = todo.parentId === undefined ? undefined : state.todos[todo.parentId]
  return parent ? 1 + depthOf(state, parent) : 0
}

/** A todo and everybody who was added to it, and to those. */
export function withAdded(state: TicketState, todo: Todo): Todo[] {
  const children = Object.values(state.todos).filter((one) => one.parentId === todo.id)
  return [todo, ...children.flatMap((child) => withAdded(state, child))]
}

/** Why a member of the group may not claim a todo all the same; null when they may. Pure. */
export function claimFault(
  { flow, state }: Pick<OptionsContext, "flow" | "state">,
  todo: Todo,
  personId: string,
): "alreadySigner" | "notAllowedHere" | null {
  // Two seats in one hand would be two votes.
  const there = Object.values(state.todos).filter((one) => one.activationId === todo.activationId)
  if (there.some((one) => one.assigneeId === personId && one.state !== "cancelled")) return "alreadySigner"
  const node = flow.nodes.get(todo.nodeId)
  const initiator = node?.kind.people?.(node.config).initiator ?? "self"
  return initiator !== "self" && state.initiatorId === personId ? "notAllowedHere" : null
}

/** Nobody of them has decided, and somebody else is left to. */
export function mayBeRemoved(state: TicketState, todo: Todo): boolean {
  if (withAdded(state, todo).some((one) => one.decidedBy !== null)) return false
  return Object.values(state.todos).some((one) => {
    const isSeat = one.parentId === undefined && one.state !== "cancelled"
    return one.activationId === todo.activationId && one.id !== todo.id && isSeat
  })
}
