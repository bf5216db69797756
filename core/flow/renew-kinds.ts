import { same } from "@/core/design/same"
import type { CustomKind } from "./custom-kind"
import type { DraftGraph } from "./graph"
import { custom } from "./nodes/custom"

type OwnKind = { id: string; definition: CustomKind }

/**
 * A draft whose own kinds are as they are now: each step holds a copy of its kind's definition, which may have changed
 * since the draft was saved. `renewed`: the ids of the steps that got a newer one. A step whose kind is gone keeps its copy.
 * The same graph where nothing changed. Pure.
 */
export function renewKinds(graph: DraftGraph, kinds: readonly OwnKind[]): { graph: DraftGraph; renewed: string[] } {
  const newest = new Map(kinds.map(({ id, definition }) => [id, definition]))
  const renewed: string[] = []
  const nodes = graph.nodes.map((node) => {
    const held = node.kind === custom.kind ? node.config["custom"] : undefined
    if (typeof held !== "object" || held === null || !("kindId" in held)) return node
    const definition = newest.get(String(held.kindId))
    if (!definition || ("definition" in held && same(held.definition, definition))) return node
    renewed.push(node.id)
    return { ...node, config: { ...node.config, custom: { ...held, definition } } }
  })
  return renewed.length === 0 ? { graph, renewed } : { graph: { ...graph, nodes }, renewed }
}
