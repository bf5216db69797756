import * as z from "zod"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { exitsOf } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { panelEntries } from "@/core/flow/panel"
import { newEdge } from "../node-commands"
import { routesOf } from "../routes"
import type { Text } from "@/core/text"

// How a draft hangs together, as fixes need it. Edges count that the checks would count.

export const groupOf = ({ kind }: DraftNode) => nodeKind(kind)?.group
const startsOf = (graph: DraftGraph) => graph.nodes.filter((node) => groupOf(node) === "start")
export const endsOf = (graph: DraftGraph) => graph.nodes.filter((node) => groupOf(node) === "end")

type Way = { source: string; target: string }

/** Where one node leads to another, edges and jumps alike. */
function ways(graph: DraftGraph): Way[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const mayEnter = (id: string) => nodeKind(byId.get(id)?.kind ?? "")?.hasEntry !== false && byId.has(id)
  const jumps = graph.nodes.flatMap(({ id, kind, config }) => {
    const target = nodeKind(kind)?.leadsTo && typeof config["nodeId"] === "string" ? config["nodeId"] : ""
    return target !== "" && nodeKind(byId.get(target)?.kind ?? "")?.hasEntry ? [{ source: id, target }] : []
  })
  // Of several edges with one id the checks know the first.
  const edges = [...new Map(graph.edges.toReversed().map((edge) => [edge.id, edge])).values()]
  return [...edges.filter(({ source, target }) => byId.has(source) && mayEnter(target)), ...jumps]
}

/** Everything that can be reached from these nodes, themselves included. */
export function reach(graph: DraftGraph, nodeIds: Iterable<string>, isBackwards = false): Set<string> {
  const next = new Map<string, string[]>()
  for (const { source, target } of ways(graph)) {
    const [from, to] = isBackwards ? [target, source] : [source, target]
    const known = next.get(from)
    if (known) known.push(to)
    else next.set(from, [to])
  }
  const found = new Set(nodeIds)
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other)
  return found
}

export const reachedOf = (graph: DraftGraph) =>
  reach(
    graph,
    startsOf(graph)
      .slice(0, 1)
      .map(({ id }) => id),
  )
export const endingOf = (graph: DraftGraph) =>
  reach(
    graph,
    endsOf(graph).map(({ id }) => id),
    true,
  )

/** Nodes that tickets come to and cannot be closed from; everything, where no end can be reached. */
function stuck(graph: DraftGraph): Set<string> {
  const ending = endingOf(graph)
  return new Set([...reachedOf(graph)].filter((id) => !ending.has(id)))
}

/** Joins that wait for more branches than lead to them. */
function starved(graph: DraftGraph): Set<string> {
  const counts = new Map<string, number>()
  for (const { target } of ways(graph)) counts.set(target, (counts.get(target) ?? 0) + 1)
  return new Set(
    graph.nodes.flatMap(({ id, kind, config }) => {
      const { count } = joinSchema.safeParse(config).data ?? { count: 0 }
      return nodeKind(kind)?.join && count > (counts.get(id) ?? 0) ? [id] : []
    }),
  )
}
const joinSchema = z.looseObject({ wait: z.literal("count"), count: z.number() })

/** Does the change leave no ticket stuck, and no join short of branches, that was not before? */
export function endsAsWell(before: DraftGraph, after: DraftGraph): boolean {
  const old = stuck(before)
  const short = starved(before)
  if ([...starved(after)].some((id) => !short.has(id))) return false
  const ends = endsOf(after).some(({ id }) => reachedOf(after).has(id))
  const ended = endsOf(before).some(({ id }) => reachedOf(before).has(id))
  return (ends || !ended) && [...stuck(after)].every((id) => old.has(id))
}

/** Is any of these steps named in another's settings (a return, a jump, a warning)? Taking it away would leave that hanging. */
export function isNamed(graph: DraftGraph, nodeIds: ReadonlySet<string>): boolean {
  const names = (value: unknown): boolean => {
    if (typeof value === "string") return nodeIds.has(value)
    return typeof value === "object" && value !== null && Object.values(value).some(names)
  }
  return graph.nodes.some(({ id, config }) => !nodeIds.has(id) && names(config)) || names(graph.settings.slas)
}

