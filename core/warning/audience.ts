import type { Directory } from "@/core/people/directory"
import { administratorsOf, headsAbove, indexDirectory } from "@/core/people/units"
import type { Audience } from "./tier"

export type AudienceContext = {
  directory: Directory
  administratorIds: string[]
  homeUnitId: string | null
  /** Everybody the step's people rule names now. */
  group: () => string[]
}

/**
 * The active people a warning goes to, each once. `assigneeIds`: who has the todo it is about, or the work of the ticket or
 * step it is about. Supervisors are theirs, not those of whoever opened the ticket; without anybody, those of the flow's
 * home unit. A warning that would reach nobody goes to those who answer for the flow. Pure.
 */
export function resolveAudience(audience: Audience[], assigneeIds: string[], context: AudienceContext): string[] {
  const index = indexDirectory(context.directory)
  const named = audience.flatMap((part) => audiences[part.type](part as never, assigneeIds, context))
  const reached = [...new Set(named)].filter((id) => index.activePerson(id))
  return reached.length > 0 ? reached : administratorsOf(context.directory, context.administratorIds)
}

type Part<T extends Audience["type"]> = Extract<Audience, { type: T }>

const audiences: {
  [T in Audience["type"]]: (part: Part<T>, assigneeIds: string[], context: AudienceContext) => string[]
} = {
  assignee: (_, assigneeIds) => assigneeIds,
  supervisor: ({ level }, assigneeIds, { directory, homeUnitId }) => {
    const people = assigneeIds.length > 0 ? assigneeIds : [""]
    return people.flatMap((assigneeId) => {
      const unitId = indexDirectory(directory).person(assigneeId)?.unitId ?? homeUnitId
      const head = headsAbove(directory, unitId, assigneeId)[level - 1]
      return head ? [head.personId] : []
    })
  },
  flowAdministrator: (_, _assigneeIds, { directory, administratorIds }) => {
    return administratorsOf(directory, administratorIds)
  },
  named: ({ personIds }) => personIds,
  group: (_, _assigneeIds, { group }) => group(),
}
