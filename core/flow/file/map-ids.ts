import type { DraftGraph } from "../graph"
import type { ReferenceType } from "./flow-file"

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const oneId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Properties that hold ids, at any depth of a graph. Everything else is text, which may mention one all the same. */
const typeOfProperty: ReadonlyMap<string, ReferenceType> = new Map<string, ReferenceType>([
  ["personId", "person"],
  ["personIds", "person"],
  ["administratorIds", "person"],
  ["unitId", "unit"],
  ["homeUnitId", "unit"],
  ["skillGroupId", "skillGroup"],
  ["calendarId", "calendar"],
  ["serviceId", "service"],
  ["flowId", "flow"],
  ["kindId", "kind"],
])

/** `type`: what the id is by its place; null inside of a text (an expression, say), where only known ids count. */
export type IdMap = (id: string, type: ReferenceType | null) => string

/**
 * The same graph with its ids replaced, wherever they are: as values of properties that hold ids, and inside of texts.
 * What people fill in for an own kind is text, whatever its keys are called. Pure.
 */
export function mapIds(graph: DraftGraph, replace: IdMap): DraftGraph {
  const walk = (value: unknown, key: string, isText: boolean): unknown => {
    if (typeof value === "string") {
      const type = isText ? undefined : typeOfProperty.get(key)
      if (type && oneId.test(value)) return replace(value, type)
      return value.replaceAll(anyId, (id) => replace(id, null))
    }
    if (Array.isArray(value)) return value.map((item) => walk(item, key, isText))
    if (typeof value !== "object" || value === null) return value
    const isOwnKind = Object.hasOwn(value, "kindId")
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        walk(inner, name, isText || (isOwnKind && (name === "values" || name === "keep"))),
      ]),
    )
  }
  // Node and edge ids are no references, and a route's condition is text like any other.
  return walk(graph, "", false) as DraftGraph
}
