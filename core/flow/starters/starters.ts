import { balanceWithdrawal } from "./balance-withdrawal"
import { callBack } from "./call-back"
import { complaint } from "./complaint"
import { feeReduction } from "./fee-reduction"
import { identityProblem } from "./identity-problem"
import { limitApplication } from "./limit-application"
import { outageNotice } from "./outage-notice"
import { refund } from "./refund"
import type { Starter, StarterContext } from "./starter"

/** The flows a new tenant begins with, ready to publish. */
export function starterFlows(context: StarterContext): Starter[] {
  return [feeReduction(context), complaint(context)]
}

/** Everything a new flow may begin with, those of a new tenant first. */
export function galleryFlows(context: StarterContext): Starter[] {
  return [
    ...starterFlows(context),
    refund(context),
    balanceWithdrawal(context),
    limitApplication(context),
    identityProblem(context),
    callBack(context),
    outageNotice(context),
  ]
}
