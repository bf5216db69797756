import fc from "fast-check"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { versionOf } from "@/core/sla/clock"
import { ownClocks } from "../clock/rows"
import type { CommandBody } from "../command"
import type { Actor, Values } from "../event"
import { isOpenTodo } from "../todo-state"
import type { Activation, TicketState, Todo } from "../state"
import { nextTicketInstant, ticketItem } from "../waits"
import { ids, uuid } from "./tenant"

/**
 * A command to come, as numbers: which command it is depends on the state it meets, so that most of them make sense
 * whatever happened before, and a shrunk list of them still does.
 */
/** As `waitMin`: until the ticket's next timer, which then fires. */
export const untilDue = -1
export type Choice = { aware: boolean; kind: number; pick: number; value: number; waitMin: number; world: number }

export const randomChoice: fc.Arbitrary<Choice> = fc.record({
  // 70 % look at the state; the rest is whatever a broken client, a late timer or an attacker sends.
  aware: fc.integer({ min: 0, max: 9 }).map((draw) => draw < 7),
  kind: fc.integer({ min: 0, max: 99 }),
  pick: fc.integer({ min: 0, max: 999 }),
  value: fc.integer({ min: 0, max: 999 }),
  waitMin: fc.constantFrom(0, 0, 1, 10, 30, 61, 400, 3000, untilDue),
  world: fc.integer({ min: 0, max: 15 }),
})

export type Sent = { by: Actor; body: CommandBody }

const everybody: string[] = [ids.owner, ids.head, ids.manager, ids.supervisor, ...ids.agents, ids.gone]

/** The command a choice means in this state. */
export function commandOf(choice: Choice, state: TicketState, flow: ExecutableFlow): Sent {
  return choice.aware ? awareCommand(choice, state, flow) : blindCommand(choice, state)
}

function awareCommand({ kind, pick, value }: Choice, state: TicketState, flow: ExecutableFlow): Sent {
  const active = Object.values(state.todos).filter((todo) => todo.state === "active")
  const incidents = Object.keys(state.incidents)
  const incidentId = incidents[pick % Math.max(1, incidents.length)]
  // Where a clock's condition cannot be read, the work goes on beside its incident.
  if (incidentId !== undefined && (active.length === 0 ? kind < 60 : kind < 8))
    return { by: ids.owner, body: { type: "retry", incidentId } }
  const waiting = active.filter((one) => one.assigneeId === null)
  const inQueue = waiting[pick % Math.max(1, waiting.length)]
  if (inQueue && kind < 60) return queueCommand(kind, value, inQueue)
  const held = active.filter(isHeld)
  const todo = held[pick % Math.max(1, held.length)]
  const asked = Object.values(state.activations).filter(({ request }) => request)
  if (asked.length > 0 && (!todo || kind < 15)) {
    return { by: "system", body: answerCommand(asked[pick % asked.length]!, value, flow) }
  }
  const isWaiting = nextTicketInstant(state) !== null
  if (isWaiting && (!todo || kind < 10)) return { by: "timer", body: { type: "tick", itemId: ticketItem } }
  if (!todo) return { by: ids.manager, body: { type: "comment", comment: "waiting" } }
  if (kind >= 98) return { by: ids.owner, body: { type: "revoke", comment: "" } }
  if (kind < 50) {
    const node = flow.nodes.get(todo.nodeId)
    const actions = node?.kind.actions?.(node.config) ?? []
    // Approving mostly, or few tickets would come far.
    const action = actions[value % 3 === 0 ? Math.floor(value / 3) % actions.length : 0]
    const decision = action?.decision ?? "done"
    const outcome = action?.outcome ?? null
    const asked = node?.kind.form?.(node.config).fieldKeys ?? []
    const all: Values = {
      amount: value % 200,
      flag: value % 2 === 0,
      choice: value % 2 ? "a" : "b",
      score: 1 + (value % 5),
    }
    const fields = Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)))
    return {
      by: todo.assigneeId,
      body: {
        type: "decide",
        todoId: todo.id,
        decision,
        outcome,
        comment: value % 7 ? "why" : "",
        fields: todo.parentId === undefined ? fields : {},
        ...(decision === "reject" && value % 5 === 0 && { toNodeId: targetOf(state, todo, value) }),
      },
    }
  }
  const following = kind >= 58 && kind < 64 && followingCommand(kind, value, state)
  if (following) return following
  if (kind < 64) return { by: "timer", body: { type: "tick", ...timerOf(state, todo, value) } }
  const toId = everybody[value % everybody.length] ?? ids.owner
  const moving = movingCommand({ kind, value }, state, flow, todo)
  if (moving) return moving
  if (kind === 96) return { by: "system", body: { type: "reschedule" } }
  if (kind < 96) return { by: todo.assigneeId, body: { type: "transfer", todoId: todo.id, toId, comment: "" } }
  // Out of turn: somebody who signs later, or has signed already.
  const other = Object.values(state.todos).find((candidate) => candidate.state !== "active")
  if (!other) return { by: ids.supervisor, body: { type: "comment", comment: "noted" } }
  const decision = value % 2 ? "approve" : "reject"
  return {
    by: other.assigneeId ?? ids.agents[0],
    body: { type: "decide", todoId: other.id, decision, outcome: null, comment: "why", fields: {} },
  }
}

