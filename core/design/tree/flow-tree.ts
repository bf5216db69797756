import type { DraftEdge, DraftGraph } from "@/core/flow/graph"
import type { Exit } from "@/core/flow/node-kind"
import { inOrder } from "../routes"

/**
 * A flow as approval designers draw it: from top to bottom, branches side by side. `edgeId` names the edge that leads
 * there, so that every edge of the graph is somewhere in its tree exactly once.
 */
export type FlowTree = {
  main: Sequence
  /** What no route from the start leads to, each with what follows it. */
  loose: Sequence[]
}
export type Sequence = { steps: TreeStep[]; end: End }

export type TreeStep = {
  nodeId: string
  /** The one edge that leads here from the step above; null for the first, and after branches that come together. */
  edgeId: string | null
  /** Side by side below the step; empty when it has one way on. */
  branches: Branch[]
  /** Ways out that need no column of their own: they end the ticket unless somebody connects them, or lead elsewhere. */
  aside: { exit: string; edgeId: string | null; target: string | null }[]
}
export type Branch = { exit: string; edgeId: string | null; sequence: Sequence }

/**
 * How a sequence ends. Over: the step has no way out. Open: an exit that leads nowhere yet. Link: it goes on at a step
 * that stands elsewhere. Merge: it comes together with its neighbours, and goes on below them.
 */
export type End =
  | { type: "over" }
  | { type: "open"; exit: string }
  | { type: "link"; edgeId: string | null; target: string }
  | { type: "merge"; edgeId: string | null }

/** What the tree has to know of a node's kind. */
export type NodeFacts = { exits: readonly Exit[]; isStart: boolean; isRouting: boolean }

type Way = { exit: string; edge: DraftEdge | null; isOptional: boolean }

