import type { Text } from "@/core/text"
import type { Directory } from "./directory"
import type { ResolvedPerson } from "./resolve"
import { indexDirectory } from "./units"

/** Somebody who stands in for somebody who stands in … goes at most so far. */
export const substituteChainMax = 5

/**
 * Who acts for somebody at an instant: themselves, or the last of those who stand in for each other. null when that one
 * has left, or when they stand in for each other in a circle: then nobody can be meant. Pure.
 */
export function substituteOf(directory: Directory, personId: string, at: number): string | null {
  const index = indexDirectory(directory)
  const seen = new Set([personId])
  let actor = personId
  for (let next = nextOf(directory, actor, at); next !== undefined; next = nextOf(directory, actor, at)) {
    if (seen.has(next) || seen.size > substituteChainMax) return null
    seen.add(next)
    actor = next
  }
  return index.activePerson(actor) ? actor : null
}

function nextOf({ substitutes = [] }: Directory, personId: string, at: number): string | undefined {
  const found = substitutes.find((one) => {
    return one.personId === personId && one.from <= at && (one.until === null || at < one.until)
  })
  return found?.toId
}

/**
 * The people with those who are away replaced, each person once: whoever is meant anyway does not also act for another.
 * Where the chain leads nowhere the work stays with whoever it was meant for. Pure.
 */
export function withSubstitutes(directory: Directory, people: ResolvedPerson[], at: number): ResolvedPerson[] {
  if (!directory.substitutes || directory.substitutes.length === 0) return people
  const index = indexDirectory(directory)
  const actors = people.map((person) => ({ person, actorId: substituteOf(directory, person.personId, at) }))
  const own = new Set(actors.flatMap(({ person, actorId }) => (actorId === person.personId ? [actorId] : [])))
  const taken = new Set<string>()
  return actors.flatMap(({ person, actorId }) => {
    const id = actorId ?? person.personId
    if (taken.has(id) || (id !== person.personId && own.has(id))) return []
    taken.add(id)
    if (id === person.personId) return [person]
    const name = index.person(person.personId)?.name ?? "?"
    return [{ personId: id, ownerId: person.personId, reason: forSomebody(person.reason, name) }]
  })
}

function forSomebody(reason: Text, name: string): Text {
  return { en: `${reason.en}; for ${name}, who is away`, zh: `${reason.zh}；代${name}处理` }
}
