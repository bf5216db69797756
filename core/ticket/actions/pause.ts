import { holderOf } from "../clock/holder"
import { mayPause, mayResume } from "../clock/may-pause"
import { pauseHolder, resumeHolder } from "../clock/move-clock"
import { refuse } from "../refusal"
import type { Step } from "../step"
import { activeTodo, authorise } from "./find-todo"
import type { Handlers } from "./handler"

// Time that does not count, because the work waits for somebody outside.

export const pauseHandlers: Handlers<"pause" | "resume"> = {
  pause: (step, { todoId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "pause", todo)
    if (!mayPause(step.flow, todo)) refuse("nothingToPause")
    if (comment.trim() === "") refuse("commentMissing", undefined, "comment")
    const { holder, clock } = clockOf(step, todoId)
    pauseHolder(step, holder, clock, { cause: "manual", comment })
  },

  resume: (step, { todoId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "resume", todo)
    if (!mayResume(todo)) refuse("nothingToResume")
    const { holder, clock } = clockOf(step, todoId)
    resumeHolder(step, holder, clock, { cause: "manual", comment })
  },
}

function clockOf(step: Step, todoId: string) {
  const holder = holderOf(step, todoId)
  if (!holder?.clock) refuse("nothingToPause")
  return { holder, clock: holder.clock }
}
