import { indexDirectory } from "@/core/people/units"
import { phaseOf } from "@/core/sla/clock"
import { createNodeRun } from "../create-node-run"
import { clockFor } from "../dispatch"
import type { EventBody } from "../event"
import { ticketLimits } from "../limits"
import { depthOf, mayBeRemoved, withAdded } from "../options"
import { refuse } from "../refusal"
import type { Todo } from "../state"
import type { Step } from "../step"
import { isOpenTodo } from "../todo-state"
import { activeTodo, authorise, requireMove, todoIn } from "./find-todo"
import type { Handlers } from "./handler"

// People who are asked to sign beside, before or after somebody, or for their opinion; and how what they say comes back.

export const signHandlers: Handlers<"addSign" | "removeSign" | "delegate" | "retract"> = {
  addSign: (step, { todoId, mode, personIds, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "addSign", todo)
    requireMove(step, todo, "addSign")
    const { kind, config } = step.node(todo.nodeId)
    const { signing } = kind
    if (!signing || todo.relation === "delegate") refuse("notAllowedHere")
    if (mode === "parallel") {
      // A vote of one's own is one of the roll's, not of those who sign for somebody.
      if (todo.parentId !== undefined) refuse("notAllowedHere")
    } else {
      if (depthOf(step.state, todo) >= ticketLimits.signDepthMax) refuse("tooDeep")
      const others = childrenOf(step, todo).filter(isOpenTodo)
      if (others.some((child) => child.relation !== mode)) refuse("mixedSigns")
    }
    const people = fresh(step, todo, personIds)
    const run = createNodeRun(step, todo.activationId)
    if (run.todos().length + people.length > ticketLimits.seatsMax) refuse("tooManyPeople")
    const votes = run.seats().reduce((sum, { weight = 1 }) => sum + weight, 0)
    const isParallel = mode === "parallel"
    const turn = signing.isSequence(config) ? "waiting" : "active"
    const states = { before: "active", after: "waiting", parallel: turn } as const
    step.emit({
      type: "added",
      todoId,
      mode,
      todos: newTodos(step, todo, people, states[mode]),
      need: isParallel ? signing.need(config, votes + people.length) : run.activation.need,
      clock: mode === "before" ? remaining(todo) : isParallel ? clockFor(step, kind.sla?.(config) ?? null, todo) : null,
      comment,
    })
    if (isParallel) signing.advance(createNodeRun(step, todo.activationId), config)
  },

  delegate: (step, { todoId, toId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "delegate", todo)
    requireMove(step, todo, "delegate")
    if (depthOf(step.state, todo) >= ticketLimits.signDepthMax) refuse("tooDeep")
    if (childrenOf(step, todo).some(isOpenTodo)) refuse("mixedSigns")
    const people = fresh(step, todo, [toId])
    const { need } = createNodeRun(step, todo.activationId).activation
    const todos = newTodos(step, todo, people, "active")
    step.emit({ type: "added", todoId, mode: "delegate", todos, need, clock: remaining(todo), comment })
  },

  removeSign: (step, { todoId }) => {
    const todo = todoIn(step, todoId, ["active", "waiting"])
    authorise(step, "removeSign", todo)
    if (todo.addedBy === undefined) refuse("notAdded")
    const { activationId, parentId } = todo
    const run = createNodeRun(step, activationId)
    const gone = withAdded(step.state, todo)
    if (gone.some((one) => one.decidedBy !== null)) refuse("notAdded")
    if (!mayBeRemoved(step.state, todo)) refuse("lastSeat")
    const left = run.seats().filter((seat) => seat.id !== todo.id)
    const { kind, config } = step.node(todo.nodeId)
    const votes = left.reduce((sum, { weight = 1 }) => sum + weight, 0)
    const isSeat = parentId === undefined
    const need = isSeat ? (kind.signing?.need(config, votes) ?? run.activation.need) : run.activation.need
    step.cancel(gone, "removed")
    step.emit({ type: "removed", todoIds: gone.map(({ id }) => id), need: Math.max(1, need) })
    if (isSeat) kind.signing?.advance(createNodeRun(step, activationId), config)
    else wakeParent(step, parentId)
  },

  retract: (step, { todoId }) => {
    const todo = todoIn(step, todoId, ["approved", "rejected"])
    authorise(step, "retract", todo)
    const { kind, config } = step.node(todo.nodeId)
    if (todo.parentId !== undefined || !kind.signing?.mayRetract(config)) refuse("notAllowedHere")
    if (step.state.activations[todo.activationId]?.state !== "active") refuse("todoNotActive")
    step.emit({ type: "retracted", todoId })
  },
}

