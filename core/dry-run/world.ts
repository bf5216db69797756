import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Directory } from "@/core/people/directory"
import type { Calendar } from "@/core/sla/policy"

/** What a dry run looks at: the draft, and the organisation as it is. */
export type DryRunWorld = {
  flow: ExecutableFlow
  flowId: string
  flowName: string
  directory: Directory
  /** By id; "default" is the tenant's own. */
  calendars: Record<string, Calendar>
}

/**
 * The organisation with everybody at work: on line, and with nothing else to do. Who happens to be away this minute would
 * make the same run end differently tomorrow. Who has left, and who stands in for whom, stays as it is. Pure.
 */
export function atWork(directory: Directory): Directory {
  const people = directory.people.map((person) => ({ ...person, presence: "online" as const, capacity: null }))
  return { ...directory, people }
}
