import * as z from "zod"
import { tierSchema } from "@/core/warning/tier"

/**
 * Required completion time of one todo. `targetMin` counts open minutes of the calendar from dispatch. `calendarId`
 * null = the tenant's default calendar; "always" = round the clock.
 */
export const slaPolicySchema = z.strictObject({
  targetMin: z.int().min(1).max(525_600),
  calendarId: z.union([z.uuid(), z.literal("always")]).nullable(),
  tiers: z.array(tierSchema).max(8),
})
export type SlaPolicy = z.infer<typeof slaPolicySchema>

const minuteOfDay = z.int().min(0).max(1440)
/** Half-open [fromMin, toMin) in minutes after local midnight. */
const intervalSchema = z.strictObject({ fromMin: minuteOfDay, toMin: minuteOfDay })

/** A business calendar: weekly hours (0 = Monday … 6 = Sunday) and days that differ (holidays, make-up workdays). */
export const calendarSchema = z.strictObject({
  timeZone: z.string().min(1).max(64),
  weekly: z.array(z.array(intervalSchema).max(6)).length(7),
  days: z.array(
    z.strictObject({ date: z.iso.date(), name: z.string().max(80), intervals: z.array(intervalSchema).max(6) }),
  ),
})
export type Calendar = z.infer<typeof calendarSchema>
