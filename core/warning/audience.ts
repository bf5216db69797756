import type { Directory } from "@/core/people/directory"
import { queueUnit } from "@/core/people/queue"
import { administratorsOf, headsAbove, indexDirectory } from "@/core/people/units"
import type { Audience } from "./tier"

export type AudienceContext = {
  directory: Directory
  administratorIds: string[]
  homeUnitId: string | null
}

/** What of a todo says whom a warning concerns. `group`: everybody its step's people rule, or its queue, names now. */
export type Warned = { assigneeId: string | null; queue?: string | undefined; group: () => string[] }

const nobody: Warned = { assigneeId: null, group: () => [] }

/**
 * The active people a warning goes to, each once. `work`: the todos it is about, or what is being done on the ticket or step
 * it is about. Supervisors are those of the assignee, not of whoever opened the ticket; while nobody has a todo, its group
 * stands for the assignee, and the heads are those of the group's unit, of the flow's, or of the members'. Without any work
 * they are those of the flow's home unit. A warning that would reach nobody goes to those who answer for the flow. Pure.
 */
export function resolveAudience(audience: Audience[], work: Warned[], context: AudienceContext): string[] {
  const index = indexDirectory(context.directory)
  const named = audience.flatMap((part) => audiences[part.type](part as never, work, context))
  const reached = [...new Set(named)].filter((id) => index.activePerson(id))
  return reached.length > 0 ? reached : administratorsOf(context.directory, context.administratorIds)
}

type Part<T extends Audience["type"]> = Extract<Audience, { type: T }>

const audiences: {
  [T in Audience["type"]]: (part: Part<T>, work: Warned[], context: AudienceContext) => string[]
} = {
  assignee: (_, work) => work.flatMap(({ assigneeId, group }) => (assigneeId === null ? group() : [assigneeId])),
  supervisor: ({ level }, work, context) => {
    const heads = work.length > 0 ? work : [nobody]
    return heads.flatMap((warned) => headsOf(warned, context).flatMap((chain) => chain[level - 1]?.personId ?? []))
  },
  flowAdministrator: (_, _work, { directory, administratorIds }) => administratorsOf(directory, administratorIds),
  named: ({ personIds }) => personIds,
  group: (_, work) => work.flatMap(({ group }) => group()),
}

/** The heads above a todo, nearest first: one chain, or one for each unit of a group that has none of its own. */
function headsOf({ assigneeId, queue, group }: Warned, { directory, homeUnitId }: AudienceContext) {
  const { person } = indexDirectory(directory)
  if (assigneeId !== null) return [headsAbove(directory, person(assigneeId)?.unitId ?? homeUnitId, assigneeId)]
  const unitId = (queue === undefined ? null : queueUnit(queue)) ?? homeUnitId
  const unitIds = unitId === null ? group().map((id) => person(id)?.unitId ?? null) : [unitId]
  return [...new Set(unitIds)].map((id) => headsAbove(directory, id, null))
}
