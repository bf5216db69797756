import type { ExpressionProblem } from "@/core/expression/problem"
import type { NodeRun } from "@/core/ticket/node-run"
import type { DraftEdge } from "./graph"

/** A condition that fails is not a condition that does not hold: going on would route on a mistake. */
export function reportFailedRoute(run: NodeRun, route: DraftEdge, { message }: ExpressionProblem): void {
  const name = route.name || route.condition
  const text = { en: `Condition “${name}”: ${message.en}`, zh: `条件“${name}”：${message.zh}` }
  run.incident("expression", text, [route.condition])
}

export function reportNoRoute(run: NodeRun, conditions: DraftEdge[]): void {
  const text = { en: "No condition holds and there is no fallback.", zh: "没有满足的条件，也没有默认路线。" }
  run.incident(
    "noRoute",
    text,
    conditions.map((route) => route.condition),
  )
}
