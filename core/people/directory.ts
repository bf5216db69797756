import * as z from "zod"

export const roleSchema = z.enum(["owner", "designer", "supervisor", "agent", "auditor"])
export type Role = z.infer<typeof roleSchema>

export const presenceSchema = z.enum(["online", "busy", "away"])
export type Presence = z.infer<typeof presenceSchema>

/** A member of the tenant as the engine sees them. Ids are UUIDs. */
export type DirectoryPerson = {
  id: string
  name: string
  email: string
  active: boolean
  roles: Role[]
  unitId: string | null
  presence: Presence
  skillGroupIds: string[]
  /** Open todos at once that may be given to this person; absent or null: any number. What they take themselves is extra. */
  capacity?: number | null
  /** Up to which amount this person may approve, in the unit of the flow's fields; absent or null: none. */
  approvalLimit?: number | null
}

export type DirectoryUnit = {
  id: string
  name: string
  parentId: string | null
  headId: string | null
  /** Its business calendar; null = that of the unit above. */
  calendarId: string | null
}
export type DirectorySkillGroup = { id: string; key: string; name: string }

/** Somebody who stands in for somebody else, from an instant on and until another (null: for good). */
export type Substitute = { personId: string; toId: string; from: number; until: number | null }

/**
 * Everything the people rules need, read by the shell just before a decision. What a rule made of it is recorded in the
 * `dispatched` event, so a replay never needs the directory again.
 */
export type Directory = {
  people: DirectoryPerson[]
  units: DirectoryUnit[]
  skillGroups: DirectorySkillGroup[]
  /** At most one at a time for each person. */
  substitutes?: Substitute[]
}
