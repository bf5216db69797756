import { describe, expect, it } from "vitest"
import { countdownParts } from "./countdown-parts"

const due = Date.UTC(2026, 0, 5, 12)
const at = (leftSec: number) => countdownParts(due, due - leftSec * 1000, 600_000)

describe("countdownParts", () => {
  it.each([
    [3 * 86_400 + 7_200, "days", [3, 2, 0, 0], "neutral", false],
    [86_399, "hours", [0, 23, 59, 59], "neutral", false],
    [3_600, "hours", [0, 1, 0, 0], "neutral", false],
    [3_599, "clock", [0, 0, 59, 59], "neutral", false],
    [600, "clock", [0, 0, 10, 0], "warning", false],
    [601, "clock", [0, 0, 10, 1], "neutral", false],
    [0, "clock", [0, 0, 0, 0], "warning", false],
    [-1, "clock", [0, 0, 0, 1], "late", true],
    [-90_000, "days", [1, 1, 0, 0], "late", true],
  ] as const)("%i s left", (leftSec, unit, [days, hours, minutes, seconds], meaning, isOverdue) => {
    expect(at(leftSec)).toEqual({ unit, days, hours, minutes, seconds, meaning, isOverdue })
  })

  it("shows 0:01 until the deadline itself, never 0:00 early", () => {
    expect(at(0.2)).toMatchObject({ seconds: 1, isOverdue: false })
  })
})
