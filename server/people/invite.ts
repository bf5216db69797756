import { randomUUID } from "node:crypto"
import type { Role } from "@/core/people/directory"
import { withTenant } from "@/db/tenant-client"
import { invitation } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { parseEmail } from "@/server/auth/email"
import type { Session } from "@/server/auth/session"
import { unitExists } from "./change-member"
import { newToken, tokenHash } from "./invitation-token"
import { emailInvalid, rolesMissing, unitUnknown } from "./problems"

const VALID_DAYS = 7

export type InviteRequest = { roles: Role[]; unitId: string | null; email: string | null }
export type Invited = { id: string; token: string; path: string; expiresAt: Date }

/**
 * Makes a link that lets one person join. The token is in the answer and nowhere else: it cannot be shown again. Throws AppError:
 * INVALID.
 */
export async function invite(session: Session, { roles, unitId, email }: InviteRequest): Promise<Invited> {
  const address = email === null ? null : parseEmail(email)
  const [id, token] = [randomUUID(), newToken()]
  const expiresAt = new Date(Date.now() + VALID_DAYS * 24 * 60 * 60 * 1000)
  await withTenant(session.tenant).db.transaction(async (tx) => {
    const problems = [
      ...(roles.length === 0 ? [rolesMissing] : []),
      ...(email !== null && address === null ? [emailInvalid] : []),
      ...(unitId !== null && !(await unitExists(tx, unitId)) ? [unitUnknown("unitId")] : []),
    ]
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const values = { roles: [...new Set(roles)], unitId, email: address, expiresAt }
    await tx.insert(invitation).values({ id, tokenHash: tokenHash(token), invitedBy: session.person.id, ...values })
    await recordAudit(tx, session.person.id, {
      action: "person.invited",
      subject: `invitation:${id}`,
      after: { ...values, expiresAt: expiresAt.toISOString() },
    })
  })
  return { id, token, path: `/join/${session.tenant.slug}/${token}`, expiresAt }
}
