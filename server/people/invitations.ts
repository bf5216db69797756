import { and, desc, eq, gt, isNull } from "drizzle-orm"
import * as z from "zod"
import { roleSchema } from "@/core/people/directory"
import { type TenantRef, withTenant } from "@/db/tenant-client"
import { invitation, person, unit } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { tokenHash } from "./invitation-token"

export const openInvitationSchema = z.object({
  id: z.uuid(),
  roles: z.array(roleSchema),
  unitId: z.uuid().nullable(),
  email: z.string().nullable(),
  invitedBy: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: z.date(),
  expiresAt: z.date(),
})
export type OpenInvitation = z.infer<typeof openInvitationSchema>

const isOpen = () => and(isNull(invitation.usedAt), isNull(invitation.revokedAt), gt(invitation.expiresAt, new Date()))

/** Links that can still be used, newest first. */
export async function listInvitations(tenant: TenantRef): Promise<OpenInvitation[]> {
  return withTenant(tenant)
    .db.select({
      id: invitation.id,
      roles: invitation.roles,
      unitId: invitation.unitId,
      email: invitation.email,
      invitedBy: { id: person.id, name: person.name },
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.invitedBy))
    .where(isOpen())
    .orderBy(desc(invitation.createdAt))
    .limit(500)
}

/** Throws NOT_FOUND, also for one that has been used. */
export async function revokeInvitation(session: Session, id: string): Promise<void> {
  await withTenant(session.tenant).db.transaction(async (tx) => {
    const revoked = await tx
      .update(invitation)
      .set({ revokedAt: new Date() })
      .where(and(eq(invitation.id, id), isOpen()))
      .returning({ id: invitation.id })
    if (revoked.length === 0) throw new AppError("NOT_FOUND")
    await recordAudit(tx, session.person.id, { action: "invitation.revoked", subject: `invitation:${id}` })
  })
}

/** The usable invitation a token stands for, or null. */
export async function findInvitation(tenant: TenantRef, token: string) {
  const [found] = await withTenant(tenant)
    .db.select({
      id: invitation.id,
      roles: invitation.roles,
      unitId: invitation.unitId,
      unitName: unit.name,
      email: invitation.email,
      inviterName: person.name,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.invitedBy))
    .leftJoin(unit, eq(unit.id, invitation.unitId))
    .where(and(eq(invitation.tokenHash, tokenHash(token)), isOpen()))
  return found ?? null
}
