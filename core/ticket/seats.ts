import { isFull, pickPerson, pickingOf } from "@/core/people/distribute"
import { queueMembers, queueOf, queueTitle } from "@/core/people/queue"
import type { Directory } from "@/core/people/directory"
import type { ResolvedPerson } from "@/core/people/resolve"
import type { Distribution, PeopleRule } from "@/core/people/rule"
import { indexDirectory } from "@/core/people/units"
import type { Text } from "@/core/text"
import { ticketLimits } from "./limits"
import type { Step } from "./step"

/** A todo to be made. `personId` null: it waits in `queue`. */
export type Seat = {
  personId: string | null
  reason: Text
  ownerId?: string
  queue?: string
  awaitsCapacity?: true
}

/** Who gets todos. `full`: whom capacity kept out. No seats: everybody is full, and there is no queue to wait in. */
export type Seats = { seats: Seat[]; full: string[] }

/**
 * The todos a distribution makes for a step's candidates. Capacity is for picking: where everybody gets a todo, everybody
 * is needed. When all are full, the todo waits in the queue of the rule's group until somebody has room, or is claimed;
 * people of a rule without a group have no queue, and the caller sees no seats. `candidates` is not empty.
 */
export function seatsFor(
  step: Step,
  nodeId: string,
  { people, distribution, prefer }: { people: PeopleRule; distribution: Distribution; prefer?: string | null },
  candidates: ResolvedPerson[],
): Seats {
  // Whoever began goes on, however much they have by now.
  const preferred = candidates.filter(({ personId }) => personId === prefer)
  if (preferred.length > 0) return { seats: preferred, full: [] }
  if (distribution === "all") return { seats: candidates, full: [] }
  const queue = queueOf(people)
  const { directory } = step.facts
  if (distribution === "queue" && queue !== null) return { seats: [inQueue(directory, queue)], full: [] }
  const full: string[] = []
  const chosen = pick(step, nodeId, distribution, candidates, full)
  if (chosen) return { seats: [chosen], full }
  return { seats: queue === null ? [] : [{ ...inQueue(directory, queue), awaitsCapacity: true }], full }
}

function inQueue(directory: Directory, queue: string): Seat {
  const { en, zh } = queueTitle(directory, queue)
  return { personId: null, queue, reason: { en: `queue of ${en}`, zh: `${zh}队列` } }
}

/**
 * The one of the candidates who gets the next todo of a node; null when all are full. `full` collects whom capacity kept
 * out. A pool of one without a capacity needs no pointer: nothing is read and nobody else's dispatch is disturbed.
 */
export function pick(
  step: Step,
  nodeId: string,
  distribution: Distribution,
  candidates: ResolvedPerson[],
  full: string[] = [],
): ResolvedPerson | null {
  const { directory } = step.facts
  const index = indexDirectory(directory)
  const [only] = candidates
  const isLimited = candidates.some(({ personId }) => (index.person(personId)?.capacity ?? null) !== null)
  if (only && candidates.length === 1 && !isLimited) return only
  const key = `${step.state.flowId}:${nodeId}`
  const personIds = candidates.map((person) => person.personId)
  const pool = step.pool(key, personIds)
  const free = candidates.filter(({ personId }) => !isFull(directory, pool, personId))
  full.push(...personIds.filter((id) => isFull(directory, pool, id)))
  if (free.length === 0) return null
  const chosen = pickPerson(pickingOf(distribution), free, pool)
  step.movePool(key, pool, chosen.personId)
  return chosen
}

/** Who of a queue's group is told of a todo in it: those who are not away, and nobody where they are too many. */
export function toldOf(directory: Directory, queue: string): string[] {
  const index = indexDirectory(directory)
  const here = queueMembers(directory, queue).filter((id) => index.person(id)?.presence !== "away")
  return here.length > ticketLimits.queueToldMax ? [] : here
}
