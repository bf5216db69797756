import * as z from "zod"

/** Minutes since midnight on the wall clock. */
const wallMinute = z.int().min(0).max(1439)

/**
 * When and how much a person hears outside the application. In-app messages are always there at once.
 * Times of day are the person's own zone.
 */
export const deliveryPreferencesSchema = z.strictObject({
  /** From (inclusive) to (exclusive); over midnight when `to` is earlier. Null = none; equal = none. */
  quiet: z.strictObject({ fromMin: wallMinute, toMin: wallMinute }).nullable(),
  /** Warnings of this level and above ignore quiet hours and the digest; null = none does. */
  urgentFromLevel: z.int().min(1).max(10).nullable(),
  /** E-mail and WeCom messages within this time come as one; 0 = each by itself. */
  digestMin: z.int().min(0).max(240),
  /** Messages a channel brings in any hour; what is above comes together in one later. */
  perHourMax: z.int().min(1).max(1000),
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
})
export type DeliveryPreferences = z.infer<typeof deliveryPreferencesSchema>

/** What a tenant decides for everybody; the zone is the tenant's unless a person has their own. */
export const deliveryDefaultsSchema = deliveryPreferencesSchema.omit({ timeZone: true })
export type DeliveryDefaults = z.infer<typeof deliveryDefaultsSchema>

/** What a person decides differently; what is absent follows the tenant. */
export const ownPreferencesSchema = deliveryPreferencesSchema.partial()
export type OwnPreferences = z.infer<typeof ownPreferencesSchema>

/** Before anybody has chosen: everything at once, and a flood becomes a handful. */
export const usualDelivery: DeliveryDefaults = { quiet: null, urgentFromLevel: 2, digestMin: 0, perHourMax: 30 }

export const preferencesOf = (
  defaults: DeliveryDefaults,
  own: OwnPreferences | null,
  tenantTimeZone: string,
): DeliveryPreferences => ({ timeZone: tenantTimeZone, ...defaults, ...own })
