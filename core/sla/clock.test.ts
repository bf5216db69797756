import { describe, expect, it } from "vitest"
import { alwaysOpen } from "./calendar"
import { nextInstant, startClock, tierMinute } from "./clock"
import { describeMinutes, describeSla } from "./describe"
import type { SlaPolicy } from "./policy"

const minute = 60_000
const policy: SlaPolicy = {
  targetMin: 60,
  calendarId: null,
  tiers: [
    { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
    { at: { type: "offset", min: -5 }, audience: [{ type: "assignee" }], channels: ["sms"] },
    { at: { type: "offset", min: 30 }, audience: [{ type: "assignee" }], channels: ["phone"] },
  ],
}

describe("startClock", () => {
  it("puts each tier at its share of the target or its distance from the deadline", () => {
    expect(policy.tiers.map((tier) => tierMinute(tier, 60))).toEqual([30, 55, 90])
    expect(startClock(policy, 0, alwaysOpen)).toEqual({
      targetMin: 60,
      startedAt: 0,
      dueAt: 60 * minute,
      tiers: [
        { level: 1, at: 30 * minute },
        { level: 2, at: 55 * minute },
        { level: 3, at: 90 * minute },
      ],
    })
  })
})

describe("nextInstant", () => {
  const clock = { ...startClock(policy, 0, alwaysOpen), breached: false }
  it("is the earliest of the tiers left and the deadline", () => {
    expect(nextInstant(clock)).toBe(30 * minute)
    expect(nextInstant({ ...clock, tiers: clock.tiers.slice(2) })).toBe(60 * minute)
    expect(nextInstant({ ...clock, tiers: clock.tiers.slice(2), breached: true })).toBe(90 * minute)
    expect(nextInstant({ ...clock, tiers: [], breached: true })).toBeNull()
    expect(nextInstant(null)).toBeNull()
  })
})

describe("describeSla", () => {
  it("says the target as people do", () => {
    expect([45, 60, 90, 1440].map((minutes) => describeMinutes(minutes).en)).toEqual([
      "45 min",
      "1 h",
      "1 h 30 min",
      "24 h",
    ])
    expect(describeSla(policy)).toEqual({ en: "1 h · 3 tiers", zh: "1小时 · 3级预警" })
    expect(describeSla(null)).toBeNull()
  })
})
