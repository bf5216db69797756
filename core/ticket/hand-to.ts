import { toldOf } from "./seats"
import type { Todo } from "./state"
import type { Step } from "./step"

/** Somebody else gets a todo, out of a queue or out of other hands. */
export function handTo(step: Step, todo: Todo, toId: string, comment: string): void {
  const { id: todoId, assigneeId: fromId } = todo
  if (fromId === null) step.emit({ type: "assigned", todoId, toId, how: "given", comment })
  else step.emit({ type: "transferred", todoId, fromId, toId, comment })
}

/** The todo of somebody goes to a queue; everything else about it stays, its clock too. */
export function putInQueue(step: Step, todo: Todo, queue: string, comment: string): void {
  const { id: todoId, assigneeId: fromId } = todo
  if (fromId === null) return
  const personIds = toldOf(step.facts.directory, queue).filter((id) => id !== fromId)
  step.emit({ type: "queued", todoId, fromId, queue, comment, personIds })
}
