import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { applyPatch, difference, type ItemChange, type Patch } from "./patch"
import { same } from "./same"

/** What both sides changed, each in its own way. Empty: both pieces of work fit together as they are. */
export type Collision =
  | { subject: "node"; id: string; name: string }
  | { subject: "edge"; id: string }
  | { subject: "fields" }
  | { subject: "settings" }

/** Null: the two sides differ. Where a node stands is never a quarrel: the last one to look at it wins. */
function mergeNode(base: DraftNode, mine: DraftNode, theirs: DraftNode): DraftNode | null {
  const pick = <T>(was: T, my: T, their: T): { value: T } | null => {
    if (same(was, my) || same(my, their)) return { value: their }
    return same(was, their) ? { value: my } : null
  }
  const kind = pick(base.kind, mine.kind, theirs.kind)
  const name = pick(base.name, mine.name, theirs.name)
  const keys = [...new Set([base, mine, theirs].flatMap(({ config }) => Object.keys(config)))]
  const values = keys.map((key) => ({ key, pick: pick(base.config[key], mine.config[key], theirs.config[key]) }))
  if (!kind || !name || values.some((entry) => !entry.pick)) return null
  const config = Object.fromEntries(
    values.flatMap((entry) => (entry.pick?.value === undefined ? [] : [[entry.key, entry.pick.value]])),
  )
  const position = same(base.position, mine.position) ? theirs.position : mine.position
  return { ...theirs, kind: kind.value, name: name.value, config, position }
}

type Outcome<T> = { changes: ItemChange<T>[]; collided: string[] }

function mergeItems<T extends { id: string }>(
  mine: ItemChange<T>[],
  theirs: ItemChange<T>[],
  combine: (base: T, mine: T, theirs: T) => T | null,
): Outcome<T> {
  const other = new Map(theirs.map((change) => [change.id, change]))
  const outcome: Outcome<T> = { changes: [], collided: [] }
  for (const change of mine) {
    const rival = other.get(change.id)
    const [my, their] = [change.after?.item, rival?.after?.item]
    if (!rival) outcome.changes.push(change)
    else if (same(my, their)) continue
    else {
      const was = change.before?.item
      const both = was && my && their ? combine(was, my, their) : null
      if (both) outcome.changes.push({ ...change, after: { item: both, index: change.after?.index ?? 0 } })
      else outcome.collided.push(change.id)
    }
  }
  return outcome
}

/** Edges of one side that hang on a node which the other side deleted, and single exits that both sides connected. */
function loose(graph: DraftGraph): string[] {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const exits = new Set<string>()
  return graph.edges.flatMap((edge) => {
    const exit = `${edge.source} ${edge.exit}`
    const isTaken = edge.exit !== "route" && exits.has(exit)
    exits.add(exit)
    return isTaken || !ids.has(edge.source) || !ids.has(edge.target) ? [edge.id] : []
  })
}

/**
 * Lays my edits over what somebody else saved, both counted from the same `base`. The graph is only whole when
 * `collisions` is empty; otherwise a person has to choose. Pure.
 */
export function mergeGraphs(
  base: DraftGraph,
  mine: DraftGraph,
  theirs: DraftGraph,
): { graph: DraftGraph; collisions: Collision[] } {
  const my = difference(base, mine)
  const their = difference(base, theirs)
  const nodes = mergeItems<DraftNode>(my.nodes, their.nodes, mergeNode)
  const edges = mergeItems<DraftEdge>(my.edges, their.edges, () => null)
  const fields = my.fields && !(their.fields && same(my.fields.after, their.fields.after)) ? my.fields : null
  const settings =
    my.settings && !(their.settings && same(my.settings.after, their.settings.after)) ? my.settings : null
  const patch: Patch = { nodes: nodes.changes, edges: edges.changes, fields, settings }
  const graph = applyPatch(theirs, patch)
  const names = new Map([...theirs.nodes, ...mine.nodes].map(({ id, name }) => [id, name]))
  const collisions: Collision[] = [
    ...nodes.collided.map((id) => ({ subject: "node" as const, id, name: names.get(id) ?? "" })),
    ...[...new Set([...edges.collided, ...loose(graph)])].map((id) => ({ subject: "edge" as const, id })),
    ...(fields && their.fields ? [{ subject: "fields" as const }] : []),
    ...(settings && their.settings ? [{ subject: "settings" as const }] : []),
  ]
  return { graph, collisions }
}
