import type { DraftEdge } from "@/core/flow/graph"
import type { Account } from "./account"
import { partOf, textOf, type Element } from "./element"
import { dataOf } from "./extension"
import type { Way } from "./network"
import { inOneLine, storedRouteSchema } from "./stored"

const conditionCharsMax = 5000

/** What a line of the file says: the edge that we stored in it, or its condition as the other tool has written it. */
export function readRoute(
  { element, name }: Way,
  account: Account,
  /** Noted where the condition is another language's. */
  noteOn: Element | null,
): { id: string | null; stored: DraftEdge | null; name: string; condition: string } {
  if (!element) return { id: null, stored: null, name, condition: "" }
  const expression = partOf(element, "conditionExpression")
  const body = expression ? textOf(expression, "body").trim() : ""
  const stored = storedRouteSchema.safeParse(dataOf(element, "Route"))
  if (stored.success) {
    const { edge, wrote } = stored.data
    return {
      id: edge.id,
      stored: edge,
      name: inOneLine(name) === wrote.name ? edge.name : inOneLine(name).slice(0, 120),
      condition: body === wrote.condition ? edge.condition : body.slice(0, conditionCharsMax),
    }
  }
  if (body !== "" && noteOn) account.changed(noteOn, "condition")
  return { id: null, stored: null, name, condition: bare(body).slice(0, conditionCharsMax) }
}

/** The text of a condition without what other languages put around one: ${…}, #{…}, and the = of FEEL. */
function bare(body: string): string {
  const inner = /^[$#]\{([\s\S]*)\}$/.exec(body)?.[1]
  return (inner ?? body.replace(/^=/, "")).trim()
}
