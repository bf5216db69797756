import { randomUUID } from "node:crypto"
import { and, eq, gt, isNull } from "drizzle-orm"
import { gateway } from "@/db/gateway"
import type { TenantRef } from "@/db/tenant-client"
import { withTenant } from "@/db/tenant-client"
import { invitation, person } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { parseEmail } from "@/server/auth/email"
import { forgetSessions } from "@/server/auth/load-session"
import { hashPassword, passwordProblems } from "@/server/auth/password"
import { verifyAccount } from "@/server/auth/sign-in"
import { forgetDirectory } from "./directory"
import { findInvitation } from "./invitations"
import { nameProblems, tidyName } from "./name"
import { alreadyMember, emailInvalid, emailOther, passwordWrong } from "./problems"

export type JoinRequest = { token: string; name: string; email: string; password: string; address: string }

type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>>

/**
 * Makes whoever holds the token a member: with a new account, or with the account of this address when the password is its own.
 *
 * The membership is written first, by the gateway, and the person with the used-up invitation second, by the tenant's login.
 * Without a person a membership opens nothing, so a crash in between leaves something harmless that the next try completes.
 *
 * Throws AppError: NOT_FOUND (no such invitation, or used, revoked, expired), INVALID, RATE_LIMITED.
 */
export async function join(tenant: TenantRef, request: JoinRequest): Promise<{ personId: string; email: string }> {
  const found = await findInvitation(tenant, request.token)
  if (!found) throw new AppError("NOT_FOUND")
  const email = parseEmail(request.email)
  const problems = [
    ...nameProblems(request.name, "name"),
    ...(email === null ? [emailInvalid] : []),
    ...(email !== null && found.email !== null && found.email !== email ? [emailOther] : []),
  ]
  if (problems.length > 0 || email === null) throw new AppError("INVALID", { problems })

  const accountId = await accountFor(request, email)
  const membership = await addMembership(accountId, tenant.id)
  try {
    await addPerson(tenant, found, { ...membership, accountId, email, name: tidyName(request.name) })
  } catch (error) {
    if (membership.isNew)
      await gateway().sql`delete from control.membership where account_id = ${accountId} and tenant_id = ${tenant.id}`
    throw error
  }
  forgetDirectory(tenant)
  forgetSessions(tenant.id)
  return { personId: membership.personId, email }
}

async function accountFor({ name, password, address }: JoinRequest, email: string): Promise<string> {
  const { sql } = gateway()
  const [known] = await sql`select 1 from control.account where email = ${email}`
  if (!known) {
    const problems = passwordProblems(password, { email, field: "password" })
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const [created] = await sql<{ id: string }[]>`
      insert into control.account (id, email, name, password_hash)
      values (${randomUUID()}, ${email}, ${tidyName(name)}, ${await hashPassword(password)})
      on conflict (email) do nothing returning id`
    if (created) return created.id
  }
  const account = await verifyAccount({ email, password, address })
  if (!account) throw new AppError("INVALID", { problems: [passwordWrong] })
  return account.id
}

async function addMembership(accountId: string, tenantId: string): Promise<{ personId: string; isNew: boolean }> {
  const { sql } = gateway()
  const [created] = await sql<{ personId: string }[]>`
    insert into control.membership (account_id, tenant_id, person_id)
    values (${accountId}, ${tenantId}, ${randomUUID()})
    on conflict (account_id, tenant_id) do nothing returning person_id as "personId"`
  if (created) return { ...created, isNew: true }
  const [known] = await sql<{ personId: string }[]>`
    update control.membership set last_used_at = now()
    where account_id = ${accountId} and tenant_id = ${tenantId} returning person_id as "personId"`
  if (!known) throw new AppError("UNAVAILABLE")
  return { ...known, isNew: false }
}

async function addPerson(
  tenant: TenantRef,
  found: Found,
  joining: { personId: string; accountId: string; email: string; name: string },
): Promise<void> {
  await withTenant(tenant).db.transaction(async (tx) => {
    const { personId, accountId, email, name } = joining
    const [before] = await tx.select().from(person).where(eq(person.id, personId)).for("update")
    if (before?.active) throw new AppError("INVALID", { problems: [alreadyMember] })
    const [namesake] = await tx.select().from(person).where(eq(person.email, email))
    if (namesake && namesake.id !== personId) throw new AppError("INVALID", { problems: [alreadyMember] })

    const values = { accountId, name, email, roles: found.roles, unitId: found.unitId, active: true }
    // Somebody who was a member before comes back as the same person: old tickets name them.
    if (before) await tx.update(person).set(values).where(eq(person.id, personId))
    else await tx.insert(person).values({ id: personId, ...values })
    const used = await tx
      .update(invitation)
      .set({ usedAt: new Date(), usedBy: personId })
      .where(
        and(
          eq(invitation.id, found.id),
          isNull(invitation.usedAt),
          isNull(invitation.revokedAt),
          gt(invitation.expiresAt, new Date()),
        ),
      )
      .returning({ id: invitation.id })
    // Somebody else was faster with the same link.
    if (used.length === 0) throw new AppError("NOT_FOUND")
    await recordAudit(tx, personId, {
      action: "person.joined",
      subject: `person:${personId}`,
      after: { name, email, roles: found.roles, unitId: found.unitId, invitationId: found.id },
    })
  })
}
