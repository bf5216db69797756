import { checkExpression } from "@/core/expression/check"
import { flowVariables } from "@/core/flow/variables"
import type { DraftGraph } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Problem } from "@/core/problem"
import { applyCommand } from "../command"
import { reorderRoutes, setFallback } from "../route-commands"
import { routeExit, routesOf } from "../routes"
import { fix, type Fix, type Fixer } from "./fix"
import { endsAsWell, openExits, titleOf, withoutEdges } from "./ways"

// Problems of edges and of the routes of splits.

const edgeOf = (graph: DraftGraph, { place }: Problem) => graph.edges.find(({ id }) => id === place.edgeId)

function removal(graph: DraftGraph, edgeIds: readonly string[], text: Fix["text"]): Fix[] {
  const after = withoutEdges(graph, new Set(edgeIds))
  return endsAsWell(graph, after) ? [fix("removeRoute", text, () => after)] : []
}

export const removeEdge: Fixer = (problem, { graph }) => {
  const edge = edgeOf(graph, problem)
  return edge ? removal(graph, [edge.id], { en: "Delete the edge", zh: "删除这条连线" }) : []
}

/** An edge from an exit that is gone: it leaves by one that is still open, or goes. */
export const mendExit: Fixer = (problem, { graph }) => {
  const edge = edgeOf(graph, problem)
  const source = graph.nodes.find(({ id }) => id === edge?.source)
  if (!edge || !source) return []
  const moves = openExits(graph, source)
    .filter(({ isRoute }) => !isRoute)
    .map(({ exit, title }) => {
      const edges = graph.edges.map((one) => (one === edge ? { ...one, exit } : one))
      const text = { en: `Let it leave by “${title.en}”`, zh: `改为从“${title.zh}”出口连出` }
      return fix(`exit:${exit}`, text, () => ({ ...graph, edges }))
    })
  return [...moves, ...removeEdge(problem, { graph })]
}

/** Deleting one of several routes; the last one is another matter. */
export const removeRoute: Fixer = (problem, { graph }) => {
  const edge = edgeOf(graph, problem)
  if (!edge || routesOf(graph, edge.source).length < 2) return []
  return removal(graph, [edge.id], { en: "Delete this route", zh: "删除这条路线" })
}

const otherwise = (to: Fix["text"]): Fix["text"] => ({
  en: `Make the route to “${to.en}” the fallback`,
  zh: `将通往“${to.zh}”的路线设为默认路线`,
})
const nodeNamed = (graph: DraftGraph, id: string) => titleOf(graph.nodes.find((node) => node.id === id))

/** The last route takes what no other does. */
export const lastIsFallback: Fixer = ({ place: { nodeId = "" } }, { graph }) => {
  const known = new Set(graph.nodes.flatMap(({ id, kind }) => (nodeKind(kind)?.hasEntry === false ? [] : [id])))
  const last = routesOf(graph, nodeId).findLast(({ target }) => known.has(target))
  if (!last) return []
  const text = otherwise(nodeNamed(graph, last.target))
  return [fix("fallback", text, () => applyCommand(graph, setFallback(graph, last.id, true)))]
}

/** A second fallback is a route like any other if it has a condition that is right, and too much if it has none. */
export const stepDown: Fixer = (problem, { graph }) => {
  const edge = edgeOf(graph, problem)
  if (!edge) return []
  const variables = flowVariables(graph.fields)
  const isRight = checkExpression(edge.condition, { variables, expect: "bool" }).problems.length === 0
  if (edge.condition.trim() === "" || !isRight) return removeRoute(problem, { graph })
  const text = { en: "Take this route by its condition", zh: "改为按条件走这条路线" }
  return [fix("byCondition", text, () => applyCommand(graph, setFallback(graph, edge.id, false)))]
}

/** A route without a condition: the fallback, where there is none yet, or deleted. */
export const fallbackOrRemove: Fixer = (problem, around) => {
  const edge = edgeOf(around.graph, problem)
  if (!edge) return []
  const { graph } = around
  const hasFallback = routesOf(graph, edge.source).some(({ fallback }) => fallback)
  const make = fix("fallback", otherwise(nodeNamed(graph, edge.target)), () =>
    applyCommand(graph, setFallback(graph, edge.id, true)),
  )
  return [...(hasFallback ? [] : [make]), ...removeRoute(problem, around)]
}

/** A route that an earlier one always precedes is tried first, or goes. */
export const tryFirst: Fixer = (problem, around) => {
  const { graph } = around
  const edge = edgeOf(graph, problem)
  if (!edge) return []
  const ids = routesOf(graph, edge.source).map(({ id }) => id)
  const first = fix("tryFirst", { en: "Try it before the others", zh: "移到最前优先判断" }, () =>
    applyCommand(graph, reorderRoutes(graph, edge.source, [edge.id, ...ids.filter((id) => id !== edge.id)])),
  )
  return [first, ...removeRoute(problem, around)]
}

/** A condition that always holds is a fallback, and what comes after it is never reached. */
export const alwaysIsFallback: Fixer = (problem, { graph }) => {
  const edge = edgeOf(graph, problem)
  if (!edge || edge.exit !== routeExit) return []
  const routes = routesOf(graph, edge.source)
  const below = routes.slice(routes.findIndex(({ id }) => id === edge.id) + 1).map(({ id }) => id)
  const rest = withoutEdges(graph, new Set(below))
  const after = applyCommand(rest, setFallback(rest, edge.id, true))
  if (!endsAsWell(graph, after)) return []
  const text = { en: "Make it the fallback and delete the routes below it", zh: "设为默认路线，并删除其后的路线" }
  return [fix("onlyFallback", text, () => after)]
}
