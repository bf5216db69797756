import type { Role } from "@/core/people/directory"

/** What a flow is called and who may do what with it. No part of a version: a change counts at once. */
export type FlowFacts = {
  name: string
  description: string
  /** Nobody publishes alone. */
  needsApproval: boolean
  mayChangeApproval: boolean
  scope: { start: Role[]; see: Role[]; edit: Role[] }
}

export type SaveFacts = (facts: FlowFacts) => Promise<void>
