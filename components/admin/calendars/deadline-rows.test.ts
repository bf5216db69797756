import { describe, expect, it } from "vitest"
import { explainDeadline } from "@/core/sla/explain-deadline"
import type { Calendar } from "@/core/sla/policy"
import { deadlineRows } from "./deadline-rows"

const workday = [
  { fromMin: 540, toMin: 720 },
  { fromMin: 780, toMin: 1080 },
]
const calendar: Calendar = {
  timeZone: "UTC",
  weekly: [workday, workday, workday, workday, workday, [], []],
  days: ["2026-03-09", "2026-03-10"].map((date) => ({ date, name: "Outing", intervals: [] })),
}

describe("a deadline row by row", () => {
  it("is in the order of time, with days skipped for one reason together", () => {
    const rows = deadlineRows(explainDeadline(Date.parse("2026-03-06T11:00:00Z"), 420, calendar))
    expect(
      rows.map((row) =>
        row.type === "counted" ? `${row.date} ${row.minutes}` : `${row.from} ${row.to} ${row.day.reason}`,
      ),
    ).toEqual([
      "2026-03-06 60",
      "2026-03-06 300",
      "2026-03-07 2026-03-08 weekday",
      "2026-03-09 2026-03-10 closed",
      "2026-03-11 60",
    ])
  })
})
