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
 * The active people a warning about `assigneeId`'s todo goes to, each once. Supervisors are those of the assignee, not of
 * whoever opened the ticket. A warning that would reach nobody goes to those who answer for the flow. Pure.
 */
export function resolveAudience(audience: Audience[], assigneeId: string, context: AudienceContext): string[] {
  const index = indexDirectory(context.directory)
  const named = audience.flatMap((part) => audiences[part.type](part as never, assigneeId, context))
  const reached = [...new Set(named)].filter((id) => index.activePerson(id))
  return reached.length > 0 ? reached : administratorsOf(context.directory, context.administratorIds)
}

type Part<T extends Audience["type"]> = Extract<Audience, { type: T }>

const audiences: {
  [T in Audience["type"]]: (part: Part<T>, assigneeId: string, context: AudienceContext) => string[]
} = {
  assignee: (_, assigneeId) => [assigneeId],
  supervisor: ({ level }, assigneeId, { directory, homeUnitId }) => {
    const unitId = indexDirectory(directory).person(assigneeId)?.unitId ?? homeUnitId
    const head = headsAbove(directory, unitId, assigneeId)[level - 1]
    return head ? [head.personId] : []
  },
  flowAdministrator: (_, _assigneeId, { directory, administratorIds }) => administratorsOf(directory, administratorIds),
  named: ({ personIds }) => personIds,
  group: (_, _assigneeId, { group }) => group(),
}
