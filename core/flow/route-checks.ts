import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import type { Problem } from "@/core/problem"
import type { DraftNode } from "./graph"
import type { CheckContext } from "./node-kind"

/** The routes of an exclusive split: conditions that hold water, and one way out for what none of them covers. */
export function checkRoutes(node: DraftNode, { outgoing, variables }: CheckContext): Problem[] {
  const problems: Problem[] = []
  const fallbacks = outgoing.filter((route) => route.fallback)
  if (fallbacks.length === 0) {
    problems.push({
      code: "noFallback",
      severity: "error",
      place: { nodeId: node.id },
      text: { en: "The split has no fallback route.", zh: "分支没有默认路线。" },
      hint: {
        en: "Make one route the fallback; it is taken when no condition holds.",
        zh: "请将一条路线设为默认路线。",
      },
    })
  }
  for (const { id } of fallbacks.slice(1)) {
    problems.push({
      code: "twoFallbacks",
      severity: "error",
      place: { nodeId: node.id, edgeId: id },
      text: { en: "Only one route can be the fallback.", zh: "默认路线只能有一条。" },
    })
  }
  for (const { id, condition, fallback } of outgoing) {
    if (fallback) continue
    const place = { nodeId: node.id, edgeId: id, field: "condition" }
    if (condition.trim() === "") {
      problems.push({
        code: "noCondition",
        severity: "error",
        place,
        text: { en: "The route has no condition.", zh: "路线没有设置条件。" },
        hint: { en: "Write a condition, or make it the fallback.", zh: "请填写条件，或设为默认路线。" },
      })
      continue
    }
    const { problems: found } = checkExpression(condition, { variables, expect: "bool" })
    problems.push(...found.map((fault) => toProblem(fault, place)))
  }
  return problems
}
