import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { addWorking, workingBetween } from "./calendar"
import { explainDeadline } from "./explain-deadline"
import { anyCalendar, calendar, hours, nineToFive, week } from "./testing/any-calendar"

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds
const minute = 60_000

describe("explaining a deadline", () => {
  it("Friday 16:30 and an hour, Monday to Friday 9 to 17, is Monday 09:30", () => {
    const london = calendar("Europe/London", nineToFive)
    const zone = (text: string) => at(`${text}[Europe/London]`)
    expect(explainDeadline(zone("2026-03-06T16:30"), 60, london)).toEqual({
      startAt: zone("2026-03-06T16:30"),
      dueAt: zone("2026-03-09T09:30"),
      targetMin: 60,
      counted: [
        { date: "2026-03-06", from: zone("2026-03-06T16:30"), to: zone("2026-03-06T17:00"), minutes: 30, day: null },
        { date: "2026-03-09", from: zone("2026-03-09T09:00"), to: zone("2026-03-09T09:30"), minutes: 30, day: null },
      ],
      skipped: [
        { date: "2026-03-07", reason: "weekday" },
        { date: "2026-03-08", reason: "weekday" },
      ],
    })
  })

  it("names the holidays it passes and the make-up workday it counts", () => {
    const shanghai = calendar("Asia/Shanghai", week(hours([9, 12], [13, 18])), [
      { date: "2026-05-01", name: "Labour Day", intervals: [], kind: "holiday" },
      { date: "2026-05-04", name: "Company day", intervals: [] },
      { date: "2026-05-09", name: "Labour Day", intervals: hours([9, 18]), kind: "makeUp" },
    ])
    const { skipped, counted } = explainDeadline(at("2026-04-30T18:30[Asia/Shanghai]"), 4 * 480 + 60, shanghai)
    expect(skipped).toEqual([
      { date: "2026-04-30", reason: "afterHours" },
      { date: "2026-05-01", reason: "closed", name: "Labour Day", kind: "holiday" },
      { date: "2026-05-02", reason: "weekday" },
      { date: "2026-05-03", reason: "weekday" },
      { date: "2026-05-04", reason: "closed", name: "Company day" },
    ])
    expect(counted.at(-1)).toMatchObject({
      date: "2026-05-09",
      minutes: 60,
      day: { name: "Labour Day", kind: "makeUp" },
    })
  })

  it("says so when a clock change left out a day's only hours", () => {
    const odd = calendar("America/New_York", [...week(hours([9, 17])).slice(0, 6), hours([2, 3])])
    const { skipped } = explainDeadline(at("2026-03-06T16:30[America/New_York]"), 60, odd)
    expect(skipped).toEqual([
      { date: "2026-03-07", reason: "weekday" },
      { date: "2026-03-08", reason: "clockChange" },
    ])
  })

  it("of no time at all counts and skips nothing", () => {
    const start = at("2026-03-06T18:00[UTC]")
    expect(explainDeadline(start, 0, calendar("UTC", nineToFive))).toMatchObject({
      dueAt: start,
      counted: [],
      skipped: [],
    })
  })

  it("always adds up to the target, and to the deadline the engine sets", () => {
    const anyStart = fc.integer({ min: at("2025-01-01T00:00[UTC]"), max: at("2027-06-01T00:00[UTC]") })
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.integer({ min: 1, max: 12_000 }), (policy, start, target) => {
        const { dueAt, counted, skipped } = explainDeadline(start, target, policy)
        expect(dueAt).toBe(addWorking(start, target, policy))
        expect(counted.reduce((sum, { from, to }) => sum + (to - from), 0)).toBe(target * minute)
        expect(counted.reduce((sum, part) => sum + part.minutes, 0)).toBeCloseTo(target, 6)
        expect(counted.at(-1)?.to).toBe(dueAt)
        for (const { from, to } of counted)
          expect(workingBetween(from, to, policy)).toBeCloseTo((to - from) / minute, 6)
        const days = new Set(counted.map(({ date }) => date))
        expect(skipped.filter(({ date }) => days.has(date))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
