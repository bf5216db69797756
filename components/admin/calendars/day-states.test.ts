import { describe, expect, it } from "vitest"
import type { Calendar, CalendarDay } from "@/core/sla/policy"
import { daysOfYear, runsOf, weeksOf } from "./day-states"

const workday = [{ fromMin: 540, toMin: 1080 }]
const weekly: Calendar["weekly"] = [workday, workday, workday, workday, workday, [], []]
const closed = (date: string, name = "Spring Festival", kind?: CalendarDay["kind"]): CalendarDay => ({
  date,
  name,
  intervals: [],
  ...(kind && { kind }),
})

describe("the days of a year", () => {
  it("are open or closed as their weekday, or as the calendar sets them", () => {
    const days: CalendarDay[] = [
      closed("2026-02-17", "Spring Festival", "holiday"),
      { date: "2026-02-14", name: "Spring Festival", intervals: workday, kind: "makeUp" },
      closed("2026-05-04", "Outing"),
      { date: "2026-12-24", name: "Christmas Eve", intervals: [{ fromMin: 540, toMin: 720 }] },
    ]
    const year = daysOfYear({ weekly, days }, 2026)
    const state = (date: string) => year.get(date)?.state
    expect(year.size).toBe(365)
    expect(daysOfYear({ weekly, days }, 2028).size).toBe(366)
    expect(["2026-02-16", "2026-02-15"].map(state)).toEqual(["open", "closed"])
    expect(["2026-02-17", "2026-02-14", "2026-05-04", "2026-12-24"].map(state)).toEqual([
      "holiday",
      "makeUp",
      "ownClosed",
      "ownHours",
    ])
    expect(year.get("2026-02-14")?.intervals).toEqual(workday)
  })
})

describe("days on end", () => {
  it("are one line when they are alike and of the year", () => {
    const days = [
      closed("2026-02-17"),
      closed("2026-02-16"),
      closed("2026-02-18"),
      closed("2026-02-19", "Outing"),
      closed("2026-02-21", "Outing"),
      closed("2025-12-31"),
    ]
    expect(runsOf(days, 2026).map(({ from, to, count }) => [from, to, count])).toEqual([
      ["2026-02-16", "2026-02-18", 3],
      ["2026-02-19", "2026-02-19", 1],
      ["2026-02-21", "2026-02-21", 1],
    ])
  })
})

describe("a month", () => {
  it("stands in weeks from Monday to Sunday", () => {
    expect(weeksOf(2026, 2)).toHaveLength(5)
    expect(weeksOf(2026, 2)[0]).toEqual([null, null, null, null, null, null, "2026-02-01"])
    expect(weeksOf(2026, 12).at(-1)).toEqual(["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", null, null, null])
  })
})
