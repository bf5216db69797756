import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { command, type Command } from "./command"
import { isRouteExit, nextPriority } from "./routes"

export type Position = { x: number; y: number }
/** The end of an edge that leaves a node. */
export type Origin = { nodeId: string; exit: string }

const updateNode = (graph: DraftGraph, nodeId: string, update: (node: DraftNode) => DraftNode): DraftGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === nodeId ? update(node) : node)),
})

/** A plain edge; a route out of a split goes behind the others. */
export function newEdge(graph: DraftGraph, id: string, from: Origin, target: string): DraftEdge {
  const priority = isRouteExit(from.exit) ? nextPriority(graph, from.nodeId) : 0
  return { id, source: from.nodeId, exit: from.exit, target, name: "", condition: "", priority, fallback: false }
}

/** Puts an edge on the graph. An exit that is no split's route has one edge: the new one takes over its place and id. */
export function withEdge(graph: DraftGraph, edge: DraftEdge): DraftGraph {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  if (!ids.has(edge.source) || !ids.has(edge.target)) return graph
  const holder = isRouteExit(edge.exit)
    ? undefined
    : graph.edges.find(({ source, exit }) => source === edge.source && exit === edge.exit)
  if (!holder) return { ...graph, edges: [...graph.edges, edge] }
  return { ...graph, edges: graph.edges.map((old) => (old === holder ? { ...old, target: edge.target } : old)) }
}

/** A new node, and the edge that leads to it when it was added from an exit. */
export function addNode(graph: DraftGraph, node: DraftNode, from?: Origin & { edgeId: string }): Command {
  const added = { ...graph, nodes: [...graph.nodes, node] }
  return command("addNode", graph, from ? withEdge(added, newEdge(added, from.edgeId, from, node.id)) : added)
}

/**
 * A new node in the middle of an edge: the edge keeps its id, name and condition and now ends at the node; `onward` is
 * the new edge from the node's exit to where the old one led.
 */
export function insertNode(
  graph: DraftGraph,
  node: DraftNode,
  edgeId: string,
  onward: { edgeId: string; exit: string } | null,
  /** New places of the nodes that made room. */
  moved: ReadonlyMap<string, Position> = new Map(),
): Command {
  const split = graph.edges.find(({ id }) => id === edgeId)
  if (!split) return addNode(graph, node)
  const bent: DraftGraph = {
    ...graph,
    nodes: [...graph.nodes, node],
    edges: graph.edges.map((edge) => (edge === split ? { ...edge, target: node.id } : edge)),
  }
  const next = onward
    ? withEdge(bent, newEdge(bent, onward.edgeId, { nodeId: node.id, exit: onward.exit }, split.target))
    : bent
  return command("insertNode", graph, placed(next, moved))
}

/** A node without edges that was dragged onto one: moved and put in between as one step. */
export function putOnEdge(
  graph: DraftGraph,
  nodeId: string,
  edgeId: string,
  onward: { edgeId: string; exit: string } | null,
  positions: ReadonlyMap<string, Position>,
): Command {
  const moved = placed(graph, positions)
  const target = graph.edges.find(({ id }) => id === edgeId)?.target
  if (target === undefined) return command("moveNodes", graph, moved)
  const bent = { ...moved, edges: moved.edges.map((edge) => (edge.id === edgeId ? { ...edge, target: nodeId } : edge)) }
  const next = onward ? withEdge(bent, newEdge(bent, onward.edgeId, { nodeId, exit: onward.exit }, target)) : bent
  return command("insertNode", graph, next)
}

/** The graph with nodes, notes and groups at new places, in whole pixels; nodes that stay are the same objects. */
export function placed(graph: DraftGraph, positions: ReadonlyMap<string, Position>): DraftGraph {
  const nodes = graph.nodes.map((node) => {
    const to = positions.get(node.id)
    if (!to) return node
    const position = { x: Math.round(to.x), y: Math.round(to.y) }
    return position.x === node.position.x && position.y === node.position.y ? node : { ...node, position }
  })
  if (!graph.annotations) return { ...graph, nodes }
  const annotations = graph.annotations.map((annotation) => {
    const to = positions.get(annotation.id)
    return to ? { ...annotation, position: { x: Math.round(to.x), y: Math.round(to.y) } } : annotation
  })
  return { ...graph, nodes, annotations }
}

