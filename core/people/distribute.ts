import type { Text } from "@/core/text"
import type { Pool } from "@/core/ticket/facts"
import type { ResolvedPerson } from "./resolve"
import type { Distribution } from "./rule"

/** Distributions that pick one person out of a pool. */
export type Picking = Exclude<Distribution, "all">

/**
 * The one person of a pool who gets the next todo. Pure. Round-robin goes by id and takes the next after whoever was
 * last, also when that one has left the pool meanwhile. Least loaded takes the fewest open todos and goes round among
 * equals. `candidates` is not empty; each appears once.
 */
export function pickPerson(distribution: Picking, candidates: ResolvedPerson[], pool: Pool): ResolvedPerson {
  const load = (person: ResolvedPerson) => pool.open[person.personId] ?? 0
  const fewest = Math.min(...candidates.map(load))
  const equals = distribution === "leastLoaded" ? candidates.filter((person) => load(person) === fewest) : candidates
  const sorted = equals.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  const last = pool.lastPersonId
  const next = (last !== null && sorted.find((person) => person.personId > last)) || sorted[0]
  if (!next) throw new RangeError("a pool without candidates")
  return { ...next, reason: join(next.reason, pickReasons[distribution](fewest)) }
}

/** The pool after a pick, for a second pick within one step. */
export function movePool(pool: Pool, personId: string): Pool {
  return {
    sequence: pool.sequence + 1,
    lastPersonId: personId,
    open: { ...pool.open, [personId]: (pool.open[personId] ?? 0) + 1 },
  }
}

const pickReasons: Record<Picking, (open: number) => Text> = {
  roundRobin: () => ({ en: "in turn", zh: "轮流分配" }),
  leastLoaded: (open) => ({ en: `least loaded (${open} open)`, zh: `负载最低（${open}个待办）` }),
}

function join(reason: Text, more: Text): Text {
  return { en: `${reason.en}; ${more.en}`, zh: `${reason.zh}；${more.zh}` }
}
