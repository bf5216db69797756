import { describe, expect, it } from "vitest"
import { alwaysOpen } from "./calendar"
import { nextInstant, tierMinute } from "./clock"
import { pauseClock, recountClock, resumeClock, startClock } from "./count-clock"
import { describeMinutes, describeSla } from "./describe"
import type { Tier } from "@/core/warning/tier"
import type { Calendar, SlaPolicy } from "./policy"

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

describe("a tier by the wall clock", () => {
  // Monday to Friday, 09:00 to 18:00 UTC. 2026-05-08 is a Friday.
  const office: Calendar = {
    timeZone: "UTC",
    weekly: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ fromMin: 540, toMin: 1080 }] : [])),
    days: [],
  }
  const friday = (hour: number, min = 0) => Date.UTC(2026, 4, 8, hour, min)
  const monday = (hour: number, min = 0) => Date.UTC(2026, 4, 11, hour, min)
  const tier = (min: number, time?: "wall"): Tier => ({
    at: { type: "offset", min, ...(time && { time }) },
    audience: [{ type: "assignee" }],
    channels: ["inApp"],
  })
  const mixed: SlaPolicy = { targetMin: 60, calendarId: null, tiers: [tier(-30, "wall"), tier(30, "wall"), tier(30)] }
  const at = (clock: { tiers: { at: number }[] }) => clock.tiers.map((one) => one.at)

  it("keeps its distance from the deadline through nights and weekends", () => {
    // Due on Monday at 09:20: the first would come at 08:50, when nobody works; the third counts working time.
    const clock = startClock(mixed, friday(17, 20), office)
    expect(clock.dueAt).toBe(monday(9, 20))
    expect(at(clock)).toEqual([monday(8, 50), monday(9, 50), monday(9, 50)])
    // Due at closing time: by the wall half an hour later, by working time on Monday.
    const late = startClock(mixed, friday(17), office)
    expect(late.dueAt).toBe(friday(18))
    expect(at(late)).toEqual([friday(17, 30), friday(18, 30), monday(9, 30)])
  })

  it("never comes before the clock starts, nor before the tier below it", () => {
    // Due on Monday at 09:05; five minutes of working time before that is Friday's closing time.
    const crossed = { ...mixed, tiers: [tier(-10, "wall"), tier(-5), tier(-2, "wall")] }
    expect(at(startClock(crossed, friday(17, 5), office))).toEqual([monday(8, 55), monday(8, 55), monday(9, 3)])
    const early = { ...mixed, tiers: [tier(-90, "wall")] }
    expect(at(startClock(early, friday(17), office))).toEqual([friday(17)])
  })

  it("moves with the deadline when the clock was paused, and goes on by itself when the deadline was missed", () => {
    const clock = { ...startClock(mixed, friday(17), office), breached: false }
    const kept = pauseClock(clock, friday(17, 10), mixed, office)
    const paused = { ...clock, dueAt: null, elapsedMs: kept.elapsedMs, tiers: [] }
    const held = { at: friday(17, 10), cause: "manual" as const, left: kept.left }
    const next = resumeClock({ ...paused, paused: held }, friday(17, 40), mixed, office)
    expect(next.dueAt).toBe(monday(9, 30))
    expect(at(next)).toEqual([monday(9), monday(10), monday(10)])
    // Missed at 18:00, paused ten minutes after; twenty are left of the thirty by the wall.
    const missed = { ...clock, breached: true, tiers: clock.tiers.slice(1) }
    const { left, elapsedMs } = pauseClock(missed, friday(18, 10), mixed, office)
    const late = { ...missed, elapsedMs, paused: { ...held, left, dueAt: friday(18) } }
    expect(resumeClock(late, friday(22), mixed, office)).toEqual({
      dueAt: friday(18),
      tiers: [
        { level: 2, at: friday(22, 20) },
        { level: 3, at: monday(9, 30) },
      ],
    })
  })

  it("has nothing left when the clock is paused before its late timer fires", () => {
    // Due at 17:30 and at 18:30; both timers are late, and somebody pauses at 19:00.
    const clock = { ...startClock(mixed, friday(17), office), breached: false }
    const { left } = pauseClock(clock, friday(19), mixed, office)
    expect(left.map(({ ms }) => ms)).toEqual([0, 0, 30 * minute])
  })

  it("follows its deadline when the calendar changes", () => {
    const clock = { ...startClock(mixed, friday(17, 20), office), breached: false }
    const saturday = {
      ...office,
      days: [{ date: "2026-05-09", name: "extra", intervals: [{ fromMin: 600, toMin: 720 }] }],
    }
    const moved = recountClock(clock, mixed, saturday)
    const open = Date.UTC(2026, 4, 9, 10, 20)
    expect(moved?.dueAt).toBe(open)
    expect(moved && at(moved)).toEqual([open - 30 * minute, open + 30 * minute, open + 30 * minute])
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
