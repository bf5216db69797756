import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Locale } from "@/core/text"

export type Option = { value: string; label: string }

/** What a step is called: its author's name, else its kind's title. */
export function nodeName(node: DraftNode | undefined, locale: Locale): string {
  if (!node) return "?"
  return node.name || (nodeKind(node.kind)?.title[locale] ?? node.kind)
}

export const nodeOf = (graph: DraftGraph, nodeId: string): DraftNode | undefined =>
  graph.nodes.find(({ id }) => id === nodeId)

/** The steps of the other version that a step can become: those of its kind. Names that are there twice have a number. */
export function stepOptions(source: DraftGraph, target: DraftGraph, nodeId: string, locale: Locale): Option[] {
  const kind = nodeOf(source, nodeId)?.kind
  const nodes = target.nodes.filter((node) => node.kind === kind)
  return numbered(nodes.map((node) => ({ value: node.id, label: nodeName(node, locale) })))
}

/** The routes of the other version into a join that a route can count as, named by where they come from. */
export function routeOptions(target: DraftGraph, joinId: string | null, locale: Locale): Option[] {
  const edges = target.edges.filter((edge) => edge.target === joinId)
  return numbered(edges.map((edge) => ({ value: edge.id, label: routeName(target, edge, locale) })))
}

/** Where a route comes from, and its own name where it has one. */
export function routeName(graph: DraftGraph, edge: DraftEdge | undefined, locale: Locale): string {
  if (!edge) return "?"
  const from = nodeName(nodeOf(graph, edge.source), locale)
  return edge.name ? `${from} · ${edge.name}` : from
}

function numbered(options: Option[]): Option[] {
  return options.map((option, index) => {
    const same = options.filter(({ label }) => label === option.label)
    if (same.length < 2) return option
    const place = options.slice(0, index + 1).filter(({ label }) => label === option.label).length
    return { ...option, label: `${option.label} (${place})` }
  })
}
