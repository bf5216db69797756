import { queueMembers, queuesOf } from "@/core/people/queue"
import type { CommandBody } from "@/core/ticket/command"
import type { Actor, Origin } from "@/core/ticket/event"
import type { Activation, TicketState, Todo } from "@/core/ticket/state"
import type { Move } from "./move"
import { passTime } from "./pass-time"
import { refusalProblem } from "./refusal"
import { childNumber, send } from "./send"
import { madeUp, Refused, type Run } from "./run"
import type { DryRunWorld } from "./world"

/** The run after one more move. Throws Refused. Pure: `run` is untouched, and the same arguments give the same bytes. */
export function takeMove(world: DryRunWorld, run: Run, move: Move): Run {
  if (move.type === "open") return open(world, run, move)
  const { state } = run
  if (!state) throw new Refused([refusalProblem("notOpened")])
  if (state.status === "closed") throw new Refused([refusalProblem("ticketClosed")])
  if (move.type === "wait") return passTime(world, run, move.minutes)
  const { by, body } = commandOf(world, state, run, move)
  return send(world, run, by, body)
}

type MoveOf<T extends Move["type"]> = Extract<Move, { type: T }>

function open(world: DryRunWorld, run: Run, { by, call, fields, choices }: MoveOf<"open">): Run {
  const origin: Origin = call
    ? {
        type: "call",
        callId: madeUp.callId,
        caller: call.caller,
        dialled: call.dialled,
        intent: call.intent,
        ivrPath: call.ivrPath,
        customerId: null,
        ruleId: madeUp.ruleId,
        ruleName: "",
        matched: [],
      }
    : { type: "manual" }
  const body: CommandBody = {
    type: "open",
    ticketId: madeUp.ticketId,
    number: 1,
    flowId: world.flowId,
    versionId: madeUp.versionId,
    // What a ticket is called before its flow gives it a name (server/ticket/open).
    title: call ? `${world.flowName} ${call.caller}`.trim() : world.flowName,
    origin,
    initiatorId: call ? null : by,
    variables: fields,
    ...(choices && { choices }),
  }
  const callAgents: Run["callAgents"] = call ? { [madeUp.callId]: call.agentId } : {}
  return send(world, { ...run, callAgents }, call ? "call" : (by ?? "system"), body)
}

type Sent = { by: Actor; body: CommandBody }
type Acting = Exclude<Move, { type: "open" | "wait" }>

function commandOf(world: DryRunWorld, state: TicketState, run: Run, move: Acting): Sent {
  switch (move.type) {
    case "claim": {
      const todo = Object.values(state.todos).find((one) => isAt(one, move.nodeId) && one.assigneeId === null)
      if (!todo) throw new Refused([refusalProblem("notQueuedThere")])
      // Somebody of the group, should the one who claimed it have left since.
      const queue = todo.queue ?? ""
      const mayClaim = queuesOf(world.directory, move.personId, run.at).includes(queue)
      const by = mayClaim ? move.personId : (queueMembers(world.directory, queue)[0] ?? move.personId)
      return { by, body: { type: "claim", todoId: todo.id } }
    }
    case "answer": {
      const { request } = asking(state, move.nodeId)
      const answer =
        move.status === null
          ? { type: "failed" as const, attempts: 1, detail: unreachable }
          : { type: "http" as const, attempts: 1, status: move.status, body: move.body }
      return { by: "system", body: { type: "answer", requestId: request.id, answer } }
    }
    case "ended": {
      const { request } = asking(state, move.nodeId)
      const [index] = request.left ?? []
      const seq = run.events.find(({ body }) => body.type === "asked" && body.requestId === request.id)?.seq
      if (index === undefined || seq === undefined) throw new Refused([refusalProblem("nothingAsked")])
      const { resolution, fields: variables } = move
      const ended = { ticketId: madeUp.childId(seq, index), number: childNumber(seq, index) }
      const answer = { type: "ticket" as const, index, ...ended, resolution, variables }
      return { by: "system", body: { type: "answer", requestId: request.id, answer } }
    }
    case "retry": {
      const incident = Object.values(state.incidents).find(
        ({ activationId }) => state.activations[activationId]?.nodeId === move.nodeId,
      )
      if (!incident) throw new Refused([refusalProblem("noIncidentThere")])
      return { by: move.personId, body: { type: "retry", incidentId: incident.id } }
    }
    case "decide":
    case "transfer":
    case "delegate":
    case "addSign":
    case "return":
      return todoCommand(state, move)
  }
}

function todoCommand(
  state: TicketState,
  move: Exclude<Acting, { type: "claim" | "answer" | "ended" | "retry" }>,
): Sent {
  const todo = todoOf(state, move.nodeId, move.personId)
  const { nodeId: _node, personId: _person, ...rest } = move
  const by = todo.assigneeId ?? move.personId
  if (rest.type !== "return") return { by, body: { ...rest, todoId: todo.id } }
  const { toNodeId, ...back } = rest
  return { by, body: { ...back, todoId: todo.id, nodeId: toNodeId } }
}

const isAt = (todo: Todo, nodeId: string) => todo.nodeId === nodeId && todo.state === "active"

/** Theirs; or, should nobody have asked this person, the first one there: the seats are what a flow is about. */
function todoOf(state: TicketState, nodeId: string, personId: string): Todo {
  const there = Object.values(state.todos).filter((todo) => isAt(todo, nodeId) && todo.assigneeId !== null)
  const todo = there.find(({ assigneeId }) => assigneeId === personId) ?? there.toSorted((a, b) => a.seat - b.seat)[0]
  if (!todo) throw new Refused([refusalProblem("noTodoThere")])
  return todo
}

function asking(state: TicketState, nodeId: string): { request: NonNullable<Activation["request"]> } {
  const activation = Object.values(state.activations).find(
    (one) => one.nodeId === nodeId && one.state === "active" && one.request !== undefined,
  )
  if (!activation?.request) throw new Refused([refusalProblem("nothingAsked")])
  return { request: activation.request }
}

const unreachable = { en: "The service could not be reached.", zh: "服务无法访问。" }
