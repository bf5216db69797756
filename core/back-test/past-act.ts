import type { CommandBody } from "@/core/ticket/command"
import type { Actor, EventBody } from "@/core/ticket/event"
import type { FoldedEvent } from "@/core/ticket/evolve"

const minuteMs = 60_000

/** What somebody did with a todo, as the command they must have sent; `todoId` is the todo's id in the past. */
export type PastAct = { todoId: string; by: Actor; body: CommandBody }

type Reader<Type extends EventBody["type"]> = (
  body: Extract<EventBody, { type: Type }>,
  event: FoldedEvent,
  /** The events of the same step that follow. */
  rest: readonly FoldedEvent[],
) => Omit<PastAct, "by"> | null

/** Which events say that a person (or the system, for want of capacity) did something with a todo. The rest follows from these. */
const readers: { [Type in EventBody["type"]]?: Reader<Type> } = {
  decided: ({ todoId, decision, outcome, comment, fields, choices }, _event, rest) => {
    const sentBack = rest.find(({ body }) => body.type === "returned" && body.todoId === null)?.body
    const toNodeId = sentBack?.type === "returned" ? sentBack.nodeId : undefined
    const body = { type: "decide" as const, todoId, decision, outcome, comment, fields }
    return { todoId, body: { ...body, ...(choices && { choices }), ...(toNodeId !== undefined && { toNodeId }) } }
  },
  transferred: ({ todoId, toId, comment }) => ({ todoId, body: { type: "transfer", todoId, toId, comment } }),
  assigned: ({ todoId, how, toId, comment }) => {
    if (how === "claimed") return { todoId, body: { type: "claim", todoId } }
    if (how === "dispatched") return { todoId, body: { type: "dispatch", todoId } }
    return { todoId, body: { type: "transfer", todoId, toId, comment } }
  },
  queued: ({ todoId, comment }) => ({ todoId, body: { type: "unclaim", todoId, comment } }),
  added: ({ todoId, mode, todos, comment }) => {
    const personIds = todos.flatMap(({ ownerId, assigneeId }) => ownerId ?? assigneeId ?? [])
    const [toId] = personIds
    if (toId === undefined) return null
    if (mode === "delegate") return { todoId, body: { type: "delegate", todoId, toId, comment } }
    return { todoId, body: { type: "addSign", todoId, mode, personIds, comment } }
  },
  removed: ({ todoIds: [todoId = ""] }) => ({ todoId, body: { type: "removeSign", todoId, comment: "" } }),
  retracted: ({ todoId }) => ({ todoId, body: { type: "retract", todoId } }),
  returned: ({ todoId, nodeId, resume, comment }) =>
    todoId === null ? null : { todoId, body: { type: "return", todoId, nodeId, resume, comment } },
  acknowledged: ({ todoId, until }, { at }) => {
    const minutes = Math.min(480, Math.max(5, Math.round((until - at) / minuteMs)))
    return { todoId, body: { type: "acknowledge", todoId, minutes } }
  },
  clockPaused: ({ clockId: todoId, cause, comment }) =>
    cause === "manual" ? { todoId, body: { type: "pause", todoId, comment } } : null,
  clockResumed: ({ clockId: todoId, cause, comment }) =>
    cause === "manual" ? { todoId, body: { type: "resume", todoId, comment } } : null,
}

/** The act an event tells of; null for what follows from rules, timers and other acts. `rest`: later events of its step. Pure. */
export function pastAct(event: FoldedEvent, rest: readonly FoldedEvent[]): PastAct | null {
  const { by, body } = event
  const isOfSystem = by === "system" && body.type === "assigned" && body.how === "dispatched"
  if (!isOfSystem && (by === "system" || by === "timer" || by === "call")) return null
  const read = readers[body.type] as Reader<EventBody["type"]> | undefined
  const act = read?.(body, event, rest)
  return act ? { ...act, by } : null
}
