import { complaint } from "./complaint"
import { feeReduction } from "./fee-reduction"
import type { Starter, StarterContext } from "./starter"

/** The flows a new tenant begins with, ready to publish. */
export function starterFlows(context: StarterContext): Starter[] {
  return [feeReduction(context), complaint(context)]
}