/** What the outside may say: yes, no, nonsense, nothing; or a ticket that is open, or has ended one way or another. */
function answerCommand({ nodeId, request }: Activation, value: number, flow: ExecutableFlow): CommandBody {
  const requestId = request?.id ?? "r1"
  if (value % 10 === 9) {
    const detail = { en: "Nobody answers.", zh: "无应答。" }
    return { type: "answer", requestId, answer: { type: "failed", attempts: 3, detail } }
  }
  if (flow.nodes.get(nodeId)?.kind.kind !== "subFlow") {
    const bodies = [
      '{"choice":"a","items":["x","y"],"exit":"yes"}',
      '{"choice":5,"items":[],"exit":"no"}',
      '{"exit":"maybe","items":"x"}',
      "<html>",
      "",
    ]
    const status = value % 7 === 6 ? 404 : 200
    return { type: "answer", requestId, answer: { type: "http", attempts: 1, status, body: bodies[value % 5] ?? "" } }
  }
  const left = request?.left ?? []
  const index = left[value % Math.max(1, left.length)] ?? 0
  const child = { index, ticketId: uuid(950 + index), number: 50 + index }
  if (value % 3 === 0) return { type: "answer", requestId, answer: { type: "opened", ...child } }
  const resolution = value % 8 === 1 ? "rejected" : "finished"
  return { type: "answer", requestId, answer: { type: "ticket", ...child, resolution, variables: { choice: "a" } } }
}

/** A timer of the ticket: of the todo, of its waits, or of one of its own clocks; now and then of an earlier life. */
function timerOf(state: TicketState, todo: Todo, value: number): { itemId: string; version?: number } {
  const own = Object.entries(ownClocks(state))
  const [itemId, clock] = own[value % Math.max(1, own.length)] ?? [todo.id, todo.clock]
  if (value % 4 === 0) return { itemId: ticketItem }
  if (value % 4 === 1) return { itemId, ...(clock && value % 3 === 0 && { version: versionOf(clock) }) }
  return value % 13 === 2 ? { itemId: todo.id, version: 99 } : { itemId: todo.id }
}

