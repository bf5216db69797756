import type { Annotation, AnnotationKind } from "@/core/flow/annotation"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { difference, type ItemChange } from "./patch"
import { same } from "./same"

/** What happened to one thing between two drafts. `moved` is a node that only stands elsewhere. */
export type Change = "added" | "removed" | "changed" | "moved"

export type GraphChange =
  | { subject: "node"; id: string; name: string; kind: string; change: Change; fields: string[] }
  | { subject: "edge"; id: string; exit: string; from: string; to: string; change: Change; fields: string[] }
  | { subject: "field"; id: string; change: Change }
  | { subject: "annotation"; id: string; kind: AnnotationKind; text: string; change: Change }
  | { subject: "settings"; fields: string[] }

const changeOf = ({ before, after }: ItemChange<unknown>): Change => {
  if (!before) return "added"
  return after ? "changed" : "removed"
}

const differing = (before: object, after: object): string[] => {
  const old = new Map(Object.entries(before))
  const now = new Map(Object.entries(after))
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => !same(old.get(key), now.get(key)))
}

/** The fields of a node that differ; those of its configuration by their own names ("config.sla" → "sla"). */
function nodeFields(before: DraftNode, after: DraftNode): string[] {
  const own = differing({ ...before, config: null }, { ...after, config: null })
  return [...own, ...differing(before.config, after.config)]
}

function nodeChange(change: ItemChange<DraftNode>): GraphChange[] {
  const node = (change.after ?? change.before)?.item
  if (!node) return []
  const fields = change.before && change.after ? nodeFields(change.before.item, change.after.item) : []
  const isMove = fields.length === 1 && fields[0] === "position"
  const told = fields.filter((field) => field !== "position")
  const what = isMove ? "moved" : changeOf(change)
  return [{ subject: "node", id: node.id, name: node.name, kind: node.kind, change: what, fields: told }]
}

function edgeChange(change: ItemChange<DraftEdge>, nameOf: (nodeId: string) => string): GraphChange[] {
  const edge = (change.after ?? change.before)?.item
  if (!edge) return []
  const fields = change.before && change.after ? differing(change.before.item, change.after.item) : []
  const ends = { from: nameOf(edge.source), to: nameOf(edge.target) }
  return [{ subject: "edge", id: edge.id, exit: edge.exit, ...ends, change: changeOf(change), fields }]
}

function annotationChange(change: ItemChange<Annotation>): GraphChange[] {
  const annotation = (change.after ?? change.before)?.item
  if (!annotation) return []
  const { id, kind, text } = annotation
  const fields = change.before && change.after ? differing(change.before.item, change.after.item) : []
  const isMove = fields.length > 0 && fields.every((field) => field === "position" || field === "size")
  return [{ subject: "annotation", id, kind, text, change: isMove ? "moved" : changeOf(change) }]
}

/**
 * What changed from `before` to `after`, in words' order: nodes, edges, form fields, settings, notes and groups. What only
 * moved comes last, because it changes nothing about what happens. Pure.
 */
export function compareGraphs(before: DraftGraph, after: DraftGraph): GraphChange[] {
  const patch = difference(before, after)
  const names = new Map([...before.nodes, ...after.nodes].map(({ id, name }) => [id, name]))
  const nodes = patch.nodes.flatMap(nodeChange)
  const annotations = patch.annotations.flatMap(annotationChange)
  const isMoved = (change: GraphChange) => "change" in change && change.change === "moved"
  const byKey = (graph: DraftGraph) => graph.fields.map((field) => ({ ...field, id: field.key }))
  return [
    ...nodes.filter((node) => !isMoved(node)),
    ...patch.edges.flatMap((change) => edgeChange(change, (id) => names.get(id) ?? id)),
    ...fieldChanges(byKey(before), byKey(after)),
    ...(patch.settings
      ? [{ subject: "settings" as const, fields: differing(patch.settings.before, patch.settings.after) }]
      : []),
    ...annotations.filter((annotation) => !isMoved(annotation)),
    ...[...nodes, ...annotations].filter(isMoved),
  ]
}

function fieldChanges(before: { id: string }[], after: { id: string }[]): GraphChange[] {
  const old = new Map(before.map((field) => [field.id, field]))
  const now = new Map(after.map((field) => [field.id, field]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): GraphChange[] => {
    if (same(old.get(id), now.get(id))) return []
    const change = changeOf({ id, before: standing(old.get(id)), after: standing(now.get(id)) })
    return [{ subject: "field", id, change }]
  })
}

const standing = <T>(item: T | undefined) => (item === undefined ? null : { item, index: 0 })
