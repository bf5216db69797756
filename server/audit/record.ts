import type { Tx } from "@/db/connect"
import { audit } from "@/db/tenant/people"

export type AuditEntry = {
  /** `<noun>.<verb in the past>`, for example `person.changed`. */
  action: string
  /** `<noun>:<id>` */
  subject: string
  before?: unknown
  after?: unknown
}

/** Says who changed what. Takes the transaction of the change itself: either both are written or neither. */
export async function recordAudit(tx: Tx, personId: string | null, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values({
    personId,
    action: entry.action,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
  })
}