export const withoutNodes = (graph: DraftGraph, nodeIds: ReadonlySet<string>): DraftGraph => ({
  ...graph,
  nodes: graph.nodes.filter(({ id }) => !nodeIds.has(id)),
  edges: graph.edges.filter(({ source, target }) => !nodeIds.has(source) && !nodeIds.has(target)),
})

export const withoutEdges = (graph: DraftGraph, edgeIds: ReadonlySet<string>): DraftGraph => ({
  ...graph,
  edges: graph.edges.filter(({ id }) => !edgeIds.has(id)),
})

/** A step taken out of the way: what led to it leads to where it led. Null where that is not one place. */
export function bypassed(graph: DraftGraph, nodeId: string): DraftGraph | null {
  const leaving = graph.edges.filter(({ source }) => source === nodeId)
  const coming = graph.edges.filter(({ target }) => target === nodeId)
  const targets = new Set(leaving.map(({ target }) => target))
  const [target] = targets
  const ids = new Set([nodeId])
  if (isNamed(graph, ids)) return null
  if (coming.length === 0) return withoutNodes(graph, ids)
  const hasCircle = coming.some(({ source }) => source === target || source === nodeId)
  const goal = graph.nodes.find(({ id }) => id === target)
  if (targets.size !== 1 || !goal || goal.id === nodeId || hasCircle) return null
  if (nodeKind(goal.kind)?.hasEntry === false) return null
  const bent = graph.edges.map((edge) => (edge.target === nodeId ? { ...edge, target: goal.id } : edge))
  return withoutNodes({ ...graph, edges: bent }, ids)
}

export type OpenExit = {
  nodeId: string
  exit: string
  title: Text
  isOptional: boolean
  isRoute: boolean
  isPlain: boolean
}

/** Ways out of a node that lead nowhere yet, those that must lead somewhere first. */
export function openExits(graph: DraftGraph, node: DraftNode): OpenExit[] {
  const kind = nodeKind(node.kind)
  if (!kind) return []
  const taken = new Set(graph.edges.flatMap(({ source, exit }) => (source === node.id ? [exit] : [])))
  return exitsOf(kind, node.config)
    .filter(({ id }) => !taken.has(id))
    .map(({ id, title, optional = false, many = false, plain = false }) => ({
      nodeId: node.id,
      exit: id,
      title,
      isOptional: optional,
      isRoute: many,
      isPlain: plain,
    }))
    .toSorted((a, b) => Number(a.isOptional) - Number(b.isOptional))
}

/** An edge from an exit. The first route of a split that asks conditions becomes the one for everything else. */
export function leadTo(graph: DraftGraph, from: OpenExit, target: string, newId: () => string): DraftGraph {
  const drawn = newEdge(graph, newId(), { nodeId: from.nodeId, exit: from.exit }, target)
  const needsFallback = from.isRoute && !from.isPlain && !routesOf(graph, from.nodeId).some(({ fallback }) => fallback)
  const edge: DraftEdge = needsFallback ? { ...drawn, fallback: true } : drawn
  return { ...graph, edges: [...graph.edges, edge] }
}

/** What people call a step: its name, or its kind's. */
export function titleOf(node: DraftNode | undefined): Text {
  const name = node?.name.trim()
  if (name) return { en: name, zh: name }
  return nodeKind(node?.kind ?? "")?.title ?? { en: "Step", zh: "环节" }
}

/** Nodes nearest to one first, as they are drawn. */
export function nearestFirst(nodes: readonly DraftNode[], to: DraftNode): DraftNode[] {
  const distance = ({ position }: DraftNode) => Math.hypot(position.x - to.position.x, position.y - to.position.y)
  return nodes.toSorted((a, b) => distance(a) - distance(b))
}

/** Does its kind have a setting of this name? */
export const hasSetting = (node: DraftNode | undefined, key: string): boolean => {
  const kind = node && nodeKind(node.kind)
  return kind !== undefined && panelEntries(kind).some((entry) => entry.key === key)
}
