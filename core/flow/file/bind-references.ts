import type { DraftGraph } from "../graph"
import type { NamedThing, Reference, ReferenceType, TenantNames } from "./flow-file"
import { mapIds } from "./map-ids"
import { markOf } from "./write-flow-file"

/**
 * What became of something a file names: `byName`: something of that name is here, and is taken; `missing`: it has to be
 * chosen again; `copy`: an own kind that this organisation does not have, which works on from the copy in the step.
 */
export type Bound = {
  type: ReferenceType
  name: string
  outcome: "byName" | "missing" | "copy"
  /** The steps that name it, and whether the flow's settings do. */
  nodeIds: string[]
  inSettings: boolean
}

const folded = (name: string) => name.trim().toLowerCase()

function find(reference: Reference, things: readonly NamedThing[]): { id: string; isOwn: boolean } | null {
  const own = things.find(({ id }) => markOf(id) === reference.mark)
  if (own) return { id: own.id, isOwn: true }
  if (reference.name === "") return null
  const named = things.filter(({ name }) => folded(name) === folded(reference.name))
  // Two of the same name: a person has to say which.
  return named.length === 1 && named[0] ? { id: named[0].id, isOwn: false } : null
}

/**
 * The graph of a file in this organisation: what it names is found again by its mark, else by its name. What is not found
 * stays as an id that nobody has, so that the checks point at each place; in the settings, which must hold real ids, it
 * is left out. `bound` lists all that was not simply found again. Pure.
 */
export function bindReferences(
  { graph, references }: { graph: DraftGraph; references: readonly Reference[] },
  names: TenantNames,
): { graph: DraftGraph; bound: Bound[] } {
  const real = new Map<string, string>()
  const gone = new Set<string>()
  const bound: Bound[] = []
  for (const reference of references) {
    const things = reference.type === "other" ? Object.values(names).flat() : names[reference.type]
    const found = find(reference, things)
    if (found) real.set(reference.id, found.id)
    else gone.add(reference.id)
    if (found?.isOwn) continue
    const holds = (part: unknown) => JSON.stringify(part).includes(reference.id)
    bound.push({
      type: reference.type,
      name: reference.name,
      outcome: found ? "byName" : reference.type === "kind" ? "copy" : "missing",
      nodeIds: [
        ...graph.nodes.filter(({ config }) => holds(config)).map(({ id }) => id),
        ...new Set(graph.edges.filter(({ condition }) => holds(condition)).map(({ source }) => source)),
      ],
      inSettings: holds(graph.settings),
    })
  }
  const out = mapIds(graph, (id) => real.get(id) ?? id)
  return { graph: { ...out, settings: withoutGone(out.settings, gone) }, bound }
}

function withoutGone(settings: DraftGraph["settings"], gone: ReadonlySet<string>): DraftGraph["settings"] {
  const { calendarId, ...rest } = settings
  return {
    ...rest,
    ...(calendarId !== undefined && !gone.has(calendarId) && { calendarId }),
    homeUnitId: settings.homeUnitId !== null && gone.has(settings.homeUnitId) ? null : settings.homeUnitId,
    administratorIds: settings.administratorIds.filter((id) => !gone.has(id)),
  }
}
