import { expect, test } from "vitest"
import { dayOf, daysRange } from "./day-range"

test("a day begins at local midnight and ends where the next one begins", () => {
  const { from, to } = dayOf(Date.parse("2026-11-21T18:30:00Z"), "Asia/Shanghai")
  expect([from.toISOString(), to.toISOString()]).toEqual(["2026-11-21T16:00:00.000Z", "2026-11-22T16:00:00.000Z"])
})

test("days on which the clocks change have 23 and 25 hours", () => {
  const hours = (date: string) => {
    const { from, to } = daysRange(date, date, "Europe/Berlin")
    return (to.getTime() - from.getTime()) / 3_600_000
  }
  expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([23, 25, 24])
})

test("the last day is counted whole; what is no date is refused", () => {
  const { to } = daysRange("1999-01-01", "1999-01-31", "Asia/Jerusalem")
  expect(to.toISOString()).toBe("1999-01-31T22:00:00.000Z")
  expect(() => daysRange("1999-02-30x", "1999-01-31", "UTC")).toThrow(RangeError)
})
