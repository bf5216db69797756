import { compileExpression } from "@/core/expression/evaluate"
import type { ResolveContext } from "@/core/people/resolve"
import type { Values } from "@/core/ticket/event"
import type { ExecutableFlow } from "./executable-flow"

/** People named by an expression: one text or a list of texts, each an id or an e-mail address. Empty texts name nobody. */
export function evaluatePeople(
  source: string,
  { variables, expressions }: Pick<ExecutableFlow, "variables" | "expressions">,
  values: Values,
): ReturnType<ResolveContext["evaluatePeople"]> {
  const outcome = compileExpression(source, variables, { cache: expressions }).evaluate(values)
  if (!outcome.ok) return { ok: false, text: outcome.problem.message }
  const texts = Array.isArray(outcome.value) ? outcome.value : [outcome.value]
  return { ok: true, people: texts.filter((text): text is string => typeof text === "string" && text.trim() !== "") }
}

/** The amount of a limit: a number; an empty field is no amount. */
export function evaluateAmount(
  source: string,
  { variables, expressions }: Pick<ExecutableFlow, "variables" | "expressions">,
  values: Values,
): ReturnType<ResolveContext["evaluateAmount"]> {
  const outcome = compileExpression(source, variables, { cache: expressions }).evaluate(values)
  if (!outcome.ok) return { ok: false, text: outcome.problem.message }
  if (typeof outcome.value === "number") return { ok: true, amount: outcome.value }
  return { ok: false, text: { en: "The amount is empty.", zh: "金额为空。" } }
}
