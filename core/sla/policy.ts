import * as z from "zod"
import { storableText } from "@/core/text"
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

export type OpeningHours = z.infer<typeof intervalSchema>

/**
 * A day that differs from its weekday: closed when it has no intervals. `kind` says where it came from, for people only:
 * a public holiday, a make-up workday (调休), or, when absent, something the organisation decided itself.
 */
const calendarDaySchema = z.strictObject({
  date: z.iso.date(),
  name: storableText(80),
  intervals: z.array(intervalSchema).max(6),
  kind: z.enum(["holiday", "makeUp"]).optional(),
})
export type CalendarDay = z.infer<typeof calendarDaySchema>

/** A business calendar: weekly hours (0 = Monday … 6 = Sunday) and days that differ (holidays, make-up workdays). */
export const calendarSchema = z.strictObject({
  timeZone: storableText(64).min(1),
  weekly: z.array(z.array(intervalSchema).max(6)).length(7),
  // Ten years of every day; more is a mistake of a program.
  days: z.array(calendarDaySchema).max(3660),
})
export type Calendar = z.infer<typeof calendarSchema>
