import type { DraftGraph } from "@/core/flow/graph"
import type { Place } from "@/core/problem"

// Reading and changing what a problem's place names: a property of a step's configuration, the condition of a route, a
// field of the form, a setting of the flow.

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const member = (value: unknown, name: string | undefined): unknown =>
  name !== undefined && isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

const pathOf = ({ field }: Place): string[] => field?.split(".") ?? []

/** What a dotted path leads through, as one tree. */
function rootOf(graph: DraftGraph, { nodeId, edgeId }: Place): unknown {
  if (edgeId !== undefined) return graph.edges.find(({ id }) => id === edgeId)
  if (nodeId !== undefined) return graph.nodes.find(({ id }) => id === nodeId)?.config
  return graph
}

/** The value at the place; undefined where there is none. Pure. */
export const valueAt = (graph: DraftGraph, place: Place): unknown =>
  pathOf(place).reduce<unknown>(member, rootOf(graph, place))

/** `undefined` takes the member, or the item of a list, out. */
function changed(value: unknown, [name, ...rest]: string[], next: unknown): unknown {
  if (name === undefined) return next
  const inner = changed(member(value, name), rest, next)
  if (Array.isArray(value)) {
    const items: unknown[] = [...value]
    if (inner === undefined) items.splice(Number(name), 1)
    else items[Number(name)] = inner
    return items
  }
  const { [name]: _, ...others } = isObject(value) ? value : {}
  return inner === undefined ? others : { ...(isObject(value) ? value : {}), [name]: inner }
}

/** The draft with another value at the place; `undefined` takes it out. Pure. */
export function withValueAt(graph: DraftGraph, place: Place, next: unknown): DraftGraph {
  const path = pathOf(place)
  const root = changed(rootOf(graph, place), path, next)
  const { nodeId, edgeId } = place
  if (edgeId !== undefined) {
    return { ...graph, edges: graph.edges.map((edge) => (edge.id === edgeId ? (root as typeof edge) : edge)) }
  }
  if (nodeId !== undefined) {
    return {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === nodeId ? { ...node, config: root as typeof node.config } : node)),
    }
  }
  return root as DraftGraph
}

/** The place some steps up, and from there down again: `above("values.2.source", 1)` is "values.2". */
export const above = (place: Place, steps: number, ...down: string[]): Place => {
  const { start: _start, end: _end, ...rest } = place
  return { ...rest, field: [...pathOf(place).slice(0, -steps || undefined), ...down].join(".") }
}
