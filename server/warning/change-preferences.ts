import { and, eq, isNotNull } from "drizzle-orm"
import * as z from "zod"
import type { Problem } from "@/core/problem"
import { deliveryDefaultsSchema, ownPreferencesSchema, type DeliveryDefaults } from "@/core/warning/preferences"
import { deliveryPreference } from "@/db/tenant/delivery"
import { person, tenantSetting } from "@/db/tenant/people"
import { notification } from "@/db/tenant/ticket"
import type { Tx } from "@/db/connect"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { wake } from "@/server/feed/wake"
import { phoneSchema, wecomIdSchema } from "@/server/people/member"
import { timeZoneProblems } from "@/server/tenant/time-zone"
import { deliveryDefaults, deliverySettingKey, ownPreferences } from "./preferences"

export const myDeliverySchema = z.strictObject({
  own: ownPreferencesSchema,
  defaults: deliveryDefaultsSchema,
  /** The tenant's zone, which holds where the person has none of their own. */
  timeZone: z.string(),
  /** Where text messages and calls go, E.164; null = nowhere. */
  phone: z.string().nullable(),
  wecomId: z.string().nullable(),
})

/** How one reaches me outside the application, and when. */
export async function myDelivery({ tenant, person: me }: Session): Promise<z.infer<typeof myDeliverySchema>> {
  const [own, defaults, [row]] = await Promise.all([
    ownPreferences(tenant, me.id),
    deliveryDefaults(tenant),
    withTenant(tenant).sql<{ phone: string | null; wecom_id: string | null }[]>`
      select phone, wecom_id from person where id = ${me.id}`,
  ])
  return { own, defaults, timeZone: tenant.timeZone, phone: row?.phone ?? null, wecomId: row?.wecom_id ?? null }
}

export const saveMyDeliveryInput = z.strictObject({
  own: ownPreferencesSchema,
  phone: phoneSchema.nullable(),
  wecomId: wecomIdSchema.nullable(),
})

/** Throws INVALID for a time zone that does not exist. */
export async function saveMyDelivery(
  { tenant, person: me }: Session,
  { own, phone, wecomId }: z.infer<typeof saveMyDeliveryInput>,
): Promise<void> {
  const problems: Problem[] = own.timeZone === undefined ? [] : timeZoneProblems(own.timeZone)
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  await withTenant(tenant).db.transaction(async (tx) => {
    const [before] = await tx
      .select({ phone: person.phone, wecomId: person.wecomId })
      .from(person)
      .where(eq(person.id, me.id))
      .for("update")
    await tx.update(person).set({ phone, wecomId }).where(eq(person.id, me.id))
    const updatedAt = new Date()
    await tx
      .insert(deliveryPreference)
      .values({ personId: me.id, value: own, updatedAt })
      .onConflictDoUpdate({ target: deliveryPreference.personId, set: { value: own, updatedAt } })
    await recordAudit(tx, me.id, {
      action: "person.deliveryChanged",
      subject: `person:${me.id}`,
      before,
      after: { phone, wecomId, ...own },
    })
    await lookAgain(tx, me.id)
  })
  wake(tenant)
}

/** What waits by the former rules is planned anew, for one person or for everybody. */
async function lookAgain(tx: Tx, personId: string | null): Promise<void> {
  const waits = and(eq(notification.state, "queued"), isNotNull(notification.waitsFor))
  await tx
    .update(notification)
    .set({ nextAttemptAt: new Date() })
    .where(personId === null ? waits : and(waits, eq(notification.personId, personId)))
}

/** What holds for everybody who has not decided otherwise. */
export async function saveDeliveryDefaults(
  tenant: TenantRef,
  personId: string,
  value: DeliveryDefaults,
): Promise<void> {
  const before = await deliveryDefaults(tenant)
  const updatedAt = new Date()
  await withTenant(tenant).db.transaction(async (tx) => {
    await tx
      .insert(tenantSetting)
      .values({ key: deliverySettingKey, value, updatedAt })
      .onConflictDoUpdate({ target: tenantSetting.key, set: { value, updatedAt } })
    await recordAudit(tx, personId, {
      action: "channel.deliveryChanged",
      subject: "channel:all",
      before,
      after: value,
    })
    await lookAgain(tx, null)
  })
  wake(tenant)
}
