import type { Directory } from "@/core/people/directory"
import type { Decision } from "@/core/ticket/decision"
import type { Facts, Pool } from "@/core/ticket/facts"

/** More than anybody has: whoever was not picked then is not picked now. */
const many = 100_000

/** The people of today as if everybody were at work: who is on line at this moment says nothing about last week. Pure. */
export function atWork(directory: Directory): Directory {
  return { ...directory, people: directory.people.map((person) => ({ ...person, presence: "online" as const })) }
}

/**
 * The facts with the pools a decision asked for, so that every way to pick picks `wanted` (null: nobody has room). Where the
 * past picked nobody, the ticket's own number decides, so that work is spread and a second run picks the same. Pure.
 */
export function withPools(
  facts: Facts,
  needs: Extract<Decision, { type: "needs" }>,
  wantedAt: (nodeId: string) => string | null | undefined,
  spread: number,
): Facts {
  const pools = needs.pools.map(({ key, personIds }): [string, Pool] => {
    const wanted = wantedAt(key.slice(key.indexOf(":") + 1))
    return [key, poolOf(personIds, wanted, spread)]
  })
  const asked = (needs.callIds ?? []).map((id) => [id, facts.callAgents?.[id] ?? null] as const)
  return {
    ...facts,
    pools: { ...facts.pools, ...Object.fromEntries(pools) },
    callAgents: { ...facts.callAgents, ...Object.fromEntries(asked) },
  }
}

function poolOf(personIds: string[], wanted: string | null | undefined, spread: number): Pool {
  const sorted = personIds.toSorted()
  const busy = Object.fromEntries(sorted.map((id) => [id, many]))
  if (wanted === null) return { sequence: 0, lastPersonId: null, open: busy }
  const chosen = wanted !== undefined && sorted.includes(wanted) ? wanted : sorted[spread % sorted.length]!
  const isForced = chosen === wanted
  return {
    sequence: 0,
    // Going round, it is the turn of whoever comes after this one.
    lastPersonId: sorted[sorted.indexOf(chosen) - 1] ?? null,
    open: isForced ? { ...busy, [chosen]: 0 } : {},
    idleSince: isForced ? { ...busy, [chosen]: 0 } : {},
  }
}
