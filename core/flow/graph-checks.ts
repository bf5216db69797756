import type { Problem } from "@/core/problem"
import type { DraftEdge, DraftNode } from "./graph"
import type { NodeKind } from "./node-kind"

/**
 * A node whose kind is known, with a configuration its kind can read. `wrong`: properties that were not valid and for
 * which the defaults stand, so that the rest is checked all the same.
 */
export type CheckedNode = { draft: DraftNode; kind: NodeKind; config: unknown; wrong: ReadonlySet<string> }

/** A graph with everything dangling left out: ids are unique and every edge joins two nodes that are there. */
export type CheckedGraph = {
  nodes: ReadonlyMap<string, DraftNode>
  /** By node id; absent for kinds unknown, which have their own problem. */
  checked: ReadonlyMap<string, CheckedNode>
  outgoing: ReadonlyMap<string, DraftEdge[]>
  incoming: ReadonlyMap<string, DraftEdge[]>
  kindOf(node: DraftNode): NodeKind | undefined
}

// Everything here walks each node and edge a fixed number of times and without recursion: a pasted flow of 10,000 nodes
// in a row is answered at once.

/**
 * The edge that stands for where a node leads without one that is drawn. To everything that walks the graph it is an edge
 * like any other; no drawn edge has a colon in its id.
 */
export const leadOf = (nodeId: string, target: string): DraftEdge => ({
  id: `lead:${nodeId}`,
  source: nodeId,
  exit: "next",
  target,
  name: "",
  condition: "",
  priority: 0,
  fallback: false,
})
const isLead = ({ id }: DraftEdge) => id.startsWith("lead:")

/** Every exit of a node leads somewhere, by one edge unless it is a split's. */
export function checkExits({ checked, outgoing }: CheckedGraph): Problem[] {
  return [...checked.values()].flatMap(({ draft, kind, config }) => {
    const edges = (outgoing.get(draft.id) ?? []).filter((edge) => !isLead(edge))
    const exits = kind.exits(config)
    const known = new Set(exits.map((exit) => exit.id))
    const unknown = edges.filter((edge) => !known.has(edge.exit)).map((edge) => unknownExit(draft, edge))
    const wrong = exits.flatMap((exit): Problem[] => {
      const leaving = edges.filter((edge) => edge.exit === exit.id)
      const place = { nodeId: draft.id, field: `exit.${exit.id}` }
      if (leaving.length === 0 && !exit.optional) {
        const text = {
          en: `Exit “${exit.title.en}” of “${nameOf(draft).en}” leads nowhere.`,
          zh: `“${nameOf(draft).zh}”的出口“${exit.title.zh}”未连接。`,
        }
        const hint = { en: "Draw an edge from it to the next node.", zh: "请从该出口连线到下一个节点。" }
        return [{ code: "exitNotConnected", severity: "error", place, text, hint }]
      }
      if (exit.many) return []
      return leaving.slice(1).map((edge) => ({
        code: "exitTwice",
        severity: "error",
        place: { ...place, edgeId: edge.id },
        text: {
          en: `Exit “${exit.title.en}” of “${nameOf(draft).en}” leads to two places.`,
          zh: `“${nameOf(draft).zh}”的出口“${exit.title.zh}”连接了多个节点。`,
        },
        hint: { en: "Put an exclusive split between them.", zh: "如需分流，请使用条件分支。" },
      }))
    })
    return [...unknown, ...wrong]
  })
}

function unknownExit(node: DraftNode, edge: DraftEdge): Problem {
  return {
    code: "unknownExit",
    severity: "error",
    place: { nodeId: node.id, edgeId: edge.id },
    text: {
      en: `“${nameOf(node).en}” has no exit “${edge.exit}”.`,
      zh: `“${nameOf(node).zh}”没有出口“${edge.exit}”。`,
    },
    hint: { en: "Delete the edge and draw it again.", zh: "请删除这条连线后重新连接。" },
  }
}