/** Works out the tree. Every node and every edge between two nodes is in it exactly once. Pure. */
export function flowTree(graph: DraftGraph, factsOf: (nodeId: string) => NodeFacts): FlowTree {
  const known = new Set(graph.nodes.map(({ id }) => id))
  const leaving = new Map<string, DraftEdge[]>(graph.nodes.map(({ id }) => [id, []]))
  for (const edge of graph.edges) if (known.has(edge.target)) leaving.get(edge.source)?.push(edge)
  const depth = depths(graph, leaving, factsOf)
  const placed = new Set<string>()

  const waysOf = (nodeId: string): Way[] => {
    const edges = leaving.get(nodeId) ?? []
    const { exits } = factsOf(nodeId)
    const known = exits.flatMap((exit): Way[] => {
      const own = exit.many ? inOrder(edges) : edges.filter((edge) => edge.exit === exit.id)
      if (own.length === 0 && exit.many) return []
      if (own.length === 0) return [{ exit: exit.id, edge: null, isOptional: exit.optional === true }]
      return own.map((edge) => ({ exit: exit.id, edge, isOptional: false }))
    })
    const told = new Set(known.map(({ edge }) => edge))
    // An exit that its kind no longer has still leads somewhere, and the checks say so.
    const gone = edges.filter((edge) => !told.has(edge))
    return [...known, ...gone.map((edge) => ({ exit: edge.exit, edge, isOptional: false }))]
  }

  /** Where branches come together: what most of them reach, the nearest of those. Null when they go separate ways. */
  const meeting = (ways: readonly Way[], stop: string | null): string | null => {
    const counts = new Map<string, number>()
    for (const { edge } of ways) {
      if (!edge) continue
      for (const id of reach(edge.target, leaving, (id) => id === stop || placed.has(id)))
        counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    let best: { id: string; count: number } | null = null
    for (const [id, count] of counts) {
      if (count < 2 || (placed.has(id) && id !== stop)) continue
      const isBetter =
        !best || count > best.count || (count === best.count && (depth.get(id) ?? 0) < (depth.get(best.id) ?? 0))
      if (isBetter) best = { id, count }
    }
    return best?.id ?? null
  }

  /** `stop`: where this sequence comes together with its neighbours. */
  const sequenceFrom = (first: string, via: string | null, stop: string | null): Sequence => {
    const steps: TreeStep[] = []
    let at = first
    let edgeId = via
    for (;;) {
      if (at === stop) return { steps, end: { type: "merge", edgeId } }
      if (placed.has(at)) return { steps, end: { type: "link", edgeId, target: at } }
      placed.add(at)
      const ways = waysOf(at)
      const isElsewhere = ({ edge }: Way) => edge !== null && edge.target !== stop && placed.has(edge.target)
      const isAside = (way: Way) => !factsOf(at).isRouting && (way.isOptional || isElsewhere(way))
      const onward = ways.filter((way) => !isAside(way))
      // A step whose only way leads elsewhere ends there, rather than having nothing below it.
      const main = onward.length > 0 ? onward : ways.filter(({ edge }) => edge !== null).slice(0, 1)
      const aside = ways
        .filter((way) => !main.includes(way))
        .map(({ exit, edge }) => ({ exit, edgeId: edge?.id ?? null, target: edge?.target ?? null }))
      const step: TreeStep = { nodeId: at, edgeId, branches: [], aside }
      steps.push(step)
      const [only] = main
      if (!only) return { steps, end: { type: "over" } }
      if (main.length === 1) {
        if (!only.edge) return { steps, end: { type: "open", exit: only.exit } }
        edgeId = only.edge.id
        at = only.edge.target
        continue
      }
      const meet = meeting(main, stop)
      if (meet !== null && meet !== stop) placed.add(meet)
      step.branches = main.map(({ exit, edge }) => ({
        exit,
        edgeId: edge?.id ?? null,
        sequence: edge ? sequenceFrom(edge.target, edge.id, meet) : { steps: [], end: { type: "open" as const, exit } },
      }))
      if (meet === null) return { steps, end: { type: "over" } }
      if (meet !== stop) placed.delete(meet)
      edgeId = null
      at = meet
    }
  }

  const starts = graph.nodes.filter(({ id }) => factsOf(id).isStart)
  const entered = new Set(graph.edges.filter(({ source }) => known.has(source)).map(({ target }) => target))
  // First what nothing leads to, then what is left: a circle that nobody comes to.
  const roots = [...starts, ...graph.nodes.filter(({ id }) => !entered.has(id)), ...graph.nodes]
  const sequences = roots.flatMap(({ id }) => (placed.has(id) ? [] : [sequenceFrom(id, null, null)]))
  const [main = { steps: [], end: { type: "over" } as const }, ...loose] = sequences
  return { main, loose }
}

/** Everything that can be reached from a node, itself too, without going on behind what stands elsewhere. */
function reach(
  from: string,
  leaving: ReadonlyMap<string, DraftEdge[]>,
  isElsewhere: (id: string) => boolean,
): Set<string> {
  const reached = new Set([from])
  // A set visits what is added while it is walked.
  for (const id of reached) if (!isElsewhere(id)) for (const { target } of leaving.get(id) ?? []) reached.add(target)
  return reached
}

/** How far each node is from the start, by the longest way that visits nothing twice on the path that found it. */
function depths(
  graph: DraftGraph,
  leaving: ReadonlyMap<string, DraftEdge[]>,
  factsOf: (nodeId: string) => NodeFacts,
): Map<string, number> {
  const order: string[] = []
  const state = new Map<string, "open" | "done">()
  const back = new Set<DraftEdge>()
  const roots = [...graph.nodes.filter(({ id }) => factsOf(id).isStart), ...graph.nodes]
  for (const root of roots) {
    if (state.has(root.id)) continue
    const walk = [{ id: root.id, left: [...(leaving.get(root.id) ?? [])] }]
    state.set(root.id, "open")
    for (let at = walk.at(-1); at; at = walk.at(-1)) {
      const edge = at.left.pop()
      if (!edge) {
        walk.pop()
        state.set(at.id, "done")
        order.push(at.id)
      } else if (state.get(edge.target) === "open") {
        back.add(edge)
      } else if (!state.has(edge.target)) {
        state.set(edge.target, "open")
        walk.push({ id: edge.target, left: [...(leaving.get(edge.target) ?? [])] })
      }
    }
  }
  const depth = new Map<string, number>()
  for (const id of order.toReversed()) {
    const own = depth.get(id) ?? 0
    depth.set(id, own)
    for (const edge of leaving.get(id) ?? []) {
      if (!back.has(edge)) depth.set(edge.target, Math.max(depth.get(edge.target) ?? 0, own + 1))
    }
  }
  return depth
}
