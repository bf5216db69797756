import type { Annotation } from "@/core/flow/annotation"
import type { DraftEdge, DraftGraph, DraftNode, Field, FlowSettings } from "@/core/flow/graph"
import { same } from "./same"

// What an edit did, as data that goes both ways. An edit is written as a plain function from graph to graph; the patch is
// read off by comparing. So no command can forget how to undo itself, and the same patch moves my edits onto a graph
// that somebody else saved meanwhile.

/** `index` is where the item stood (or stands), so that taking back a deletion restores the order too. */
type Standing<T> = { item: T; index: number }
export type ItemChange<T> = { id: string; before: Standing<T> | null; after: Standing<T> | null }
export type ValueChange<T> = { before: T; after: T }

export type Patch = {
  nodes: ItemChange<DraftNode>[]
  edges: ItemChange<DraftEdge>[]
  fields: ValueChange<Field[]> | null
  settings: ValueChange<FlowSettings> | null
  annotations: ItemChange<Annotation>[]
}

const none: readonly Annotation[] = []

type Identified = { id: string }

function compareItems<T extends Identified>(before: readonly T[], after: readonly T[]): ItemChange<T>[] {
  if (before === after) return []
  const then = new Map(before.map((item, index) => [item.id, { item, index }]))
  const now = new Map(after.map((item, index) => [item.id, { item, index }]))
  const gone = [...then].filter(([id]) => !now.has(id)).map(([id, old]) => ({ id, before: old, after: null }))
  const rest = [...now].flatMap(([id, fresh]): ItemChange<T>[] => {
    const old = then.get(id) ?? null
    return old && same(old.item, fresh.item) ? [] : [{ id, before: old, after: fresh }]
  })
  return [...gone, ...rest]
}

const compareValue = <T>(before: T, after: T): ValueChange<T> | null => (same(before, after) ? null : { before, after })

/** What leads from `before` to `after`. The order of nodes and edges alone is no difference: nothing reads it. Pure. */
export function difference(before: DraftGraph, after: DraftGraph): Patch {
  return {
    nodes: compareItems(before.nodes, after.nodes),
    edges: compareItems(before.edges, after.edges),
    fields: compareValue(before.fields, after.fields),
    settings: compareValue(before.settings, after.settings),
    annotations: compareItems(before.annotations ?? none, after.annotations ?? none),
  }
}

export const isEmptyPatch = (patch: Patch) =>
  patch.nodes.length === 0 &&
  patch.edges.length === 0 &&
  !patch.fields &&
  !patch.settings &&
  patch.annotations.length === 0

const turn = <T>({ id, before, after }: ItemChange<T>): ItemChange<T> => ({ id, before: after, after: before })
const turnValue = <T>(change: ValueChange<T> | null) => change && { before: change.after, after: change.before }

/** The patch that takes this one back. */
export function inverse(patch: Patch): Patch {
  return {
    nodes: patch.nodes.map(turn),
    edges: patch.edges.map(turn),
    fields: turnValue(patch.fields),
    settings: turnValue(patch.settings),
    annotations: patch.annotations.map(turn),
  }
}

function changeItems<T extends Identified>(items: readonly T[], changes: readonly ItemChange<T>[]): T[] {
  const byId = new Map(changes.map((change) => [change.id, change.after]))
  const present = new Set(items.map((item) => item.id))
  const result = items.flatMap((item) => {
    const change = byId.get(item.id)
    if (change === undefined) return [item]
    return change ? [change.item] : []
  })
  const added = changes
    .flatMap(({ id, after }) => (after && !present.has(id) ? [after] : []))
    .toSorted((a, b) => a.index - b.index)
  for (const { item, index } of added) result.splice(Math.min(index, result.length), 0, item)
  return result
}

/** Brings a graph from the patch's `before` to its `after`. What the patch does not name stays as it is. Pure. */
export function applyPatch(graph: DraftGraph, patch: Patch): DraftGraph {
  const next: DraftGraph = {
    nodes: patch.nodes.length > 0 ? changeItems(graph.nodes, patch.nodes) : graph.nodes,
    edges: patch.edges.length > 0 ? changeItems(graph.edges, patch.edges) : graph.edges,
    fields: patch.fields ? patch.fields.after : graph.fields,
    settings: patch.settings ? patch.settings.after : graph.settings,
  }
  const before = graph.annotations ?? none
  const annotations = patch.annotations.length > 0 ? changeItems(before, patch.annotations) : graph.annotations
  // A flow without any has no empty list: the one that never had a note and the one whose note was deleted are equal.
  return annotations && annotations.length > 0 ? { ...next, annotations } : next
}

function joinItems<T extends Identified>(first: ItemChange<T>[], second: ItemChange<T>[]): ItemChange<T>[] {
  const joined = new Map(first.map((change) => [change.id, change]))
  for (const change of second) {
    const earlier = joined.get(change.id)
    joined.set(change.id, earlier ? { ...change, before: earlier.before } : change)
  }
  return [...joined.values()].filter(({ before, after }) => !same(before?.item, after?.item))
}

function joinValue<T>(first: ValueChange<T> | null, second: ValueChange<T> | null): ValueChange<T> | null {
  if (!first || !second) return first ?? second
  return compareValue(first.before, second.after)
}

/** One patch that does what two in a row did: typing a word is one step to undo, not five. */
export function joinPatches(first: Patch, second: Patch): Patch {
  return {
    nodes: joinItems(first.nodes, second.nodes),
    edges: joinItems(first.edges, second.edges),
    fields: joinValue(first.fields, second.fields),
    settings: joinValue(first.settings, second.settings),
    annotations: joinItems(first.annotations, second.annotations),
  }
}
