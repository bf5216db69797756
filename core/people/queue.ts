import type { Text } from "@/core/text"
import { roleSchema, type Directory } from "./directory"
import { roleTitles } from "./role-title"
import type { PeopleRule } from "./rule"
import { substituteOf } from "./substitute"
import { indexDirectory, withSubunits } from "./units"

// A group queue: todos that nobody has been given yet, and whoever belongs to the group may claim. Its key is stored with
// the todo and is all an inbox asks for: "role:agent", "unit:<id>", "units:<id>" (with everything below), "skill:<id>".

/** Rules that name a group. Only their todos can wait in a queue; of anybody else nobody could say who may claim. */
export const groupRuleTypes = ["role", "unit", "skillGroup"] as const

/** The queue that a rule's todos wait in; null for rules that name no group. Who is on line plays no part. Pure. */
export function queueOf(rule: PeopleRule): string | null {
  if (rule.type === "role") return `role:${rule.role}`
  if (rule.type === "unit") return `${rule.includeSubunits ? "units" : "unit"}:${rule.unitId}`
  return rule.type === "skillGroup" ? `skill:${rule.skillGroupId}` : null
}

/** The same people, whether they are on line or not: whoever comes on line later claims what waits. */
export function everyMember(rule: PeopleRule): PeopleRule {
  return rule.type === "skillGroup" ? { ...rule, onlineOnly: false } : rule
}

/**
 * Every queue somebody may claim from at an instant: of their role, their unit and those above it, their skill groups, and
 * of everybody they stand in for. Nothing for those who have left. Pure.
 */
export function queuesOf(directory: Directory, personId: string, at: number): string[] {
  const index = indexDirectory(directory)
  if (!index.activePerson(personId)) return []
  const away = (directory.substitutes ?? []).map((one) => one.personId)
  const meant = [personId, ...away.filter((id) => substituteOf(directory, id, at) === personId)]
  return [...new Set(meant.flatMap((id) => ownQueues(directory, id)))]
}

function ownQueues(directory: Directory, personId: string): string[] {
  const index = indexDirectory(directory)
  const person = index.activePerson(personId)
  if (!person) return []
  const above = new Set<string>()
  for (let unit = index.unit(person.unitId); unit && !above.has(unit.id); unit = index.unit(unit.parentId)) {
    above.add(unit.id)
  }
  return [
    ...person.roles.map((role) => `role:${role}`),
    ...(person.unitId === null ? [] : [`unit:${person.unitId}`]),
    ...[...above].map((id) => `units:${id}`),
    ...person.skillGroupIds.map((id) => `skill:${id}`),
  ]
}

/** The active members of a queue's group, by id. Pure. */
export function queueMembers(directory: Directory, queue: string): string[] {
  const [kind, id = ""] = queue.split(":")
  const units = kind === "units" ? withSubunits(directory, id) : new Set([id])
  return directory.people
    .filter((person) => {
      if (!person.active) return false
      if (kind === "role") return person.roles.some((role) => role === id)
      if (kind === "skill") return person.skillGroupIds.includes(id)
      return person.unitId !== null && units.has(person.unitId)
    })
    .map((person) => person.id)
    .sort()
}

/** The unit whose hours and heads count for what waits in a queue; null for queues of roles and skill groups. */
export function queueUnit(queue: string): string | null {
  const [kind, id = null] = queue.split(":")
  return kind === "unit" || kind === "units" ? id : null
}

/** What a queue is called. */
export function queueTitle(directory: Directory, queue: string): Text {
  const [kind, id = ""] = queue.split(":")
  const role = roleSchema.safeParse(id)
  if (kind === "role" && role.success) return roleTitles[role.data]
  const name =
    kind === "skill"
      ? directory.skillGroups.find((group) => group.id === id)?.name
      : indexDirectory(directory).unit(id)?.name
  return name === undefined ? { en: "A group that is gone", zh: "已删除的组" } : { en: name, zh: name }
}
