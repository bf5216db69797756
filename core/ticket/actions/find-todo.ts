import type { TodoMove } from "@/core/flow/node-kind"
import { refuse } from "../refusal"
import type { Todo } from "../state"
import type { Step } from "../step"
import { isRelated, type TicketAction } from "../who-may"

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
  const administratorIds = step.administrators()
  const standing = { state: step.state, directory: step.facts.directory, administratorIds, todo, at: step.at }
  if (!isRelated(action, step.command.by, standing)) refuse("forbidden")
}

/** Refuses a move that the node's author has not allowed. */
export function requireMove(step: Step, todo: Todo, move: TodoMove): void {
  const { kind, config } = step.node(todo.nodeId)
  if (!kind.moves?.(config).includes(move)) refuse("notAllowedHere")
}
