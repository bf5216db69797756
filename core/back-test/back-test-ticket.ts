import type { Problem } from "@/core/problem"
import type { FoldedEvent } from "@/core/ticket/evolve"
import { compareRuns, type Comparison } from "./compare-runs"
import { Measure } from "./measure"
import { readPast } from "./past"
import { rerun, type RerunContext } from "./rerun"

export type BackTestContext = RerunContext & {
  /** The node an edge leaves, in whatever version of the flow has it. */
  sourceOf(edgeId: string): string | null
}

export type BackTested =
  | { is: "incomparable"; problems: Problem[] }
  | { is: "compared"; was: Measure; would: Measure; comparison: Comparison; assumed: string[]; openedAt: number }

/** One past ticket on another flow: what happened, beside what would have. Pure. */
export function backTestTicket(events: readonly FoldedEvent[], context: BackTestContext): BackTested {
  const was = new Measure(context.sourceOf)
  const past = readPast(events, was)
  const would = new Measure(context.sourceOf)
  const { incomparable, assumed } = rerun(past, context, would)
  if (incomparable) return { is: "incomparable", problems: incomparable }
  // A clock that has run out since the last event is late in the past, too.
  past.finish(context.until)
  return { is: "compared", was, would, comparison: compareRuns(was, would), assumed, openedAt: past.openedAt }
}