/** What follows on something rare that has happened: it would be rarer still if chance had to meet it twice. */
function followingCommand(kind: number, value: number, state: TicketState): Sent | null {
  const todos = Object.values(state.todos).filter(isOpenTodo)
  const pickOf = (some: Todo[]) => some[value % Math.max(1, some.length)]
  if (kind < 60) {
    const paused = pickOf(todos.filter(({ clock }) => clock?.paused?.cause === "manual"))
    if (paused) return { by: ids.supervisor, body: { type: "resume", todoId: paused.id, comment: "" } }
  }
  if (kind < 61) {
    const warned = pickOf(todos.filter(({ warnedLevel, assigneeId }) => warnedLevel > 0 && assigneeId !== null))
    const body = warned && { type: "acknowledge" as const, todoId: warned.id, minutes: 30 }
    if (body && warned.assigneeId !== null) return { by: warned.assigneeId, body }
  }
  if (kind < 63) {
    const added = pickOf(todos.filter((todo) => todo.addedBy !== undefined))
    if (added) {
      return { by: added.addedBy ?? ids.supervisor, body: { type: "removeSign", todoId: added.id, comment: "" } }
    }
  }
  return state.urgedAt === undefined ? null : { by: ids.supervisor, body: { type: "urge", comment: "" } }
}

type Held = Todo & { assigneeId: string }
const isHeld = (todo: Todo): todo is Held => todo.assigneeId !== null

/** What becomes of a todo that waits in a queue: claimed mostly, by whoever comes first. */
function queueCommand(kind: number, value: number, { id: todoId }: Todo): Sent {
  const by = everybody[value % everybody.length] ?? ids.owner
  if (kind < 36) return { by: ids.agents[value % 3] ?? ids.owner, body: { type: "claim", todoId } }
  if (kind < 48) return { by: "system", body: { type: "dispatch", todoId } }
  if (kind < 52) return { by: ids.supervisor, body: { type: "transfer", todoId, toId: by, comment: "" } }
  if (kind < 55) return { by: "timer", body: { type: "tick", itemId: todoId } }
  return { by, body: { type: "claim", todoId } }
}

function targetOf(state: TicketState, { activationId }: Todo, value: number): string {
  const token = Object.values(state.tokens).find((one) => one.activationId === activationId)
  const visited = Object.keys(token?.trail ?? {})
  return visited[value % Math.max(1, visited.length)] ?? "nowhere"
}

function movingCommand(
  { kind, value }: Pick<Choice, "kind" | "value">,
  state: TicketState,
  flow: ExecutableFlow,
  todo: Held,
): Sent | null {
  const { id: todoId, assigneeId: by } = todo
  const toId = everybody[value % everybody.length] ?? ids.owner
  if (kind < 72) {
    const mode = (["before", "after", "parallel"] as const)[value % 3] ?? "before"
    const personIds = value % 4 ? [toId] : [toId, everybody[(value + 3) % everybody.length] ?? ids.head]
    return { by, body: { type: "addSign", todoId, mode, personIds, comment: "" } }
  }
  if (kind < 75) {
    const added = Object.values(state.todos).filter((one) => one.addedBy !== undefined)
    const one = added[value % Math.max(1, added.length)] ?? todo
    return { by: one.addedBy ?? ids.supervisor, body: { type: "removeSign", todoId: one.id, comment: "" } }
  }
  if (kind < 78) return { by, body: { type: "delegate", todoId, toId, comment: "" } }
  if (kind < 80) {
    const voted = Object.values(state.todos).filter((one) => one.decidedBy !== null)
    const one = voted[value % Math.max(1, voted.length)] ?? todo
    return { by: one.assigneeId ?? by, body: { type: "retract", todoId: one.id } }
  }
  if (kind < 85) {
    const nodeId = targetOf(state, todo, value)
    const resume = value % 2 ? "again" : "back"
    return { by, body: { type: "return", todoId, nodeId, resume, comment: value % 9 ? "again" : "" } }
  }
  if (kind < 88) {
    const token = Object.values(state.tokens)[value % Math.max(1, Object.keys(state.tokens).length)]
    const activationId = Object.values(token?.trail ?? {}).at(-1) ?? "a1"
    return { by: token?.lastBy ?? ids.owner, body: { type: "withdraw", activationId, comment: "" } }
  }
  if (kind < 90) {
    const nodes = [...flow.nodes.keys()]
    const tokens = [null, ...Object.keys(state.tokens)]
    const nodeId = nodes[value % nodes.length] ?? "nowhere"
    return {
      by: ids.owner,
      body: { type: "jump", tokenId: tokens[value % tokens.length] ?? null, nodeId, comment: "" },
    }
  }
  if (kind < 91 && value % 2) return { by, body: { type: "acknowledge", todoId, minutes: 30 } }
  // Whoever urges is tempted to urge again.
  const isUrged = state.urgedAt !== undefined && value % 2 === 0
  if (kind < 91 || (kind < 93 && isUrged)) return { by: ids.supervisor, body: { type: "urge", comment: "" } }
  if (kind < 92 && value % 2) return { by, body: { type: "copy", personIds: [toId], comment: "" } }
  if (todo.queue !== undefined && kind < 95) return { by, body: { type: "unclaim", todoId, comment: "" } }
  // Two reach for the same todo, and this one is late.
  if (todo.queue !== undefined) return { by: ids.agents[value % 3] ?? by, body: { type: "claim", todoId } }
  if (kind < 94) {
    const comment = value % 9 ? "waiting for the customer" : ""
    const type = todo.clock?.paused && value % 7 ? "resume" : "pause"
    return { by: value % 3 ? by : ids.supervisor, body: { type, todoId, comment } }
  }
  return null
}

