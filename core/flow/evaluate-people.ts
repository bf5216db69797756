import { compileExpression } from "@/core/expression/evaluate"
import type { ResolveContext } from "@/core/people/resolve"
import type { Values } from "@/core/ticket/event"
import type { ExecutableFlow } from "./executable-flow"

/** People named by an expression: one text or a list of texts, each an id or an e-mail address. Empty texts name nobody. */
export function evaluatePeople(
  source: string,
  { variables, expressions }: ExecutableFlow,
  values: Values,
): ReturnType<ResolveContext["evaluatePeople"]> {
  const outcome = compileExpression(source, variables, { cache: expressions }).evaluate(values)
  if (!outcome.ok) return { ok: false, text: outcome.problem.message }
  const texts = Array.isArray(outcome.value) ? outcome.value : [outcome.value]
  return { ok: true, people: texts.filter((text): text is string => typeof text === "string" && text.trim() !== "") }
}
