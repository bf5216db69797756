import type { Meaning } from "@/components/ui/status"
import { progressOf } from "@/core/ticket/progress"
import { stateAt } from "@/core/ticket/replay"
import type { TicketEvent, Value } from "@/core/ticket/event"
import { isOpenTodo } from "@/core/ticket/todo-state"
import type { Activation, TicketState } from "@/core/ticket/state"

/** One variable at one moment; `before` is set when the event of this moment changed it. */
export type FrameVariable = { key: string; value: Value; before: Value | undefined; isChanged: boolean }

/** The word under a node: who has it, how the votes stand, how it ended. Texts are made by the page. */
export type NodeMark =
  | { is: "votes"; approved: number; need: number }
  | { is: "person"; personId: string | null; others: number }
  | { is: "held" }
  /** Branches that stand at a join and wait for the others. */
  | { is: "waiting"; count: number }
  /** Sent back from here. */
  | { is: "returned" }
  | { is: "ended"; activationId: string; exit: string; meaning: Meaning }

/** A ticket at the moment after one event, rebuilt from the events alone. */
export type Frame = {
  event: TicketEvent
  /** null when these events cannot have happened in this order: somebody changed them. */
  state: TicketState | null
  variables: FrameVariable[]
  /** Node ids where tokens stand: one, or one for each branch. */
  tokens: string[]
  /** The node this event is about; null when it is about none, or about several. */
  focus: string | null
  /** Node ids that were passed. */
  done: string[]
  takenEdges: string[]
  marks: Record<string, NodeMark>
}

/** The moment after event `seq` (1 to the number of events). */
export function frameAt(events: readonly TicketEvent[], seq: number): Frame | null {
  const event = events[seq - 1]
  if (!event) return null
  const state = rebuilt(events, seq)
  const before = seq > 1 ? rebuilt(events, seq - 1) : null
  return {
    event,
    state,
    variables: state ? variablesOf(state, before) : [],
    tokens: state ? [...new Set(Object.values(state.tokens).map(({ nodeId }) => nodeId))] : [],
    focus: focusOf(event, state),
    done: state ? doneOf(state) : [],
    takenEdges: edgesUpTo(events, seq),
    marks: state ? marksOf(state) : {},
  }
}

function rebuilt(events: readonly TicketEvent[], seq: number): TicketState | null {
  try {
    // By place and not by the number an event carries: in a changed trace the two differ.
    return stateAt(events.slice(0, seq), Infinity)
  } catch {
    // Only a trace that was changed does this; the page then shows which event broke the chain.
    return null
  }
}

function variablesOf(state: TicketState, before: TicketState | null): FrameVariable[] {
  return Object.entries(state.variables).map(([key, value]) => {
    const old = before?.variables[key]
    const isChanged = JSON.stringify(old ?? null) !== JSON.stringify(value)
    return { key, value, before: old, isChanged }
  })
}

const doneOf = (state: TicketState) => [
  ...new Set(
    Object.values(state.activations)
      .filter((activation) => activation.state === "completed")
      .map(({ nodeId }) => nodeId),
  ),
]

function edgesUpTo(events: readonly TicketEvent[], seq: number): string[] {
  const taken = new Set<string>()
  for (const { body } of events.slice(0, seq)) {
    if (body.type === "entered" && body.edgeId !== null) taken.add(body.edgeId)
  }
  return [...taken]
}

/**
 * What goes on at a node says what stands under it, all of its visits together where several branches are there; else how
 * its latest visit ended.
 */
function marksOf(state: TicketState): Record<string, NodeMark> {
  const activations = Object.values(state.activations)
  const marks: Record<string, NodeMark> = {}
  for (const nodeId of new Set(activations.map((activation) => activation.nodeId))) {
    const visits = activations.filter((activation) => activation.nodeId === nodeId)
    const going = visits.filter((visit) => visit.state !== "completed")
    const last = visits.toSorted((a, b) => a.visit - b.visit).at(-1)
    const mark = going.length > 0 ? goingMark(going, state) : last ? endedMark(last, state) : null
    if (mark) marks[nodeId] = mark
  }
  return marks
}

function goingMark(visits: Activation[], state: TicketState): NodeMark | null {
  if (visits.some((visit) => visit.state === "held")) return { is: "held" }
  const waiting = visits.filter((visit) => visit.state === "waiting").length
  if (waiting > 0) return { is: "waiting", count: waiting }
  const ids = new Set(visits.map(({ id }) => id))
  const open = Object.values(state.todos).filter((todo) => ids.has(todo.activationId) && isOpenTodo(todo))
  const first = open.find((todo) => todo.state === "active") ?? open[0]
  if (!first) return null
  const [only, ...others] = visits
  const progress = only && others.length === 0 ? progressOf(state, only.id) : null
  if (progress) return { is: "votes", approved: progress.approved, need: progress.need }
  return { is: "person", personId: first.assigneeId, others: open.length - 1 }
}

function endedMark(activation: Activation, state: TicketState): NodeMark | null {
  const todos = Object.values(state.todos).filter((todo) => todo.activationId === activation.id)
  if (todos.some((todo) => todo.state === "returned")) return { is: "returned" }
  if (todos.length === 0 || activation.exit === null) return null
  const isRejected = todos.some((todo) => todo.state === "rejected") && !todos.some((todo) => todo.state === "approved")
  return { is: "ended", activationId: activation.id, exit: activation.exit, meaning: isRejected ? "breached" : "ok" }
}

/** The node an event is about, where there is one node: what a view of the flow should have in the picture. */
function focusOf({ body }: TicketEvent, state: TicketState | null): string | null {
  if ("nodeId" in body) return body.nodeId
  if (!state) return null
  if ("activationId" in body && body.activationId !== null) return state.activations[body.activationId]?.nodeId ?? null
  if ("todoId" in body && body.todoId !== null) return state.todos[body.todoId]?.nodeId ?? null
  if ("tokenId" in body && body.tokenId !== null) return state.tokens[body.tokenId]?.nodeId ?? null
  return null
}

/** The next event that enters `nodeId` after `seq`, else its first; null when the ticket never came there. */
export function nextVisit(events: readonly TicketEvent[], nodeId: string, seq: number): number | null {
  const visits = events
    .filter(({ body }) => body.type === "entered" && body.nodeId === nodeId)
    .map((event) => event.seq)
  return visits.find((visit) => visit > seq) ?? visits[0] ?? null
}

/** What a reader of a trace needs to check it without us. */
export function traceFile(ticket: {
  id: string
  number: number
  head: string
  flow: { id: string; name: string; versionNumber: number }
  events: readonly TicketEvent[]
}): { name: string; text: string } {
  const { id, number, head, flow, events } = ticket
  const content = {
    format: "firstcall-trace/1",
    ticket: { id, number, flowId: flow.id, flowName: flow.name, flowVersion: flow.versionNumber },
    hash: "base64url SHA-256 of each event's RFC 8785 JSON; prev of an event is the hash of the one before it",
    head,
    events,
  }
  return { name: `ticket-${number}-trace.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}
