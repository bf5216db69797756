import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addWorking } from "./calendar"
import { checkCalendar } from "./check-calendar"
import { anyCalendar, calendar, dateAt, hours, nineToFive, week } from "./testing/any-calendar"

describe("checkCalendar", () => {
  it("accepts a usual one", () => {
    expect(checkCalendar(calendar("Asia/Shanghai", nineToFive))).toEqual([])
  })

  it("names everything that is wrong at once", () => {
    const wrong = calendar(
      "Mars/Olympus",
      [[{ fromMin: 600, toMin: 540 }], hours([9, 12], [11, 13]), [], [], [], [], []],
      [
        { date: "2026-05-01", name: "", intervals: [] },
        { date: "2026-05-01", name: "", intervals: [] },
      ],
    )
    const problems = checkCalendar(wrong).map(({ code, place }) => [code, place.field])
    expect(problems).toEqual([
      ["unknownTimeZone", "timeZone"],
      ["emptyInterval", "weekly.0"],
      ["overlap", "weekly.1"],
      ["dateTwice", "days.1"],
    ])
    expect(checkCalendar(calendar("UTC", week([])))).toMatchObject([{ code: "neverOpen" }])
  })

  const closed = (count: number, from = 0) =>
    Array.from({ length: count }, (_, day) => ({ date: dateAt(from + day), name: "", intervals: [] }))
  it.each([
    ["accepts 366 days off from a Wednesday to a Thursday", closed(366), []],
    ["refuses one more, which the weekend makes three", closed(367), ["shutTooLong"]],
    ["refuses more than two years", closed(800), ["shutTooLong"]],
    ["accepts as much with an open Monday in it", [...closed(201), ...closed(300, 202)], []],
  ])("%s", (_, days, codes) => {
    expect(checkCalendar(calendar("UTC", nineToFive, days)).map(({ code }) => code)).toEqual(codes)
  })

  it("accepts nothing that a clock could not find its way out of", () => {
    const days = fc.tuple(fc.integer({ min: 300, max: 420 }), fc.integer({ min: 0, max: 30 }))
    fc.assert(
      fc.property(anyCalendar, days, (policy, [count, from]) => {
        const shut = { ...policy, days: closed(count, from) }
        fc.pre(checkCalendar(shut).length === 0)
        addWorking(Date.parse(`${dateAt(from)}T12:00:00Z`), 60, shut)
      }),
      { numRuns: 300 },
    )
  })
})
