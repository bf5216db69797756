import {
  type DeliveryDefaults,
  deliveryDefaultsSchema,
  type DeliveryPreferences,
  type OwnPreferences,
  ownPreferencesSchema,
  preferencesOf,
  usualDelivery,
} from "@/core/warning/preferences"
import { withTenant, type TenantRef } from "@/db/tenant-client"

/** Row of `tenant_setting`. */
export const deliverySettingKey = "delivery"

/** What the tenant decides for everybody; what a later release no longer understands counts as not decided. */
export async function deliveryDefaults(tenant: TenantRef): Promise<DeliveryDefaults> {
  const [row] = await withTenant(tenant).sql<{ value: unknown }[]>`
    select value from tenant_setting where key = ${deliverySettingKey}`
  return deliveryDefaultsSchema.catch(usualDelivery).parse(row?.value)
}

/** What one person decides differently. */
export async function ownPreferences(tenant: TenantRef, personId: string): Promise<OwnPreferences> {
  const [row] = await withTenant(tenant).sql<{ value: unknown }[]>`
    select value from delivery_preference where person_id = ${personId}`
  return ownPreferencesSchema.catch({}).parse(row?.value ?? {})
}

/** When and how much each of these people wants to hear. */
export async function preferencesOfPeople(
  tenant: TenantRef & { timeZone: string },
  personIds: string[],
): Promise<(personId: string) => DeliveryPreferences> {
  const { sql } = withTenant(tenant)
  const [defaults, rows] = await Promise.all([
    deliveryDefaults(tenant),
    sql<{ person_id: string; value: unknown }[]>`
      select person_id, value from delivery_preference where person_id in ${sql(personIds)}`,
  ])
  const own = new Map(rows.map((row) => [row.person_id, ownPreferencesSchema.catch({}).parse(row.value)]))
  return (personId) => preferencesOf(defaults, own.get(personId) ?? null, tenant.timeZone)
}
