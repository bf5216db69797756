import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { InvariantError } from "@/core/problem"
import { addWorking, alwaysOpen, countedIntervals, elapsedWorking, workingBetween } from "./calendar"
import type { Calendar } from "./policy"
import { anyCalendar, calendar, dateAt, hours, nineToFive, week } from "./testing/any-calendar"

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds
const show = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16)

describe("addWorking", () => {
  const shanghai = calendar("Asia/Shanghai", week(hours([9, 12], [13, 18])), [
    { date: "2026-05-01", name: "Labour Day", intervals: [] },
    { date: "2026-05-04", name: "Labour Day", intervals: [] },
    { date: "2026-05-05", name: "Labour Day", intervals: [] },
    // 调休: this Saturday is worked to make up for the Monday.
    { date: "2026-05-09", name: "make-up workday", intervals: hours([9, 12], [13, 18]) },
  ])
  it.each([
    [
      "the next Monday when the week ends",
      calendar("Europe/London", nineToFive),
      "2026-03-06T16:30",
      60,
      "2026-03-09T09:30",
    ],
    [
      "closing time, not the next opening",
      calendar("Europe/London", nineToFive),
      "2026-03-06T16:00",
      60,
      "2026-03-06T17:00",
    ],
    [
      "an hour after opening when it starts before",
      calendar("Asia/Shanghai", nineToFive),
      "2026-03-06T03:00",
      60,
      "2026-03-06T10:00",
    ],
    ["after the lunch break", shanghai, "2026-04-27T11:30", 60, "2026-04-27T13:30"],
    ["after a holiday", shanghai, "2026-04-30T17:30", 60, "2026-05-06T09:30"],
    ["on a make-up workday", shanghai, "2026-05-08T17:30", 60, "2026-05-09T09:30"],
    ["not on an ordinary Saturday", shanghai, "2026-05-15T17:30", 60, "2026-05-18T09:30"],
    ["the start itself for no time at all", shanghai, "2026-05-01T03:00", 0, "2026-05-01T03:00"],
    ["a week on, for five days of work", shanghai, "2026-05-11T09:00", 5 * 8 * 60, "2026-05-15T18:00"],
  ])("is %s", (_, policy, start, minutes, due) => {
    const instant = at(`${start}[${policy.timeZone}]`)
    expect(show(addWorking(instant, minutes, policy), policy.timeZone)).toBe(due)
  })

  it.each([
    // Clocks go from 02:00 to 03:00 on 2026-03-08 and from 02:00 back to 01:00 on 2026-11-01 in New York.
    ["an hour shorter in spring", "2026-03-08T00:00", [0, 4], 3],
    ["an hour longer in autumn", "2026-11-01T00:00", [0, 4], 5],
    ["untouched when the change is outside", "2026-03-08T00:00", [9, 17], 8],
  ] as const)("counts a day of a clock change: %s", (_, start, [from, to], open) => {
    const newYork = calendar("America/New_York", week([], hours([from, to])))
    const day = at(`${start}[America/New_York]`)
    expect(workingBetween(day, day + 24 * 3_600_000, newYork)).toBe(open * 60)
  })

  it.each([
    // Berlin goes from 02:00 to 03:00 on 2026-03-29 and from 03:00 back to 02:00 on 2026-10-25; New York on 2026-03-08 and
    // 2026-11-01, an hour earlier on the clock. The office opens at 01:00 and closes at 05:00.
    [
      "Europe/Berlin, spring: the hour that is left out does not count",
      "Europe/Berlin",
      "2026-03-29T01:30",
      120,
      "2026-03-29T04:30",
    ],
    [
      "Europe/Berlin, autumn: the hour that comes twice counts twice",
      "Europe/Berlin",
      "2026-10-25T01:30",
      120,
      "2026-10-25T02:30",
    ],
    [
      "Europe/Berlin, spring: closing time comes an hour sooner",
      "Europe/Berlin",
      "2026-03-29T01:00",
      180,
      "2026-03-29T05:00",
    ],
    [
      "Europe/Berlin, autumn: closing time comes an hour later",
      "Europe/Berlin",
      "2026-10-25T01:00",
      300,
      "2026-10-25T05:00",
    ],
    [
      "New York, spring: the hour that is left out does not count",
      "America/New_York",
      "2026-03-08T01:30",
      120,
      "2026-03-08T04:30",
    ],
    [
      "New York, autumn: the hour that comes twice counts twice",
      "America/New_York",
      "2026-11-01T01:30",
      180,
      "2026-11-01T03:30",
    ],
    [
      "New York, spring: Friday to Monday over the change",
      "America/New_York",
      "2026-03-06T04:30",
      60,
      "2026-03-07T01:30",
    ],
  ])("over a clock change, %s", (_, zone, start, minutes, due) => {
    const early = calendar(zone, week(hours([1, 5]), hours([1, 5])))
    expect(show(addWorking(at(`${start}[${zone}]`), minutes, early), zone)).toBe(due)
  })

  it("begins at the change when opening time is skipped that day", () => {
    const odd = calendar("America/New_York", week([], [{ fromMin: 150, toMin: 240 }]))
    const [interval] = countedIntervals(
      at("2026-03-08T00:00[America/New_York]"),
      at("2026-03-09T00:00[America/New_York]"),
      odd,
    )
    expect(interval).toEqual({
      from: at("2026-03-08T03:00[America/New_York]"),
      to: at("2026-03-08T04:00[America/New_York]"),
    })
  })

  it("has nothing open on a date that a zone skipped", () => {
    const samoa = calendar("Pacific/Apia", week(hours([0, 24]), hours([0, 24])))
    const before = at("2011-12-29T00:00[Pacific/Apia]")
    expect(workingBetween(before, at("2012-01-01T00:00[Pacific/Apia]"), samoa)).toBe(2 * 24 * 60)
  })

  it("throws for a calendar that stays shut for 366 days", () => {
    const shut = calendar("UTC", week([]), [{ date: "2026-01-05", name: "", intervals: hours([9, 10]) }])
    expect(addWorking(at("2026-01-01T00:00[UTC]"), 60, shut)).toBe(at("2026-01-05T10:00[UTC]"))
    expect(() => addWorking(at("2026-01-01T00:00[UTC]"), 61, shut)).toThrow(InvariantError)
  })

  it("counts a clock that was paused by its running stretches: 60 + 30, 30 paused, makes 90", () => {
    const start = at("2026-03-09T09:00[UTC]")
    const minute = 60_000
    const ran = workingBetween(start, start + 90 * minute, alwaysOpen)
    const afterResume = addWorking(start + 120 * minute, 120 - ran, alwaysOpen)
    expect([ran, afterResume]).toEqual([90, start + 150 * minute])
    // The same as the segments of a ticket: new 60, open 30, pending 30 (paused), closed.
    const segments = [
      { from: start, to: start + 60 * minute, running: true },
      { from: start + 60 * minute, to: start + 90 * minute, running: true },
      { from: start + 90 * minute, to: start + 120 * minute, running: false },
    ]
    expect(elapsedWorking(segments, alwaysOpen)).toBe(90)
  })

  it("counts only the open part of what ran", () => {
    const friday = at("2026-03-06T16:30[UTC]")
    const monday = at("2026-03-09T10:00[UTC]")
    expect(elapsedWorking([{ from: friday, to: monday, running: true }], calendar("UTC", nineToFive))).toBe(90)
    expect(elapsedWorking([], calendar("UTC", nineToFive))).toBe(0)
  })

  it("answers a typical deadline within 50 µs", () => {
    const policy = calendar("America/New_York", week(hours([9, 12], [13, 18])))
    const start = at("2026-03-06T16:30[America/New_York]")
    addWorking(start, 60, policy)
    const rounds = 20_000
    const began = performance.now()
    for (let round = 0; round < rounds; round++) addWorking(start + round * 1000, 60, policy)
    expect(((performance.now() - began) * 1000) / rounds).toBeLessThan(50)
  })
})

