import { invariant } from "@/core/problem"
import type { EventBody, EventType, TicketEvent } from "../event"
import type { Activation, TicketState, Todo, Token } from "../state"

/** What folding needs of an event; its place in the hash chain plays no part. */
export type FoldedEvent = Pick<TicketEvent, "seq" | "at" | "by" | "body">

export type Body<T extends EventType> = Extract<EventBody, { type: T }>
export type Fold<T extends EventType> = (state: TicketState, body: Body<T>, event: FoldedEvent) => TicketState
export type Folds<T extends EventType> = { [Type in T]: Fold<Type> }

/** The next free number, once `id` is taken. */
export function after(nextId: number, id: string): number {
  return Math.max(nextId, numberOf(id) + 1)
}

/** Local ids count up inside a ticket, whatever they name: of two, the one that came later has the greater number. */
export const numberOf = (id: string): number => Number(id.slice(1))

export function activationOf(state: TicketState, id: string): Activation {
  const activation = state.activations[id]
  invariant(activation, `there is no activation ${id}`)
  return activation
}

export function todoOf(state: TicketState, id: string): Todo {
  const todo = state.todos[id]
  invariant(todo, `there is no todo ${id}`)
  return todo
}

export function tokenOf(state: TicketState, id: string): Token {
  const token = state.tokens[id]
  invariant(token, `there is no token ${id}`)
  return token
}

export function changeTodo(state: TicketState, id: string, change: Partial<Todo>): TicketState {
  return { ...state, todos: { ...state.todos, [id]: { ...todoOf(state, id), ...change } } }
}

export function changeActivation(state: TicketState, id: string, change: Partial<Activation>): TicketState {
  return {
    ...state,
    activations: { ...state.activations, [id]: { ...activationOf(state, id), ...change } },
  }
}

/** A copy without the members that are undefined: the state has no such members, nor do its canonical bytes. */
export function trim<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
