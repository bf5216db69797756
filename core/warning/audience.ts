import type { Directory } from "@/core/people/directory"
import { queueUnit } from "@/core/people/queue"
import { administratorsOf, headsAbove, indexDirectory } from "@/core/people/units"
import type { Audience } from "./tier"

export type AudienceContext = {
  directory: Directory
  administratorIds: string[]
  homeUnitId: string | null
  /** Everybody the step's people rule names now. */
  group: () => string[]
}

/** What of a todo says whom a warning concerns. */
export type Warned = { assigneeId: string | null; queue?: string | undefined }

/**
 * The active people a warning about a todo goes to, each once. Supervisors are those of the assignee, not of whoever
 * opened the ticket; while nobody has it, its group stands for the assignee, and the heads are those of the group's unit,
 * of the flow's, or of the members'. A warning that would reach nobody goes to those who answer for the flow. Pure.
 */
export function resolveAudience(audience: Audience[], todo: Warned, context: AudienceContext): string[] {
  const index = indexDirectory(context.directory)
  const named = audience.flatMap((part) => audiences[part.type](part as never, todo, context))
  const reached = [...new Set(named)].filter((id) => index.activePerson(id))
  return reached.length > 0 ? reached : administratorsOf(context.directory, context.administratorIds)
}

type Part<T extends Audience["type"]> = Extract<Audience, { type: T }>

const audiences: {
  [T in Audience["type"]]: (part: Part<T>, todo: Warned, context: AudienceContext) => string[]
} = {
  assignee: (_, { assigneeId }, { group }) => (assigneeId === null ? group() : [assigneeId]),
  supervisor: ({ level }, { assigneeId, queue }, { directory, homeUnitId, group }) => {
    if (assigneeId === null) {
      const unitId = (queue === undefined ? null : queueUnit(queue)) ?? homeUnitId
      const index = indexDirectory(directory)
      const unitIds = unitId === null ? group().map((id) => index.person(id)?.unitId ?? null) : [unitId]
      return [...new Set(unitIds)].flatMap((id) => headsAbove(directory, id, null)[level - 1]?.personId ?? [])
    }
    const unitId = indexDirectory(directory).person(assigneeId)?.unitId ?? homeUnitId
    const head = headsAbove(directory, unitId, assigneeId)[level - 1]
    return head ? [head.personId] : []
  },
  flowAdministrator: (_, _todo, { directory, administratorIds }) => administratorsOf(directory, administratorIds),
  named: ({ personIds }) => personIds,
  group: (_, _todo, { group }) => group(),
}