const anyInstant = fc.integer({ min: at("2025-01-01T00:00[UTC]"), max: at("2027-06-01T00:00[UTC]") })
const anyMinutes = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 12_000 }))

describe("working time", () => {
  it("added and then measured is the same", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (policy, start, minutes) => {
        expect(workingBetween(start, addWorking(start, minutes, policy), policy)).toBe(minutes)
      }),
      { numRuns: 2000 },
    )
  })

  it("is the earliest instant: a moment before, a moment of work is missing", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (policy, start, minutes) => {
        fc.pre(minutes > 0)
        const due = addWorking(start, minutes, policy)
        expect(workingBetween(start, due - 1, policy)).toBeLessThan(minutes)
      }),
      { numRuns: 1000 },
    )
  })

  it("never runs back: a later start or a longer target is never due earlier", () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        anyMinutes,
        fc.nat(10_000_000),
        fc.nat(500),
        (policy, start, minutes, later, more) => {
          const due = addWorking(start, minutes, policy)
          expect(due).toBeGreaterThanOrEqual(start)
          expect(addWorking(start + later, minutes, policy)).toBeGreaterThanOrEqual(due)
          expect(addWorking(start, minutes + more, policy)).toBeGreaterThanOrEqual(due)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("adds up: first a part and then the rest is the whole", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, anyMinutes, (policy, start, first, second) => {
        const parts = addWorking(addWorking(start, first, policy), second, policy)
        expect(parts).toBe(addWorking(start, first + second, policy))
      }),
      { numRuns: 1000 },
    )
  })

  it("is what reading the clock on the wall every five minutes gives", () => {
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 0, max: 800 }), (policy, day) => {
        // Around a clock change a wall time comes twice or never; edges there have tests of their own.
        const calm = {
          ...policy,
          weekly: policy.weekly.map((list) => list.filter(isCalm)),
          days: policy.days.map((entry) => ({ ...entry, intervals: entry.intervals.filter(isCalm) })),
        }
        const from = at(`${dateAt(day)}T00:00[${policy.timeZone}]`)
        let minutes = 0
        for (let instant = from; instant < from + 36 * 3_600_000; instant += 300_000)
          if (isOpen(calm, instant)) minutes += 5
        expect(workingBetween(from, from + 36 * 3_600_000, calm)).toBe(minutes)
      }),
      { numRuns: 150 },
    )
  })
})

const isCalm = ({ fromMin, toMin }: { fromMin: number; toMin: number }) =>
  fromMin >= 240 && toMin > 240 && toMin <= 1380

function isOpen(policy: Calendar, instant: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(policy.timeZone)
  const day = policy.days.find((entry) => entry.date === wall.toPlainDate().toString())
  const open = day ? day.intervals : (policy.weekly[wall.dayOfWeek - 1] ?? [])
  const minute = wall.hour * 60 + wall.minute
  return open.some(({ fromMin, toMin }) => fromMin <= minute && minute < toMin)
}

describe("a paused clock", () => {
  it("has counted the whole less its pauses, however it is cut into segments", () => {
    const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000_000 }), fc.boolean()), { maxLength: 8 })
    fc.assert(
      fc.property(anyCalendar, anyInstant, cuts, (policy, start, pieces) => {
        let at = start
        const segments = pieces.map(([length, running]) => ({ from: at, to: (at += length), running }))
        const paused = elapsedWorking(
          segments.map((segment) => ({ ...segment, running: !segment.running })),
          policy,
        )
        expect(elapsedWorking(segments, policy) + paused).toBeCloseTo(workingBetween(start, at, policy), 6)
      }),
      { numRuns: 300 },
    )
  })
})
