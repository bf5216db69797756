import type { Directory, DirectoryPerson, DirectoryUnit } from "./directory"

/** A directory with its people and units by id. */
export type DirectoryIndex = {
  person(id: string | null): DirectoryPerson | undefined
  /** As `person`, but nobody who has left. */
  activePerson(id: string | null): DirectoryPerson | undefined
  unit(id: string | null): DirectoryUnit | undefined
}

// Remembered by directory: several rules are resolved over the same one within a step. A directory is never changed in
// place; the shell reads a new one.
const indexes = new WeakMap<Directory, DirectoryIndex>()

export function indexDirectory(directory: Directory): DirectoryIndex {
  const found = indexes.get(directory)
  if (found) return found
  const people = new Map(directory.people.map((person) => [person.id, person]))
  const units = new Map(directory.units.map((unit) => [unit.id, unit]))
  const person = (id: string | null) => (id === null ? undefined : people.get(id))
  const index: DirectoryIndex = {
    person,
    activePerson: (id) => {
      const candidate = person(id)
      return candidate?.active ? candidate : undefined
    },
    unit: (id) => (id === null ? undefined : units.get(id)),
  }
  indexes.set(directory, index)
  return index
}

export type Head = { personId: string; unit: DirectoryUnit }

/**
 * The heads above somebody: from `unitId` upwards, level 1 first. Units without an active head are passed over, nobody
 * counts twice, and a person is never their own superior. Units that run in a circle end the walk. Pure.
 */
export function headsAbove(directory: Directory, unitId: string | null, personId: string | null): Head[] {
  const index = indexDirectory(directory)
  const heads: Head[] = []
  const seen = new Set<string>()
  for (let unit = index.unit(unitId); unit && !seen.has(unit.id); unit = index.unit(unit.parentId)) {
    seen.add(unit.id)
    const head = index.activePerson(unit.headId)
    if (head && head.id !== personId && !heads.some((above) => above.personId === head.id)) {
      heads.push({ personId: head.id, unit })
    }
  }
  return heads
}

/**
 * The business calendar of a unit: its own, or that of the nearest unit above that has one; null when none has. Units that
 * run in a circle end the walk. Pure.
 */
export function calendarOfUnit(directory: Directory, unitId: string | null): string | null {
  const index = indexDirectory(directory)
  const seen = new Set<string>()
  for (let unit = index.unit(unitId); unit && !seen.has(unit.id); unit = index.unit(unit.parentId)) {
    if (unit.calendarId !== null) return unit.calendarId
    seen.add(unit.id)
  }
  return null
}

/** A unit and everything below it. */
export function withSubunits(directory: Directory, unitId: string): Set<string> {
  const children = new Map<string | null, string[]>()
  for (const { id, parentId } of directory.units) children.set(parentId, [...(children.get(parentId) ?? []), id])
  const found = new Set([unitId])
  // A set visits what is added while it is walked, each once; so units in a circle end it too.
  for (const id of found) for (const childId of children.get(id) ?? []) found.add(childId)
  return found
}

/** Who answers for a flow: its active administrators, or the tenant's owners when it has none. In a stable order. */
export function administratorsOf(directory: Directory, administratorIds: string[]): string[] {
  const index = indexDirectory(directory)
  const named = administratorIds.filter((id) => index.activePerson(id))
  if (named.length > 0) return [...new Set(named)]
  return directory.people
    .filter((person) => person.active && person.roles.includes("owner"))
    .map((person) => person.id)
    .sort()
}
