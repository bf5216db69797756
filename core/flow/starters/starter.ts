import type { Locale } from "@/core/text"
import type { DraftEdge, DraftGraph, DraftNode } from "../graph"

/** What of a tenant a starter needs: ids are the tenant's own. */
export type StarterContext = {
  locale: Locale
  /** Whose supervisors approve when a call opened the ticket. */
  homeUnitId: string | null
  /** Who gets what nobody else can: in a fresh tenant the owner. */
  administratorIds: string[]
  /** Who handles customers. Without one, everybody with the agent role. */
  serviceGroupId?: string
}

/** `key` is stable: samples, tests and guides find the flow by it. */
export type Starter = { key: string; name: string; description: string; draft: DraftGraph }

// Cards are 248 wide; a column leaves room for the name of a route.
const column = 330
const row = 190

/** Column and row, in steps of the canvas. */
export type Cell = readonly [column: number, row: number]

export function node(id: string, kind: string, name: string, [x, y]: Cell, config: DraftNode["config"]): DraftNode {
  return { id, kind, name, position: { x: x * column, y: y * row }, config }
}

export function edge(source: string, exit: string, target: string): DraftEdge {
  return { id: `${source}-${exit}`, source, exit, target, name: "", condition: "", priority: 0, fallback: false }
}

/** A route of a split; without a condition it is the fallback. */
export function route(source: string, target: string, name: string, condition = "", priority = 0): DraftEdge {
  const fallback = condition === ""
  return { id: `${source}-${target}`, source, exit: "route", target, name, condition, priority, fallback }
}
