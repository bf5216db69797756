/**
 * Why a node could not go on. `nobody`: its people rule named no one; `tooFewPeople`: more approvals are needed than
 * there are signers; `tooManyPeople`, `tooManySteps`: a limit of core/ticket/limits; `noRoute`: no condition held and
 * there is no fallback; `expression`: a condition could not be evaluated; `callFailed`: a service gave no usable answer; `subFlowFailed`: a ticket
 * of another flow was not opened, was rejected or revoked.
 */
export const incidentCodes = [
  "nobody",
  "tooFewPeople",
  "tooManyPeople",
  "noRoute",
  "expression",
  "tooManySteps",
  "callFailed",
  "subFlowFailed",
] as const
export type IncidentCode = (typeof incidentCodes)[number]
