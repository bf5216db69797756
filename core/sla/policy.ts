import * as z from "zod"
import { storableText } from "@/core/text"
import { tierSchema } from "@/core/warning/tier"

/** What a clock's life hangs on, in the order people read it (as in ServiceNow's SLA definitions). */
export const clockConditions = ["start", "pause", "resume", "stop", "cancel", "reset"] as const
export type ClockCondition = (typeof clockConditions)[number]

/** CEL over what a clock may read (core/flow/clock-variables). Blank = not set. */
const conditionSchema = storableText(4096).optional()

/**
 * Required time of one todo, of one visit of a node, or of a ticket. `targetMin` counts open minutes of the calendar from
 * the clock's start. `calendarId` null = the tenant's default calendar; "always" = round the clock.
 *
 * Without conditions a clock starts when what it measures begins and stops when that is over; see core/sla/next-change for
 * what each condition does. `mayPause`: people may pause it by hand, with a reason ("waiting for the customer").
 * `onTransfer`: whoever gets the todo from somebody else has the whole time once more; absent = the clock runs on. What a
 * warning hands over goes on by the old clock, so that the warnings behind it still come.
 */
export const slaPolicySchema = z.strictObject({
  targetMin: z.int().min(1).max(525_600),
  calendarId: z.union([z.uuid(), z.literal("always")]).nullable(),
  tiers: z.array(tierSchema).max(8),
  conditions: z
    .strictObject({
      start: conditionSchema,
      pause: conditionSchema,
      resume: conditionSchema,
      stop: conditionSchema,
      cancel: conditionSchema,
      reset: conditionSchema,
    } satisfies Record<ClockCondition, unknown>)
    .optional(),
  mayPause: z.boolean().optional(),
  onTransfer: z.literal("restart").optional(),
})
export type SlaPolicy = z.infer<typeof slaPolicySchema>

/** An SLA of a whole ticket. `id` stays the same from version to version: its clock and its timer are known by it. */
export const ticketSlaSchema = slaPolicySchema.omit({ mayPause: true, onTransfer: true }).extend({
  id: z.string().regex(/^s[1-9][0-9]{0,3}$/),
  name: storableText(80),
})
export type TicketSla = z.infer<typeof ticketSlaSchema>

/** The conditions that say something. Pure. */
export function givenConditions({ conditions = {} }: Pick<SlaPolicy, "conditions">): [ClockCondition, string][] {
  return clockConditions.flatMap((name): [ClockCondition, string][] => {
    const source = conditions[name] ?? ""
    return source.trim() === "" ? [] : [[name, source]]
  })
}

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