/** One start, an end that can be reached, and from everywhere a way to an end. */
export function checkPaths(graph: CheckedGraph): Problem[] {
  const problems: Problem[] = []
  const all = [...graph.nodes.values()]
  const group = (node: DraftNode) => graph.kindOf(node)?.group
  const starts = all.filter((node) => group(node) === "start")
  const ends = all.filter((node) => group(node) === "end")
  if (starts.length === 0)
    problems.push(flowProblem("noStart", { en: "The flow has no start.", zh: "流程没有开始节点。" }))
  for (const { id } of starts.slice(1)) {
    const text = { en: "A flow has one start only.", zh: "流程只能有一个开始节点。" }
    problems.push({ code: "twoStarts", severity: "error", place: { nodeId: id }, text })
  }
  const [start] = starts
  if (!start) return problems

  const reached = reach([start.id], (id) => (graph.outgoing.get(id) ?? []).map((edge) => edge.target))
  for (const node of all) {
    if (reached.has(node.id) || group(node) === "start") continue
    problems.push({
      code: "unreachable",
      severity: "warning",
      place: { nodeId: node.id },
      text: { en: `No route leads to “${nameOf(node).en}”.`, zh: `没有路线通往“${nameOf(node).zh}”。` },
    })
  }
  if (!ends.some((node) => reached.has(node.id))) {
    const text = { en: "No close node can be reached from the start.", zh: "从开始节点无法到达任何结束节点。" }
    problems.push(flowProblem("noEnd", text))
    return problems
  }
  const ending = reach(
    ends.map((node) => node.id),
    (id) => (graph.incoming.get(id) ?? []).map((edge) => edge.source),
  )
  for (const node of all) {
    if (!reached.has(node.id) || ending.has(node.id)) continue
    problems.push({
      code: "deadEnd",
      severity: "error",
      place: { nodeId: node.id },
      text: {
        en: `A ticket at “${nameOf(node).en}” can never be closed.`,
        zh: `工单到达“${nameOf(node).zh}”后无法结束。`,
      },
      hint: { en: "Draw a route from here that leads to a close node.", zh: "请从此处连接一条通往结束节点的路线。" },
    })
  }
  return problems
}

function reach(from: string[], next: (id: string) => string[]): Set<string> {
  const reached = new Set(from)
  // A set visits what is added while it is walked.
  for (const id of reached) for (const target of next(id)) reached.add(target)
  return reached
}

/** Circles in which nobody ever has to do anything: a ticket would run round for ever. One problem for each circle. */
export function checkLoops(graph: CheckedGraph): Problem[] {
  const automatic = new Set(
    [...graph.nodes.values()]
      .filter((node) => {
        const kind = graph.kindOf(node)
        return !kind?.decide || kind.group === "start"
      })
      .filter((node) => {
        const checked = graph.checked.get(node.id)
        return !checked?.kind.waits?.(checked.config)
      })
      .map((node) => node.id),
  )
  const targets = (id: string) => {
    return (graph.outgoing.get(id) ?? []).map((edge) => edge.target).filter((target) => automatic.has(target))
  }
  return circles(automatic, targets).map((circle) => {
    const names = circle.map((id) => graph.nodes.get(id)).filter((node) => node !== undefined)
    const shown = names.slice(0, 5).map((node) => nameOf(node))
    return {
      code: "automaticLoop",
      severity: "error",
      place: { nodeId: circle[0] ?? "" },
      text: {
        en: `Nothing in this loop waits for a person: ${shown.map((name) => name.en).join(" → ")}.`,
        zh: `循环中没有需要人员处理的节点：${shown.map((name) => name.zh).join(" → ")}。`,
      },
      hint: { en: "Put a node with people into the loop, or end it.", zh: "请在循环中加入人员节点，或去掉循环。" },
    }
  })
}

/** Strongly connected components with a circle in them (Tarjan, with an explicit stack). */
function circles(ids: ReadonlySet<string>, targets: (id: string) => string[]): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open = new Set<string>()
  const stack: string[] = []
  const found: string[][] = []
  for (const root of ids) {
    if (order.has(root)) continue
    const walk: { id: string; left: string[] }[] = []
    const visit = (id: string) => {
      order.set(id, order.size)
      low.set(id, order.size - 1)
      stack.push(id)
      open.add(id)
      walk.push({ id, left: targets(id) })
    }
    visit(root)
    for (let at = walk.at(-1); at; at = walk.at(-1)) {
      const target = at.left.pop()
      const lowest = low.get(at.id) ?? 0
      if (target === undefined) {
        walk.pop()
        const parent = walk.at(-1)
        if (parent) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, lowest))
        if (lowest !== order.get(at.id)) continue
        const component = stack.splice(stack.lastIndexOf(at.id))
        for (const id of component) open.delete(id)
        if (component.length > 1 || targets(at.id).includes(at.id)) found.push(component)
      } else if (!order.has(target)) {
        visit(target)
      } else if (open.has(target)) {
        low.set(at.id, Math.min(lowest, order.get(target) ?? 0))
      }
    }
  }
  return found
}

export function nameOf(node: DraftNode): { en: string; zh: string } {
  const name = node.name || node.id
  return { en: name, zh: name }
}

function flowProblem(code: string, text: { en: string; zh: string }): Problem {
  return { code, severity: "error", place: {}, text }
}