/** Somebody who was added has decided: what that means for those who asked. */
export function settleAdded(step: Step, child: Todo): void {
  const now = step.state.todos[child.id]
  if (!now || now.parentId === undefined) return
  if (now.state === "rejected") rejectRoot(step, now)
  else if (now.state === "approved" || now.state === "done") wakeParent(step, now.parentId)
}

/** Once nobody who was added to it is left to sign, a todo goes on: it is its assignee's turn, or it is approved. */
function wakeParent(step: Step, parentId: string): void {
  const parent = step.state.todos[parentId]
  if (!parent || childrenOf(step, parent).some(isOpenTodo)) return
  if (parent.state === "waiting") step.emit({ type: "settled", todoId: parentId, state: "active" })
  if (parent.state !== "approving") return
  step.emit({ type: "settled", todoId: parentId, state: "approved" })
  if (parent.parentId === undefined) advance(step, parent)
  else wakeParent(step, parent.parentId)
}

/** A rejection goes all the way up: whoever asked first has rejected by it. */
function rejectRoot(step: Step, child: Todo): void {
  let root = child
  while (root.parentId !== undefined) {
    const parent = step.state.todos[root.parentId]
    if (!parent) break
    root = parent
  }
  step.cancel(
    withAdded(step.state, root).filter((todo) => todo.id !== root.id),
    "decided",
  )
  for (let id: string | undefined = child.parentId; id !== undefined; id = step.state.todos[id]?.parentId) {
    step.emit({ type: "settled", todoId: id, state: "rejected" })
  }
  advance(step, root)
}

function advance(step: Step, todo: Todo): void {
  const { kind, config } = step.node(todo.nodeId)
  kind.signing?.advance(createNodeRun(step, todo.activationId), config)
}

function childrenOf({ state }: Step, { id }: Todo): Todo[] {
  return Object.values(state.todos).filter((todo) => todo.parentId === id)
}

/** The people to add, each once; refuses those who have left, and those who have a say in this step already. */
function fresh(step: Step, todo: Todo, personIds: string[]): string[] {
  const index = indexDirectory(step.facts.directory)
  const there = createNodeRun(step, todo.activationId)
    .todos()
    .filter((one) => one.state !== "cancelled")
  const people = [...new Set(personIds)]
  for (const id of people) {
    if (!index.activePerson(id)) refuse("personUnknown", undefined, "personIds")
    if (there.some((one) => one.assigneeId === id)) refuse("alreadySigner", undefined, "personIds")
  }
  return people
}

type NewTodo = Extract<EventBody, { type: "added" }>["todos"][number]

function newTodos(step: Step, todo: Todo, personIds: string[], state: NewTodo["state"]): NewTodo[] {
  const reason = { en: "added by a signer", zh: "加签" }
  return personIds.map((assigneeId, index) => ({
    id: step.nextId("d", index),
    assigneeId,
    seat: todo.seat,
    state,
    reason,
  }))
}

/** What is left of a todo's time, for whoever acts before its assignee does. Nothing runs while that is paused. */
function remaining({ clock }: Todo): Extract<EventBody, { type: "added" }>["clock"] {
  if (!clock || clock.dueAt === null || phaseOf(clock) !== "running") return null
  const { targetMin, startedAt, dueAt, tiers, since, elapsedMs } = clock
  return { targetMin, startedAt, dueAt, tiers, ...(since !== undefined && { since, elapsedMs: elapsedMs ?? 0 }) }
}
