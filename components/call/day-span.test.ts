import { describe, expect, it } from "vitest"
import { addDays, dayIn, daysOf, isDay } from "./day-span"

const today = "2026-03-01"

describe("daysOf", () => {
  it.each([
    [{}, "today", today, today],
    [{ day: "nonsense" }, "today", today, today],
    [{ day: "yesterday" }, "yesterday", "2026-02-28", "2026-02-28"],
    [{ day: "week" }, "week", "2026-02-23", today],
    [{ day: "month" }, "month", "2026-01-31", today],
    [{ from: "1999-01-01", to: "1999-01-31" }, "custom", "1999-01-01", "1999-01-31"],
    [{ from: "1999-01-31", to: "1999-01-01" }, "custom", "1999-01-01", "1999-01-31"],
    [{ from: "1999-01-01" }, "today", today, today],
    [{ from: "1999-02-30", to: "1999-03-01" }, "today", today, today],
    [{ day: "week", from: "1999-01-01", to: "1999-01-02" }, "custom", "1999-01-01", "1999-01-02"],
  ])("%o is %s, %s to %s", (asked, span, from, to) => expect(daysOf(asked, today)).toEqual({ span, from, to }))
})

describe("days", () => {
  it("are those of the zone", () => {
    const moment = Date.parse("2026-02-28T20:00:00Z")
    expect(dayIn(moment, "Asia/Shanghai")).toBe("2026-03-01")
    expect(dayIn(moment, "America/New_York")).toBe("2026-02-28")
  })
  it("are added across months, leap years and changes of the clock", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29")
    expect(addDays("2026-03-29", 1)).toBe("2026-03-30")
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31")
  })
  it("must exist", () => {
    expect(["2026-02-28", "2024-02-29"].every(isDay)).toBe(true)
    expect(["2026-02-29", "2026-13-01", "1989-12-31", "2199-01-01", "26-1-1", "", null].some(isDay)).toBe(false)
  })
})
