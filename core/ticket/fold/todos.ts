import { invariant } from "@/core/problem"
import { begin, fire, recount } from "../clock/change"
import type { ClockState, TicketState, Todo } from "../state"
import { isOpenTodo } from "../todo-state"
import { activationOf, after, changeActivation, changeTodo, todoOf, trim, type Body, type Folds } from "./fold"

// What happens to the todos of an activation.

type Dispatched = Body<"dispatched">["todos"][number]

const decisionStates = { approve: "approved", reject: "rejected", done: "done" } as const

export const todoFolds: Folds<
  | "dispatched"
  | "activated"
  | "decided"
  | "cancelled"
  | "transferred"
  | "warned"
  | "breached"
  | "rescheduled"
  | "acknowledged"
  | "added"
  | "removed"
  | "settled"
  | "retracted"
  | "returned"
  | "assigned"
  | "queued"
> = {
  dispatched: (state, { activationId, todos, need, clock }, event) => {
    const given = withTodos(state, activationId, todos, clock, event.at, {})
    const { until: _over, ...activation } = activationOf(given, activationId)
    const next = { ...given, activations: { ...given.activations, [activationId]: { ...activation, need } } }
    // What was passed because it had been approved counts as approved here, for the approval after this one.
    const repeated = todos.filter((todo) => todo.sameAs !== undefined)
    if (repeated.length === 0) return next
    const edition = state.edition ?? 0
    const approvals = repeated.flatMap(({ id, assigneeId }) => {
      return assigneeId === null ? [] : [[assigneeId, { todoId: id, edition }] as const]
    })
    return { ...next, approvals: { ...state.approvals, ...Object.fromEntries(approvals) } }
  },

  added: (state, { todoId, mode, todos, need, clock }, event) => {
    const { activationId } = todoOf(state, todoId)
    const addedBy = event.by
    if (mode === "parallel") {
      return changeActivation(withTodos(state, activationId, todos, clock, event.at, { addedBy }), activationId, {
        need,
      })
    }
    const more = { parentId: todoId, relation: mode, addedBy }
    const added = withTodos(state, activationId, todos, clock, event.at, more)
    return mode === "after" ? added : changeTodo(added, todoId, stop(todoOf(state, todoId), "waiting"))
  },

  removed: (state, { todoIds, need }) => {
    const [first] = todoIds
    return first === undefined ? state : changeActivation(state, todoOf(state, first).activationId, { need })
  },

  activated: (state, { todoId, clock }) => changeTodo(state, todoId, { state: "active", clock: startedClock(clock) }),

  decided: (state, { todoId, decision, fields, pending, choices }, event) => {
    const todo = todoOf(state, todoId)
    const stopped = stop(todo, pending ? "approving" : decisionStates[decision])
    const decided = {
      ...withValues(changeTodo(state, todoId, { ...stopped, decidedBy: event.by }), fields),
      firstDecisionAt: state.firstDecisionAt ?? event.at,
      ...(choices && { choices: { ...state.choices, ...choices } }),
    }
    if (decision !== "approve" || todo.parentId !== undefined) return decided
    // What a rule decides in somebody's name is no approval of theirs.
    if (todo.assigneeId === null || event.by !== todo.assigneeId) return decided
    const approval = { todoId, edition: decided.edition ?? 0 }
    return { ...decided, approvals: { ...state.approvals, [todo.assigneeId]: approval } }
  },

  settled: (state, { todoId, state: settled }) => {
    const todo = todoOf(state, todoId)
    return settled === "active" ? goOn(state, todo) : changeTodo(state, todoId, { ...stop(todo, settled) })
  },

  retracted: (state, { todoId }) => goOn(state, { ...todoOf(state, todoId), decidedBy: null }),

  returned: (state, { todoId }, event) =>
    todoId === null ? state : changeTodo(state, todoId, { state: "returned", clock: null, decidedBy: event.by }),

  cancelled: (state, { todoIds, reason }) => {
    const ended = reason === "inactive" ? "skipped" : "cancelled"
    return todoIds.reduce((next, todoId) => changeTodo(next, todoId, { state: ended, clock: null }), state)
  },

  transferred: (state, { todoId, toId }) => changeTodo(state, todoId, { assigneeId: toId }),

  assigned: (state, { todoId, toId, ownerId }) => {
    const { awaitsCapacity: _awaits, ...todo } = todoOf(state, todoId)
    invariant(todo.assigneeId === null, `${todoId} is not in a queue`)
    const assigned = { ...todo, assigneeId: toId, ownerId: ownerId ?? toId }
    return { ...state, todos: { ...state.todos, [todoId]: assigned } }
  },

  queued: (state, { todoId, queue }) => changeTodo(state, todoId, { assigneeId: null, ownerId: null, queue }),

  warned: (state, { todoId, level, again }) => {
    const { clock } = todoOf(state, todoId)
    invariant(clock, `${todoId} was warned without a clock`)
    return changeTodo(state, todoId, { warnedLevel: level, clock: fire(clock, level, again) })
  },

  acknowledged: (state, { todoId, tiers }) => {
    const { clock } = todoOf(state, todoId)
    invariant(clock, `${todoId} was acknowledged without a clock`)
    return changeTodo(state, todoId, { clock: { ...clock, tiers } })
  },

  breached: (state, { todoId }) => {
    const { clock } = todoOf(state, todoId)
    invariant(clock, `${todoId} breached without a clock`)
    return changeTodo(state, todoId, { clock: { ...clock, breached: true } })
  },

  rescheduled: (state, { todoId, clock }) => {
    const todo = todoOf(state, todoId)
    const before = todo.clock ?? todo.stopped
    invariant(before, `${todoId} was rescheduled without a clock`)
    const after = recount(before, clock)
    return changeTodo(state, todoId, todo.clock ? { clock: after } : { stopped: after })
  },
}

