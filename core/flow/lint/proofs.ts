import { proveCoverage, type Coverage } from "@/core/expression/coverage/prove"
import type { Variable } from "@/core/expression/variable"
import type { Problem } from "@/core/problem"
import type { DraftEdge, DraftGraph } from "../graph"
import { flowVariables } from "../variables"
import { found, readFlow, routesFrom, type FlowReading } from "./reading"
import { sameWords } from "./structure"

/** Proofs kept from one look at a flow to the next, by what was asked. */
export type ProofCache = Map<string, Coverage>
const cacheMax = 2000

/**
 * What the coverage prover knows of single conditions: always true, never true, never reached. Thousands of cases are
 * tried for each, so this is for a worker; with the same cache only what has changed is proven anew. Says nothing where
 * nothing is provable.
 */
export function lintProofs(draft: DraftGraph, cache: ProofCache = new Map()): Problem[] {
  const reading = readFlow(draft)
  const variables = flowVariables(draft.fields)
  const known = JSON.stringify(
    draft.fields.map(({ key, type, nullable, required, shownWhen, values, kind }) => [
      key,
      type,
      nullable,
      required,
      Boolean(shownWhen),
      values,
      kind,
    ]),
  )
  const prove = (exits: { id: string; source: string }[]): Coverage => {
    const key = `${known} ${JSON.stringify(exits)}`
    const proven = cache.get(key) ?? proveCoverage(exits, variables)
    if (cache.size >= cacheMax) cache.clear()
    cache.set(key, proven)
    return proven
  }
  return [...routeProofs(reading, prove), ...fieldProofs(draft, prove, variables)]
}

type Prove = (exits: { id: string; source: string }[]) => Coverage

/** True or false whatever the values are; null when it depends on them or cannot be proven. */
function alwaysIs(source: string, prove: Prove): boolean | null {
  const { status, gaps, failures, unreachable } = prove([{ id: "it", source }])
  if (status !== "proven" || failures.length > 0) return null
  return unreachable.length > 0 ? false : gaps.length === 0 ? true : null
}

function routeProofs(reading: FlowReading, prove: Prove): Problem[] {
  return [...reading.checked.values()].flatMap(({ draft: { id: nodeId }, kind, config }) => {
    if (!kind.exits(config).some(({ many, plain }) => many && !plain)) return []
    const routes = routesFrom(reading, nodeId)
      .filter(({ fallback, condition }) => !fallback && condition.trim() !== "")
      .toSorted((a, b) => a.priority - b.priority)
    const takesFirst = kind.branches === undefined
    const constant = new Map(routes.map(({ id, condition }) => [id, alwaysIs(condition, prove)]))
    const problems = routes.flatMap((route) => {
      const value = constant.get(route.id)
      const place = { nodeId, edgeId: route.id, field: "condition" }
      if (value === false) return [found("warning", "neverTrue", place, never)]
      // The only condition there is may be meant: the split will get more.
      return value === true ? [found("warning", "alwaysTrue", place, takesFirst ? alwaysFirst : always)] : []
    })
    return takesFirst ? [...problems, ...shadowed(nodeId, routes, constant, prove)] : problems
  })
}

const never = {
  en: "This condition never holds, so the route is never taken.",
  zh: "该条件永不成立，此路线不会被选中。",
}
const always = { en: "This condition always holds.", zh: "该条件恒成立。" }
const alwaysFirst = {
  en: "This condition always holds, so no route below it is ever taken.",
  zh: "该条件恒成立，其后的路线都不会被选中。",
}

/** Routes that hold only where an earlier one does, beyond what was said already. */
function shadowed(
  nodeId: string,
  routes: readonly DraftEdge[],
  constant: ReadonlyMap<string, boolean | null>,
  prove: Prove,
): Problem[] {
  const repeated = new Set(
    routes.flatMap(({ id, condition }, index) =>
      routes.slice(0, index).some((earlier) => sameWords(earlier.condition) === sameWords(condition)) ? [id] : [],
    ),
  )
  if (routes.length < 2 || [...constant.values()].includes(true)) return []
  const { unreachable } = prove(routes.map(({ id, condition }) => ({ id, source: condition })))
  return unreachable.flatMap(({ exitId, why }) => {
    if (why !== "shadowed" || repeated.has(exitId)) return []
    const text = {
      en: "Whenever this condition holds, a route above it is taken.",
      zh: "该条件成立时总会先走上方的路线，此路线不会被选中。",
    }
    return [found("warning", "shadowedRoute", { nodeId, edgeId: exitId, field: "condition" }, text)]
  })
}

/** Fields whose own condition leaves no case in which they are shown. */
function fieldProofs({ fields }: DraftGraph, prove: Prove, variables: readonly Variable[]): Problem[] {
  if (variables.length === 0) return []
  return fields.flatMap(({ shownWhen, label, key }, index) => {
    if (!shownWhen?.trim() || alwaysIs(shownWhen, prove) !== false) return []
    const text = { en: `“${label.en || key}” is never shown.`, zh: `字段“${label.zh || key}”永远不会显示。` }
    return [found("warning", "neverShown", { field: `fields.${index}.shownWhen` }, text)]
  })
}