function blindCommand({ kind, pick, value }: Choice, state: TicketState): Sent {
  const by = [...everybody, "timer", "system"][pick % (everybody.length + 2)] ?? "system"
  const todoId = ["d1", `d${value % (state.nextId + 2)}`, "constructor", "a1", "d999999"][value % 5] ?? "d1"
  const toId = everybody[value % everybody.length] ?? ids.owner
  const fields = [{}, { amount: 1 }, { amount: "1" }, { nothing: 1 }, { amount: 0.5 }, { score: 9 }][
    value % 6
  ] as Values
  const bodies: CommandBody[] = [
    {
      type: "decide",
      todoId,
      decision: (["approve", "reject", "done"] as const)[value % 3] ?? "done",
      outcome: [null, "satisfied", "nonsense"][pick % 3] ?? null,
      comment: "",
      fields,
    },
    { type: "transfer", todoId, toId, comment: "" },
    { type: "tick", itemId: value % 3 ? todoId : ticketItem },
    { type: "comment", comment: "?" },
    { type: "removeSign", todoId, comment: "" },
    { type: "retract", todoId },
    { type: "addSign", todoId, mode: "before", personIds: [toId], comment: "" },
    { type: "delegate", todoId, toId, comment: "" },
    { type: "return", todoId, nodeId: "n0", resume: "again", comment: "?" },
    { type: "withdraw", activationId: `a${value % (state.nextId + 2)}`, comment: "" },
    value % 3 ? { type: "urge", comment: "" } : { type: "unclaim", todoId, comment: "" },
    value % 3 ? { type: "reschedule" } : value % 2 ? { type: "dispatch", todoId } : { type: "claim", todoId },
    {
      type: "answer",
      requestId: `r${value % (state.nextId + 2)}`,
      answer: { type: "http", attempts: 1, status: 200, body: "{}" },
    },
    { type: value % 2 ? "pause" : "resume", todoId, comment: "?" },
    { type: "reopen", nodeId: ["n1", "nowhere", "n2"][value % 3] ?? "n1", comment: "" },
    { type: "retry", incidentId: ["i1", `i${value % (state.nextId + 2)}`, "toString"][value % 3] ?? "i1" },
    { type: "revoke", comment: "" },
    {
      type: "open",
      ticketId: uuid(901),
      number: 8,
      flowId: ids.flow,
      versionId: ids.version,
      title: "Fee reduction",
      origin: { type: "manual" },
      initiatorId: null,
      variables: {},
    },
  ]
  // A blind revoke by somebody who may would end half of all tickets early.
  const index = kind < 90 ? kind % 16 : 15 + (kind % 3)
  return { by, body: bodies[index] ?? { type: "comment", comment: "?" } }
}