type Added = Pick<Todo, "parentId" | "relation" | "addedBy">

function withTodos(
  state: TicketState,
  activationId: string,
  todos: Dispatched[],
  clock: Body<"dispatched">["clock"],
  at: number,
  more: Added,
): TicketState {
  const { nodeId } = activationOf(state, activationId)
  const added = todos.map(
    ({ id, assigneeId, seat, state: todoState, weight, ownerId, clock: own, ...rest }): [string, Todo] => [
      id,
      trim({
        id,
        activationId,
        nodeId,
        assigneeId,
        ownerId: ownerId ?? assigneeId,
        seat,
        state: todoState,
        createdAt: at,
        clock: todoState === "active" ? startedClock(own ?? clock) : null,
        warnedLevel: 0,
        decidedBy: null,
        parentId: more.parentId,
        relation: more.relation,
        addedBy: more.addedBy,
        weight,
        queue: rest.queue,
        awaitsCapacity: rest.awaitsCapacity,
      }),
    ],
  )
  return {
    ...state,
    nextId: todos.reduce((next, todo) => after(next, todo.id), state.nextId),
    todos: { ...state.todos, ...Object.fromEntries(added) },
  }
}

/** The values with some of them changed; each change is an edition that approvals are given on. */
export function withValues(state: TicketState, fields: Body<"decided">["fields"]): TicketState {
  if (Object.keys(fields).length === 0) return state
  return { ...state, variables: { ...state.variables, ...fields }, edition: (state.edition ?? 0) + 1 }
}

/** A todo that goes no further for now: its clock stands, and is kept for when it goes on. */
function stop(todo: Todo, ended: Todo["state"]): Partial<Todo> {
  return trim({ state: ended, clock: null, stopped: todo.clock ?? todo.stopped })
}

function goOn(state: TicketState, { stopped, ...todo }: Todo): TicketState {
  invariant(isOpenTodo(todo) || todo.state === "approved" || todo.state === "rejected", `${todo.id} cannot go on`)
  return { ...state, todos: { ...state.todos, [todo.id]: { ...todo, state: "active", clock: stopped ?? null } } }
}

function startedClock(clock: Body<"dispatched">["clock"]): ClockState | null {
  return clock && begin(clock)
}
