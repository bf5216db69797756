import * as z from "zod"
import { annotationSchema } from "@/core/flow/annotation"
import { draftEdgeSchema, draftNodeSchema, flowLimits, type DraftGraph } from "@/core/flow/graph"
import { withContents } from "./annotations"
import { command, type Command } from "./command"
import type { Position } from "./node-commands"

/** A part of a flow on its way through the clipboard: nodes, the edges between them, notes and groups. */
export const fragmentSchema = z
  .strictObject({
    firstcall: z.literal("flow-fragment"),
    nodes: z.array(draftNodeSchema).max(flowLimits.nodes),
    edges: z.array(draftEdgeSchema).max(flowLimits.edges),
    annotations: z.array(annotationSchema).max(flowLimits.annotations).optional(),
  })
  .refine(({ nodes, annotations }) => nodes.length + (annotations?.length ?? 0) > 0)
export type Fragment = z.infer<typeof fragmentSchema>

/** Null when nothing of it can be copied. A group takes along what lies in it. `mayCopy` keeps the start back: a flow has one. */
export function copyFragment(
  graph: DraftGraph,
  nodeIds: ReadonlySet<string>,
  mayCopy: (kind: string) => boolean,
): Fragment | null {
  const chosen = withContents(graph, nodeIds)
  const nodes = graph.nodes.filter(({ id, kind }) => chosen.has(id) && mayCopy(kind))
  const annotations = graph.annotations?.filter(({ id }) => chosen.has(id)) ?? []
  if (nodes.length + annotations.length === 0) return null
  const ids = new Set(nodes.map(({ id }) => id))
  const edges = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target))
  return { firstcall: "flow-fragment", nodes, edges, ...(annotations.length > 0 && { annotations }) }
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
  const annotations = (fragment.annotations ?? []).map((annotation) => {
    const { x, y } = annotation.position
    return { ...annotation, id: newId(), position: { x: x + offset.x, y: y + offset.y } }
  })
  const next = {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    edges: [...graph.edges, ...edges],
    ...(annotations.length > 0 && { annotations: [...(graph.annotations ?? []), ...annotations] }),
  }
  return { command: command(name, graph, next), nodeIds: [...nodes, ...annotations].map(({ id }) => id) }
}
