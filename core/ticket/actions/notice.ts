import { indexDirectory } from "@/core/people/units"
import { ticketLimits } from "../limits"
import { toldOf } from "../seats"
import { refuse } from "../refusal"
import { authorise } from "./find-todo"
import type { Handlers } from "./handler"

// What people say to each other beside the work.

const minuteMs = 60_000

export const noticeHandlers: Handlers<"comment" | "urge" | "copy"> = {
  comment: (step, { comment }) => {
    authorise(step, "comment")
    step.emit({ type: "commented", comment })
  },

  urge: (step, { comment }) => {
    authorise(step, "urge")
    const { urgedAt, todos } = step.state
    if (urgedAt !== undefined && step.at < urgedAt + ticketLimits.urgePauseMin * minuteMs) refuse("urgedLately")
    const active = Object.values(todos).filter((todo) => todo.state === "active")
    const { directory } = step.facts
    const holders = active.flatMap(({ assigneeId, queue }) => {
      return assigneeId === null ? (queue === undefined ? [] : toldOf(directory, queue)) : [assigneeId]
    })
    if (active.length === 0) refuse("nobodyToUrge")
    step.emit({ type: "urged", personIds: [...new Set(holders)], comment })
  },

  copy: (step, { personIds, comment }) => {
    authorise(step, "copy")
    const index = indexDirectory(step.facts.directory)
    const people = [...new Set(personIds)]
    if (!people.every((id) => index.activePerson(id))) refuse("personUnknown", undefined, "personIds")
    step.emit({ type: "copied", activationId: null, personIds: people, comment })
  },
}
