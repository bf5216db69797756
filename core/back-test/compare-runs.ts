import type { Hop, Measure } from "./measure"

/** What can be different about a ticket; a ticket may have several. */
export const differences = ["rerouted", "newlyLate", "notLate", "otherEnd", "newIncident", "incomparable"] as const
export type Difference = (typeof differences)[number]

/** One ticket, then and now. Clocks as `Measure.late` names them, incidents as `Measure.incidents`. */
export type Comparison = {
  differences: Difference[]
  /** Where the ways part: the last step they share (null: the start), and the next one of each (null: none). */
  parting: { afterNodeId: string | null; wasNodeId: string | null; wouldNodeId: string | null } | null
  pathWas: string[]
  pathWould: string[]
  lateWas: string[]
  lateWould: string[]
  endWas: string | null
  endWould: string | null
  newIncidents: string[]
}

/** Steps of a path that are kept to show it. */
const pathMax = 100

/** What is different between two runs of one ticket. Pure. */
export function compareRuns(was: Measure, would: Measure): Comparison {
  const parting = partingOf(was.hops, would.hops)
  const missing = (of: Set<string>, than: Set<string>) => [...of].filter((one) => !than.has(one))
  const endWas = endOf(was)
  const endWould = endOf(would)
  const newIncidents = missing(would.incidents, was.incidents)
  const found: Difference[] = []
  if (parting) found.push("rerouted")
  if (missing(would.late, was.late).length > 0) found.push("newlyLate")
  if (missing(was.late, would.late).length > 0) found.push("notLate")
  if (endWas !== endWould) found.push("otherEnd")
  if (newIncidents.length > 0) found.push("newIncident")
  return {
    differences: found,
    parting,
    pathWas: pathOf(was),
    pathWould: pathOf(would),
    lateWas: [...was.late].sort(),
    lateWould: [...would.late].sort(),
    endWas,
    endWould,
    newIncidents,
  }
}

/** null while it is open. */
const endOf = ({ status, resolution }: Measure): string | null => (status === "closed" ? (resolution ?? "") : null)

const pathOf = ({ hops }: Measure): string[] => hops.slice(0, pathMax).map(({ to }) => to)

const keyOf = ({ from, to }: Hop): string => `${from ?? ""}>${to}`

/**
 * The first arrival that one has and the other has not. Branches run side by side, so that the order of arrivals says
 * nothing: each is counted, wherever it comes.
 */
function partingOf(was: readonly Hop[], would: readonly Hop[]): Comparison["parting"] {
  const lost = firstExtra(was, would)
  const gained = firstExtra(would, was)
  if (!lost && !gained) return null
  const { from, to } = (gained ?? lost)!
  // A way into a step that both come to, by other routes, parts at the step before.
  return {
    afterNodeId: from,
    wasNodeId: gained ? (was.find((hop) => hop.from === from)?.to ?? lost?.to ?? null) : to,
    wouldNodeId: gained ? to : (would.find((hop) => hop.from === from)?.to ?? null),
  }
}

function firstExtra(hops: readonly Hop[], others: readonly Hop[]): Hop | null {
  const left = new Map<string, number>()
  for (const hop of others) left.set(keyOf(hop), (left.get(keyOf(hop)) ?? 0) + 1)
  for (const hop of hops) {
    const count = left.get(keyOf(hop)) ?? 0
    if (count === 0) return hop
    left.set(keyOf(hop), count - 1)
  }
  return null
}
