import { evaluateCondition } from "@/core/expression/evaluate"
import type { ExpressionProblem } from "@/core/expression/problem"
import type { Variable } from "@/core/expression/variable"
import type { DraftEdge } from "@/core/flow/graph"
import { inOrder } from "./routes"

/** The routes a split would take on some values, by id; or the one whose condition fails, which opens an incident. */
export type RoutesTried = { taken: string[]; failed: { id: string; problem: ExpressionProblem } | null }

/**
 * As the split itself goes about it: in order, the first that holds or, with `takesEvery`, each that does; the fallback
 * when none holds. A condition that fails stops the ticket there. Pure.
 */
export function tryRoutes(
  leaving: readonly DraftEdge[],
  takesEvery: boolean,
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
): RoutesTried {
  const routes = inOrder(leaving)
  const taken: string[] = []
  for (const { id, condition, fallback } of routes) {
    if (fallback) continue
    const outcome = evaluateCondition(condition, variables, values)
    if (!outcome.ok) return { taken: [], failed: { id, problem: outcome.problem } }
    if (outcome.value) taken.push(id)
    if (outcome.value && !takesEvery) break
  }
  if (taken.length === 0) taken.push(...routes.flatMap(({ id, fallback }) => (fallback ? [id] : [])))
  return { taken, failed: null }
}
