import type { Problem, Severity } from "@/core/problem"
import type { Text } from "@/core/text"
import { readGraph } from "../executable"
import type { CheckedGraph } from "../graph-checks"
import type { DraftEdge, DraftGraph } from "../graph"

/** A draft as lints look at it: what is sound of its graph, read once for all of them. */
export type FlowReading = CheckedGraph & { draft: DraftGraph; reached: ReadonlySet<string> }

/** What one lint finds. Pure; walks nodes and edges a fixed number of times. */
export type Lint = (reading: FlowReading) => Problem[]

export function readFlow(draft: DraftGraph): FlowReading {
  const graph = readGraph(draft, [])
  const starts = [...graph.checked.values()].filter(({ kind }) => kind.group === "start")
  const reached = new Set(starts.map(({ draft: { id } }) => id))
  // A set visits what is added while it is walked.
  for (const id of reached) for (const { target } of graph.outgoing.get(id) ?? []) reached.add(target)
  return { ...graph, draft, reached }
}

/** The edges drawn by the split's own routes. */
export const routesFrom = ({ outgoing }: Pick<FlowReading, "outgoing">, nodeId: string): DraftEdge[] =>
  (outgoing.get(nodeId) ?? []).filter(({ exit }) => exit === "route")

/** As people call it: its name, or what it is. Pure. */
export function calls({ nodes, kindOf }: FlowReading, nodeId: string): Text {
  const node = nodes.get(nodeId)
  const name = node?.name.trim()
  if (name) return { en: name, zh: name }
  return (node && kindOf(node)?.title) ?? { en: nodeId, zh: nodeId }
}

export const found = (
  severity: Exclude<Severity, "error">,
  code: string,
  place: Problem["place"],
  text: Text,
  more: Pick<Problem, "hint" | "suggestion"> = {},
): Problem => ({ code, severity, place, text, ...more })
