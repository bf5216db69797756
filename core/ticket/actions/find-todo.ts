import type { TodoMove } from "@/core/flow/node-kind"
import { refuse } from "../refusal"
import type { Todo } from "../state"
import type { Step } from "../step"
import { isRelated, type Standing, type TicketAction } from "../who-may"

/** Ids come from outside: "constructor" is no todo. */
export function findTodo({ state: { todos } }: Step, todoId: string): Todo | undefined {
  return Object.hasOwn(todos, todoId) ? todos[todoId] : undefined
}

/** The todo, if it stands in one of these states; else the step is refused. */
export function todoIn(step: Step, todoId: string, states: Todo["state"][]): Todo {
  const todo = findTodo(step, todoId)
  if (todo && states.includes(todo.state)) return todo
  // Finished todos leave the state; what is below the next free number has been there.
  const known = todo !== undefined || (/^d[1-9][0-9]*$/.test(todoId) && Number(todoId.slice(1)) < step.state.nextId)
  refuse(known ? "todoNotActive" : "todoNotFound")
}

export const activeTodo = (step: Step, todoId: string): Todo => todoIn(step, todoId, ["active"])

/** Refuses a step of somebody to whom the action is not open. */
export function authorise(step: Step, action: TicketAction, todo?: Todo): void {
  if (!isRelated(action, step.command.by, standingOf(step, todo))) refuse("forbidden")
}

/** It was open to them until somebody decided something. */
export function hasLapsed(step: Step, action: TicketAction): boolean {
  const { by } = step.command
  const standing = standingOf(step)
  return !isRelated(action, by, standing) && isRelated(action, by, { ...standing, initiatorRevokes: undefined })
}

const standingOf = (step: Step, todo?: Todo): Standing => ({
  state: step.state,
  directory: step.facts.directory,
  administratorIds: step.administrators(),
  initiatorRevokes: step.flow.settings.initiatorRevokes,
  todo,
  at: step.at,
})

/** Refuses a move that the node's author has not allowed. */
export function requireMove(step: Step, todo: Todo, move: TodoMove): void {
  const { kind, config } = step.node(todo.nodeId)
  if (!kind.moves?.(config).includes(move)) refuse("notAllowedHere")
}
