import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import { messages, type ExpressionProblemCode } from "./message"

export type { ExpressionProblemCode }

/** One thing wrong with an expression, or with evaluating it. Offsets are UTF-16 units into the source, end exclusive. */
export type ExpressionProblem = {
  code: ExpressionProblemCode
  message: Text
  start: number
  end: number
  hint?: Text
  /** What to put in the place of `start`–`end` ("did you mean"). */
  fix?: string
}

type Parameter = string | Text

function fill(template: string, locale: keyof Text, parameters: Record<string, Parameter>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name] ?? ""
    return typeof value === "string" ? value : value[locale]
  })
}

/** Builds a problem from its code's message. `fix` replaces the span and adds "did you mean" unless the code has a hint. */
export function problem(
  code: ExpressionProblemCode,
  span: { start: number; end: number },
  parameters: Record<string, Parameter> = {},
  fix?: string,
): ExpressionProblem {
  const { zh, en, hint }: Text & { hint?: Text } = messages[code]
  const both = (text: Text): Text => ({ zh: fill(text.zh, "zh", parameters), en: fill(text.en, "en", parameters) })
  const meant = fix === undefined ? undefined : { zh: `是否想写 ${fix}？`, en: `Did you mean ${fix}?` }
  const advice = hint ? both(hint) : meant
  return {
    code,
    message: both({ zh, en }),
    start: span.start,
    end: span.end,
    ...(advice && { hint: advice }),
    ...(fix !== undefined && { fix }),
  }
}

/** The same problem in the shape a flow collects: `place` names the node or edge and the field. */
export function toProblem(found: ExpressionProblem, place: Problem["place"]): Problem {
  const { code, message, start, end, hint, fix } = found
  return {
    code,
    severity: "error",
    place: { ...place, start, end },
    text: message,
    ...(hint && { hint }),
    ...(fix !== undefined && { suggestion: fix }),
  }
}
