import type { Text } from "@/core/text"
import type { Pool } from "@/core/ticket/facts"
import type { Directory } from "./directory"
import type { ResolvedPerson } from "./resolve"
import type { Distribution } from "./rule"
import { indexDirectory } from "./units"

/** Distributions that pick one person out of a pool. */
export type Picking = Exclude<Distribution, "all" | "queue">

/**
 * The one person of a pool who gets the next todo. Pure. Round-robin goes by id and takes the next after whoever was
 * last, also when that one has left the pool meanwhile. Least loaded takes the fewest open todos, longest idle whoever got
 * or finished their last todo first (nobody who never had one comes after one who has), and both go round among equals.
 * `candidates` is not empty; each appears once.
 */
export function pickPerson(distribution: Picking, candidates: ResolvedPerson[], pool: Pool): ResolvedPerson {
  const load = (person: ResolvedPerson) => pool.open[person.personId] ?? 0
  const fewest = Math.min(...candidates.map(load))
  const idleSince = (person: ResolvedPerson) => pool.idleSince?.[person.personId] ?? 0
  const longest = Math.min(...candidates.map(idleSince))
  const equals = candidates.filter((person) => {
    if (distribution === "leastLoaded") return load(person) === fewest
    return distribution === "roundRobin" || idleSince(person) === longest
  })
  const sorted = equals.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  const last = pool.lastPersonId
  const next = (last !== null && sorted.find((person) => person.personId > last)) || sorted[0]
  if (!next) throw new RangeError("a pool without candidates")
  return { ...next, reason: join(next.reason, pickReasons[distribution](fewest)) }
}

/** The pool after a pick at an instant, for a second pick within one step. */
export function movePool(pool: Pool, personId: string, at: number): Pool {
  return {
    ...pool,
    sequence: pool.sequence + 1,
    lastPersonId: personId,
    open: { ...pool.open, [personId]: (pool.open[personId] ?? 0) + 1 },
    idleSince: { ...pool.idleSince, [personId]: at },
  }
}

/** A distribution as one that picks somebody: where everybody would get a todo, or nobody, it goes in turn. */
export const pickingOf = (distribution: Distribution): Picking =>
  distribution === "all" || distribution === "queue" ? "roundRobin" : distribution

/** True when a person may be given no more: they have as many open todos as their capacity says. */
export function isFull(directory: Directory, pool: Pool, personId: string): boolean {
  const capacity = indexDirectory(directory).person(personId)?.capacity ?? null
  return capacity !== null && (pool.open[personId] ?? 0) >= capacity
}

/**
 * The pool of one person with a capacity, beside the pools of nodes. Every dispatch to them moves it, so that two nodes
 * that give out work at the same instant cannot both fill the last place.
 */
export const personPool = (personId: string): string => `person:${personId}`

const pickReasons: Record<Picking, (open: number) => Text> = {
  roundRobin: () => ({ en: "in turn", zh: "轮流分配" }),
  longestIdle: () => ({ en: "longest without work", zh: "空闲最久" }),
  leastLoaded: (open) => ({ en: `least loaded (${open} open)`, zh: `负载最低（${open}个待办）` }),
}

function join(reason: Text, more: Text): Text {
  return { en: `${reason.en}; ${more.en}`, zh: `${reason.zh}；${more.zh}` }
}
