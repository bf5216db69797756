import { invariant } from "@/core/problem"
import { begin, end, fire, pause, recount, resume } from "../clock/change"
import type { ClockState, TicketState } from "../state"
import { activationOf, changeActivation, changeTodo, todoOf, type Folds } from "./fold"

// A clock's life, whatever it measures: a todo, a visit of a node, the ticket.

export const clockFolds: Folds<
  | "clockStarted"
  | "clockPaused"
  | "clockResumed"
  | "clockEnded"
  | "clockReset"
  | "clockWarned"
  | "clockBreached"
  | "clockRescheduled"
> = {
  clockStarted: (state, { clockId, clock }) => withClock(state, clockId, begin(clock, clockAt(state, clockId))),

  clockPaused: (state, body, { at }) => changed(state, body.clockId, (clock) => pause(clock, at, body)),

  clockResumed: (state, body, { at }) => changed(state, body.clockId, (clock) => resume(clock, at, body)),

  clockEnded: (state, body, { at }) => changed(state, body.clockId, (clock) => end(clock, at, body)),

  clockReset: (state, { clockId, clock }) => {
    const reset = changed(state, clockId, (before) => begin(clock, before))
    // Its tiers start over.
    return isTodo(clockId) ? changeTodo(reset, clockId, { warnedLevel: 0 }) : reset
  },

  clockWarned: (state, { clockId, level, again }) => changed(state, clockId, (clock) => fire(clock, level, again)),

  clockBreached: (state, { clockId }) => changed(state, clockId, (clock) => ({ ...clock, breached: true })),

  clockRescheduled: (state, { clockId, clock }) => changed(state, clockId, (before) => recount(before, clock)),
}

const isTodo = (clockId: string): boolean => clockId.startsWith("d")
const isVisit = (clockId: string): boolean => clockId.startsWith("a")

/** The clock of that id; null when there is none. */
export function clockAt(state: TicketState, clockId: string): ClockState | null {
  const todo = Object.hasOwn(state.todos, clockId) ? state.todos[clockId] : undefined
  const activation = Object.hasOwn(state.activations, clockId) ? state.activations[clockId] : undefined
  const own = state.clocks && Object.hasOwn(state.clocks, clockId) ? state.clocks[clockId] : undefined
  return todo?.clock ?? activation?.clock ?? own ?? null
}

function withClock(state: TicketState, clockId: string, clock: ClockState): TicketState {
  if (isTodo(clockId)) return changeTodo(state, todoOf(state, clockId).id, { clock })
  if (isVisit(clockId)) return changeActivation(state, activationOf(state, clockId).id, { clock })
  return { ...state, clocks: { ...state.clocks, [clockId]: clock } }
}

function changed(state: TicketState, clockId: string, change: (clock: ClockState) => ClockState): TicketState {
  const clock = clockAt(state, clockId)
  invariant(clock, `there is no clock ${clockId}`)
  return withClock(state, clockId, change(clock))
}