/** Where nodes were dropped; whole pixels, so that equal looks are equal drafts. */
export const moveNodes = (graph: DraftGraph, positions: ReadonlyMap<string, Position>): Command =>
  command("moveNodes", graph, placed(graph, positions))

/** The arrow keys: a run of small moves is one step to undo. */
export function nudgeNodes(graph: DraftGraph, nodeIds: ReadonlySet<string>, by: Position): Command {
  const moved = [...graph.nodes, ...(graph.annotations ?? [])].filter(({ id }) => nodeIds.has(id))
  const positions = new Map(moved.map(({ id, position: { x, y } }) => [id, { x: x + by.x, y: y + by.y }]))
  const typing = `nudge:${[...nodeIds].toSorted().join(",")}`
  return command("moveNodes", graph, placed(graph, positions), typing)
}

export const renameNode = (graph: DraftGraph, nodeId: string, name: string): Command =>
  command(
    "renameNode",
    graph,
    updateNode(graph, nodeId, (node) => ({ ...node, name: name.slice(0, 120) })),
    `name:${nodeId}`,
  )

/** Sets one field of a node's configuration; `undefined` takes it out. `isTyped`: successive edits are one step. */
export function setConfig(graph: DraftGraph, nodeId: string, field: string, value: unknown, isTyped = false): Command {
  const next = updateNode(graph, nodeId, (node) => {
    const { [field]: _, ...rest } = node.config
    return { ...node, config: value === undefined ? rest : { ...node.config, [field]: value } }
  })
  return command("setConfig", graph, next, isTyped ? `config:${nodeId}:${field}` : undefined)
}

/** A node with one way in and one way out leaves a straight line behind; any other takes its edges with it. */
function withoutNode(graph: DraftGraph, nodeId: string): DraftGraph {
  const incoming = graph.edges.filter(({ target }) => target === nodeId)
  const outgoing = graph.edges.filter(({ source }) => source === nodeId)
  const rest = graph.edges.filter((edge) => !incoming.includes(edge) && !outgoing.includes(edge))
  const [before] = incoming
  const [after] = outgoing
  const heals = before && after && incoming.length === 1 && outgoing.length === 1 && before.source !== after.target
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => id !== nodeId),
    edges: heals ? graph.edges.flatMap((edge) => healed(edge, before, after)) : rest,
  }
}

function healed(edge: DraftEdge, before: DraftEdge, after: DraftEdge): DraftEdge[] {
  if (edge === after) return []
  return [edge === before ? { ...edge, target: after.target } : edge]
}

/** A frame goes without what lies in it. */
function withoutAnnotations(graph: DraftGraph, ids: ReadonlySet<string>): DraftGraph {
  const { annotations, ...rest } = graph
  const kept = annotations?.filter(({ id }) => !ids.has(id)) ?? []
  return kept.length > 0 ? { ...rest, annotations: kept } : rest
}

/** Takes nodes, edges, notes and groups off the canvas. */
export function deleteSelection(
  graph: DraftGraph,
  selection: { nodeIds: ReadonlySet<string>; edgeIds: ReadonlySet<string> },
): Command {
  const withoutEdges = withoutAnnotations(
    { ...graph, edges: graph.edges.filter(({ id }) => !selection.edgeIds.has(id)) },
    selection.nodeIds,
  )
  const chosen = graph.nodes.filter(({ id }) => selection.nodeIds.has(id))
  return command(
    "deleteSelection",
    graph,
    chosen.reduce((rest, { id }) => withoutNode(rest, id), withoutEdges),
  )
}
