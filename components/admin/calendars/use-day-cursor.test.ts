import { describe, expect, it } from "vitest"
import { dayByKey } from "./use-day-cursor"

describe("from the 28th of February 2026, a Saturday,", () => {
  it.each([
    ["ArrowLeft", "2026-02-27"],
    ["ArrowRight", "2026-03-01"],
    ["ArrowUp", "2026-02-21"],
    ["ArrowDown", "2026-03-07"],
    ["Home", "2026-02-23"],
    ["End", "2026-03-01"],
    ["PageUp", "2026-01-28"],
    ["PageDown", "2026-03-28"],
    ["a", null],
  ])("%s leads to %s", (key, date) => {
    expect(dayByKey("2026-02-28", key)).toBe(date)
  })

  it("a month further ends with the month where that is shorter, and goes over the year", () => {
    expect(dayByKey("2026-03-31", "PageUp")).toBe("2026-02-28")
    expect(dayByKey("2026-12-31", "PageDown")).toBe("2027-01-31")
    expect(dayByKey("2026-01-31", "PageUp")).toBe("2025-12-31")
  })
})
