import { indexDirectory } from "@/core/people/units"
import { putInQueue } from "../hand-to"
import { meant } from "../meant"
import { claimFault } from "../options"
import { refuse } from "../refusal"
import { pick } from "../seats"
import type { Step } from "../step"
import { isOpenTodo } from "../todo-state"
import { activeTodo, authorise, findTodo } from "./find-todo"
import type { Handlers } from "./handler"

// Work that waits in a group's queue: taken by a member, put back, given out once there is room again.

export const queueHandlers: Handlers<"claim" | "unclaim" | "dispatch"> = {
  claim: (step, { todoId }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "claim", todo)
    const { by } = step.command
    if (todo.assigneeId === by) refuse("sameAssignee")
    if (todo.assigneeId !== null) refuseTaken(step, todo.assigneeId)
    const fault = claimFault(step, todo, by)
    if (fault) refuse(fault)
    step.emit({ type: "assigned", todoId, toId: by, how: "claimed", comment: "" })
  },

  unclaim: (step, { todoId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "unclaim", todo)
    const { queue, assigneeId } = todo
    if (queue === undefined || assigneeId === null) refuse("notQueued")
    // Those who were asked to sign after somebody sign after that one.
    const children = Object.values(step.state.todos).filter((one) => one.parentId === todoId)
    if (children.some(isOpenTodo)) refuse("notAllowedHere")
    putInQueue(step, todo, queue, comment)
  },

  dispatch: (step, { todoId }) => {
    if (step.command.by !== "system") refuse("forbidden")
    const todo = findTodo(step, todoId)
    if (todo?.state !== "active" || todo.assigneeId !== null || !todo.awaitsCapacity) return
    const { kind, config } = step.node(todo.nodeId)
    const rule = kind.people?.(config)
    if (!rule) return
    const { people } = meant(step, todo.nodeId, rule)
    const free = people.filter(({ personId }) => claimFault(step, todo, personId) === null)
    const chosen = pick(step, todo.nodeId, rule.distribution, free)
    if (!chosen) return
    const { personId: toId, reason, ownerId } = chosen
    const more = { reason, ...(ownerId !== undefined && { ownerId }) }
    step.emit({ type: "assigned", todoId, toId, how: "dispatched", comment: "", ...more })
  },
}

function refuseTaken(step: Step, assigneeId: string): never {
  const name = indexDirectory(step.facts.directory).person(assigneeId)?.name
  if (name === undefined) refuse("claimedBefore")
  refuse("claimedBefore", {
    en: `${name} has claimed it already.`,
    zh: `该待办已被${name}认领。`,
  })
}
