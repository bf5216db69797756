import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import type { Calendar } from "../policy"

export const hours = (...pairs: [number, number][]) =>
  pairs.map(([from, to]) => ({ fromMin: from * 60, toMin: to * 60 }))
export const week = (
  workday: Calendar["weekly"][number],
  weekend: Calendar["weekly"][number] = [],
): Calendar["weekly"] => [...Array.from({ length: 5 }, () => workday), weekend, weekend]
export const calendar = (timeZone: string, weekly: Calendar["weekly"], days: Calendar["days"] = []): Calendar => ({
  timeZone,
  weekly,
  days,
})
export const nineToFive = week(hours([9, 17]))

/** The day `day` days after the first of 2025. */
export const dateAt = (day: number) => Temporal.PlainDate.from("2025-01-01").add({ days: day }).toString()

// Zones with and without clock changes, half-hour changes (Lord Howe) and changes at midnight (Cairo, Santiago).
const zones = [
  "Asia/Shanghai",
  "Europe/London",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Santiago",
  "Asia/Kathmandu",
]

const intervals = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15))
  .map((edges) => edges.flatMap((toMin, index) => (index % 2 ? [{ fromMin: edges[index - 1] ?? 0, toMin }] : [])))

export const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom(...zones),
  weekly: fc
    .array(intervals, { minLength: 7, maxLength: 7 })
    .map((weekly) => (weekly.some((day) => day.length > 0) ? weekly : nineToFive)),
  days: fc.uniqueArray(
    fc.record({ date: fc.integer({ min: 0, max: 900 }).map((day) => dateAt(day)), name: fc.constant(""), intervals }),
    { maxLength: 5, selector: (day) => day.date },
  ),
})
