import type { Annotation } from "@/core/flow/annotation"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { applyPatch, difference, type ItemChange, type Patch } from "./patch"
import { same } from "./same"

/** What both sides changed, each in its own way. Empty: both pieces of work fit together as they are. */
export type Collision =
  | { subject: "node"; id: string; name: string }
  | { subject: "edge"; id: string }
  | { subject: "annotation"; id: string; name: string }
  | { subject: "fields" }
  | { subject: "settings" }

/** Null: both sides changed it, each in its own way. */
const pick = <T>(was: T, my: T, their: T): { value: T } | null => {
  if (same(was, my) || same(my, their)) return { value: their }
  return same(was, their) ? { value: my } : null
}

/** Null: the two sides differ. Where a node stands is never a quarrel: the last one to look at it wins. */
function mergeNode(base: DraftNode, mine: DraftNode, theirs: DraftNode): DraftNode | null {
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

function mergeAnnotation(base: Annotation, mine: Annotation, theirs: Annotation): Annotation | null {
  const text = pick(base.text, mine.text, theirs.text)
  if (!text) return null
  const rest = <Key extends "tone" | "position" | "size">(key: Key): Annotation[Key] =>
    same(base[key], mine[key]) ? theirs[key] : mine[key]
  return { ...theirs, text: text.value, tone: rest("tone"), position: rest("position"), size: rest("size") }
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

/** Whose of the two is kept where both changed the same. */
export type Side = "mine" | "theirs"
export const collisionKey = (collision: Collision): string =>
  "id" in collision ? `${collision.subject} ${collision.id}` : collision.subject

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
 * `collisions` is empty; otherwise a person has to choose (`settleGraphs`). Pure.
 */
export function mergeGraphs(
  base: DraftGraph,
  mine: DraftGraph,
  theirs: DraftGraph,
): { graph: DraftGraph; collisions: Collision[] } {
  const { patch, nodes, edges, annotations, values } = mergePatch(base, mine, theirs)
  const graph = applyPatch(theirs, patch)
  const names = new Map([...theirs.nodes, ...mine.nodes].map(({ id, name }) => [id, name]))
  const notes = [...(theirs.annotations ?? []), ...(mine.annotations ?? [])]
  const textOf = (id: string) => notes.find((note) => note.id === id)?.text ?? ""
  const collisions: Collision[] = [
    ...nodes.map((id) => ({ subject: "node" as const, id, name: names.get(id) ?? "" })),
    ...[...new Set([...edges, ...loose(graph)])].map((id) => ({ subject: "edge" as const, id })),
    ...annotations.map((id) => ({ subject: "annotation" as const, id, name: textOf(id) })),
    ...values.map((subject) => ({ subject })),
  ]
  return { graph, collisions }
}

/** My edits as far as nobody has to be asked about them, and what both sides changed differently. */
function mergePatch(base: DraftGraph, mine: DraftGraph, theirs: DraftGraph) {
  const my = difference(base, mine)
  const their = difference(base, theirs)
  const nodes = mergeItems<DraftNode>(my.nodes, their.nodes, mergeNode)
  const edges = mergeItems<DraftEdge>(my.edges, their.edges, () => null)
  const annotations = mergeItems<Annotation>(my.annotations, their.annotations, mergeAnnotation)
  const fields = my.fields && !(their.fields && same(my.fields.after, their.fields.after)) ? my.fields : null
  const settings =
    my.settings && !(their.settings && same(my.settings.after, their.settings.after)) ? my.settings : null
  const patch: Patch = {
    nodes: nodes.changes,
    edges: edges.changes,
    fields,
    settings,
    annotations: annotations.changes,
  }
  const values: ("fields" | "settings")[] = [
    ...(fields && their.fields ? (["fields"] as const) : []),
    ...(settings && their.settings ? (["settings"] as const) : []),
  ]
  const collided = { nodes: nodes.collided, edges: edges.collided, annotations: annotations.collided }
  return { patch, my, ...collided, values }
}

/**
 * The two works as one when a person has said whose is kept of each thing that both changed. Whole whatever is chosen: an
 * edge that is kept keeps the steps at its ends, and any other edge of a step that goes, goes with it. Pure.
 */
export function settleGraphs(
  base: DraftGraph,
  mine: DraftGraph,
  theirs: DraftGraph,
  keep: (collision: Collision) => Side,
): DraftGraph {
  const { patch, my, nodes, edges, annotations, values } = mergePatch(base, mine, theirs)
  const isMine = (subject: "node" | "edge" | "annotation", id: string) =>
    keep(subject === "edge" ? { subject, id } : { subject, id, name: "" }) === "mine"
  const chosenNotes = my.annotations.filter(({ id }) => annotations.includes(id) && isMine("annotation", id))
  const chosenNodes = my.nodes.filter(({ id }) => nodes.includes(id) && isMine("node", id))
  const chosenEdges = my.edges.filter(({ id }) => edges.includes(id) && isMine("edge", id))
  const takesTheirs = (subject: "fields" | "settings") => values.includes(subject) && keep({ subject }) === "theirs"
  const graph = applyPatch(theirs, {
    nodes: [...patch.nodes, ...chosenNodes],
    edges: [...patch.edges, ...chosenEdges],
    fields: takesTheirs("fields") ? null : patch.fields,
    settings: takesTheirs("settings") ? null : patch.settings,
    annotations: [...patch.annotations, ...chosenNotes],
  })
  return withoutLoose(graph, base, mine, theirs, keep)
}

/** Edges without an end, and exits with two edges, put right the way the person chose. */
function withoutLoose(
  graph: DraftGraph,
  base: DraftGraph,
  mine: DraftGraph,
  theirs: DraftGraph,
  keep: (collision: Collision) => Side,
): DraftGraph {
  const side = { mine, theirs }
  const has = (where: DraftGraph, id: string) => where.edges.some((edge) => edge.id === id)
  const asked = new Set(mergeGraphs(base, mine, theirs).collisions.map(collisionKey))
  const isKept = ({ id }: DraftEdge): boolean | null => {
    const collision = { subject: "edge" as const, id }
    return asked.has(collisionKey(collision)) ? has(side[keep(collision)], id) : null
  }
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const known = new Map([...base.nodes, ...theirs.nodes, ...mine.nodes].map((node) => [node.id, node]))
  // What was asked for is looked at first, so that it wins an exit over what nobody was asked about.
  const order = graph.edges.toSorted((a, b) => Number(isKept(b) ?? false) - Number(isKept(a) ?? false))
  const exits = new Set<string>()
  const left = new Set<string>()
  for (const edge of order) {
    const kept = isKept(edge)
    if (kept === false) continue
    const exit = `${edge.source} ${edge.exit}`
    if (edge.exit !== "route" && exits.has(exit)) continue
    const ends = [edge.source, edge.target]
    if (ends.some((id) => !nodes.has(id))) {
      if (kept !== true || ends.some((id) => !known.has(id))) continue
      for (const id of ends) if (!nodes.has(id)) nodes.set(id, known.get(id)!)
    }
    exits.add(exit)
    left.add(edge.id)
  }
  return { ...graph, nodes: [...nodes.values()], edges: graph.edges.filter(({ id }) => left.has(id)) }
}
