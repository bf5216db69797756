import * as z from "zod"
import { draftEdgeSchema, draftNodeSchema, flowLimits, type DraftGraph } from "@/core/flow/graph"
import { command, type Command } from "./command"
import type { Position } from "./node-commands"

/** A part of a flow on its way through the clipboard: the nodes and the edges between them. */
export const fragmentSchema = z.strictObject({
  firstcall: z.literal("flow-fragment"),
  nodes: z.array(draftNodeSchema).min(1).max(flowLimits.nodes),
  edges: z.array(draftEdgeSchema).max(flowLimits.edges),
})
export type Fragment = z.infer<typeof fragmentSchema>

/** Null when none of the nodes can be copied. `mayCopy` keeps the start back: a flow has one. */
export function copyFragment(
  graph: DraftGraph,
  nodeIds: ReadonlySet<string>,
  mayCopy: (kind: string) => boolean,
): Fragment | null {
  const nodes = graph.nodes.filter(({ id, kind }) => nodeIds.has(id) && mayCopy(kind))
  if (nodes.length === 0) return null
  const ids = new Set(nodes.map(({ id }) => id))
  const edges = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target))
  return { firstcall: "flow-fragment", nodes, edges }
}

/** What the clipboard holds, or null when it is not a part of a flow: any text may be there. */
export function readFragment(text: string): Fragment | null {
  try {
    return fragmentSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** "Approval" → "Approval 2", "Approval 2" → "Approval 3": the first number that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const stem = name.replace(/\s+\d+$/, "")
  let number = 2
  while (taken.has(`${stem} ${number}`)) number += 1
  return `${stem} ${number}`.slice(0, 120)
}

/** Puts a fragment on the graph under new ids. Returns the new node ids too, because they become the selection. */
export function pasteFragment(
  graph: DraftGraph,
  fragment: Fragment,
  offset: Position,
  newId: () => string,
  name: "paste" | "duplicate" = "paste",
): { command: Command; nodeIds: string[] } {
  const ids = new Map(fragment.nodes.map(({ id }) => [id, newId()]))
  const names = new Set(graph.nodes.map((node) => node.name))
  const nodes = fragment.nodes.map((node) => {
    const fresh = freeName(node.name, names)
    names.add(fresh)
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y }
    return { ...node, id: ids.get(node.id) ?? newId(), name: fresh, position }
  })
  const edges = fragment.edges.flatMap((edge) => {
    const source = ids.get(edge.source)
    const target = ids.get(edge.target)
    return source && target ? [{ ...edge, id: newId(), source, target }] : []
  })
  const next = { ...graph, nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] }
  return { command: command(name, graph, next), nodeIds: nodes.map(({ id }) => id) }
}
