import * as fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { type DeliveryPreferences, deliveryPreferencesSchema, preferencesOf, usualDelivery } from "./preferences"
import { endOfQuiet, isQuiet } from "./quiet-hours"
import { isUrgent, limitsOf, type Limit, planMessages, type Waiting, whenToSend } from "./when-to-send"

const instant = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds
const wall = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16)

const night = { fromMin: 22 * 60, toMin: 7 * 60 }
const usual: DeliveryPreferences = preferencesOf(usualDelivery, null, "Asia/Shanghai")
const minute = 60_000
const hour = 60 * minute
const mail = { combinesMax: 500 }
const paceOf = (preferences: DeliveryPreferences, provider: Limit[] = [], combinesMax = mail.combinesMax) => ({
  limits: limitsOf(preferences, provider),
  combinesMax,
})
const message = (id: number, createdAt: number, level: number | null = null): Waiting => ({ id, createdAt, level })

const idsOf = (list: Waiting[]) => list.map(({ id }) => id).toSorted((a, b) => a - b)

describe("quiet hours", () => {
  it.each([
    ["2026-03-02T23:50[Asia/Shanghai]", night, "2026-03-03T07:00"],
    ["2026-03-03T00:10[Asia/Shanghai]", night, "2026-03-03T07:00"],
    ["2026-03-03T06:59[Asia/Shanghai]", night, "2026-03-03T07:00"],
    ["2026-03-03T07:00[Asia/Shanghai]", night, "2026-03-03T07:00"],
    ["2026-03-03T21:59[Asia/Shanghai]", night, "2026-03-03T21:59"],
    ["2026-12-31T22:00[Asia/Shanghai]", night, "2027-01-01T07:00"],
    ["2026-03-03T12:30[Asia/Shanghai]", { fromMin: 720, toMin: 780 }, "2026-03-03T13:00"],
    ["2026-03-03T12:30[Asia/Shanghai]", { fromMin: 720, toMin: 720 }, "2026-03-03T12:30"],
    // Clocks go forward at 2:00 and back at 3:00 in Berlin; the night is an hour shorter and longer.
    ["2026-03-28T23:00[Europe/Berlin]", night, "2026-03-29T07:00"],
    ["2026-10-24T23:00[Europe/Berlin]", night, "2026-10-25T07:00"],
    ["2026-03-29T01:30[Europe/Berlin]", { fromMin: 60, toMin: 150 }, "2026-03-29T03:30"],
    ["2026-10-25T01:30[Europe/Berlin]", { fromMin: 60, toMin: 150 }, "2026-10-25T02:30"],
  ])("from %s with %j the first message is at %s", (at, quiet, expected) => {
    const timeZone = /\[(.*)\]/.exec(at)?.[1] ?? ""
    expect(wall(endOfQuiet(instant(at), { quiet, timeZone }), timeZone)).toBe(expected)
  })

  it("never end inside themselves nor before they are asked, in any zone and at any time of the year", () => {
    const wallMinute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
        fc.record({ fromMin: wallMinute, toMin: wallMinute }),
        fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
        (at, quiet, timeZone) => {
          const end = endOfQuiet(at, { quiet, timeZone })
          expect(end).toBeGreaterThanOrEqual(at)
          expect(isQuiet(end, { quiet, timeZone })).toBe(false)
          expect(end - at).toBeLessThanOrEqual(26 * hour)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe("when a message may go", () => {
  const late = instant("2026-03-02T22:30[Asia/Shanghai]")
  const morning = instant("2026-03-03T07:00[Asia/Shanghai]")
  const asleep = { ...usual, quiet: night }

  it("a late evening reminder waits until morning, an urgent warning does not", () => {
    const when = (level: number | null, preferences = asleep) =>
      whenToSend(message(1, late, level), preferences, [], late, paceOf(preferences))
    expect(when(null)).toEqual({ at: morning, reason: "quiet" })
    expect(when(1)).toEqual({ at: morning, reason: "quiet" })
    expect(when(2)).toEqual({ at: late, reason: null })
    expect(when(9, { ...asleep, urgentFromLevel: null })).toEqual({ at: morning, reason: "quiet" })
  })

  it("a digest waits for its window, counted from when the message was written", () => {
    const preferences = { ...usual, digestMin: 10 }
    expect(whenToSend(message(1, late - 4 * minute), preferences, [], late, paceOf(preferences))).toEqual({
      at: late + 6 * minute,
      reason: "digest",
    })
    // A channel that combines nothing has no digest.
    expect(whenToSend(message(1, late), preferences, [], late, paceOf(preferences, [], 1)).at).toBe(late)
  })

  it("room under a limit is there when the oldest has left the window, and the night may be in between", () => {
    const capped = { ...usual, perHourMax: 2 }
    const sent = [late - 50 * minute, late - 10 * minute]
    expect(whenToSend(message(1, late), capped, sent, late, paceOf(capped))).toEqual({
      at: late + 10 * minute,
      reason: "cap",
    })
    const before = instant("2026-03-02T21:55[Asia/Shanghai]")
    const tired = { ...capped, quiet: night }
    expect(
      whenToSend(message(1, before), tired, [before - 50 * minute, before - minute], before, paceOf(tired)),
    ).toEqual({ at: morning, reason: "quiet" })
  })
})

describe("a plan", () => {
  const now = instant("2026-03-02T12:00[Asia/Shanghai]")
  const flood = (count: number, level: number | null = null) =>
    Array.from({ length: count }, (_, id) => message(id + 1, now - count + id, level))

  it("500 mails at once are one", () => {
    const { send, wait } = planMessages(flood(500), usual, [], now, paceOf(usual))
    expect(send.map((group) => group.length)).toEqual([500])
    expect(wait).toEqual([])
  })

  it("an urgent one over the cap goes a minute after the last, and takes along what is due", () => {
    const one = { ...usual, perHourMax: 1 }
    const list = [message(1, now, 2), message(2, now, 1)]
    expect(planMessages(list, one, [now - minute], now, paceOf(one)).send).toEqual([list])
    const { send, wait } = planMessages(list, one, [now - 20_000], now, paceOf(one))
    expect(send).toEqual([])
    expect(wait.map(({ when }) => when.at)).toEqual([now + 40_000, now + hour - 20_000])
  })

  it("a few go each by themselves, unless there is room for one only", () => {
    expect(planMessages(flood(3), usual, [], now, paceOf(usual)).send).toHaveLength(3)
    const one = { ...usual, perHourMax: 1 }
    expect(planMessages(flood(3), one, [], now, paceOf(one)).send.map((group) => group.length)).toEqual([3])
  })

  it("with no room everything waits for the first that there is", () => {
    const one = { ...usual, perHourMax: 1 }
    const { send, wait } = planMessages(flood(3), one, [now - 10 * minute], now, paceOf(one))
    expect(send).toEqual([])
    expect(wait.map(({ when }) => when)).toEqual(
      Array.from({ length: 3 }, () => ({ at: now + 50 * minute, reason: "cap" })),
    )
  })

  it("a digest that leaves takes along what came since; an urgent one leaves alone and takes nothing", () => {
    const preferences = { ...usual, digestMin: 10 }
    const old = message(1, now - 10 * minute)
    const young = message(2, now - minute)
    const urgent = message(3, now, 2)
    const plan = (list: Waiting[]) => planMessages(list, preferences, [], now, paceOf(preferences))
    expect(plan([old, young]).send).toEqual([[old, young]])
    expect(plan([young, urgent])).toEqual({
      send: [[urgent]],
      wait: [{ message: young, when: { at: now + 9 * minute, reason: "digest" } }],
    })
    expect(plan([old, young, urgent]).send).toEqual([[urgent], [old, young]])
  })

  const preferencesArbitrary: fc.Arbitrary<DeliveryPreferences> = fc.record({
    quiet: fc.option(
      fc.record({ fromMin: fc.integer({ min: 0, max: 1439 }), toMin: fc.integer({ min: 0, max: 1439 }) }),
    ),
    urgentFromLevel: fc.option(fc.integer({ min: 1, max: 4 })),
    digestMin: fc.integer({ min: 0, max: 60 }),
    perHourMax: fc.integer({ min: 1, max: 40 }),
    timeZone: fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York"),
  })
  const arrivals = fc.array(
    fc.record({
      afterMin: fc.integer({ min: 0, max: 600 }),
      level: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { minLength: 1, maxLength: 120 },
  )
  /** Around the nights on which the clocks change, and an ordinary one. */
  const starts = fc.constantFrom(
    Date.UTC(2026, 2, 28, 18),
    Date.UTC(2026, 9, 24, 18),
    Date.UTC(2026, 10, 1, 2),
    Date.UTC(2026, 5, 1, 15),
  )
  const provider: Limit[] = [{ count: 6, windowMs: minute, reason: "provider" }]

  it("loses nothing, is never early, keeps every limit and the night, whatever comes whenever", () => {
    fc.assert(
      fc.property(
        preferencesArbitrary,
        arrivals,
        starts,
        fc.constantFrom(1, 7, 500),
        (preferences, list, start, combinesMax) => {
          expect(deliveryPreferencesSchema.safeParse(preferences).success).toBe(true)
          const pace = paceOf(preferences, provider, combinesMax)
          const coming = list
            .map(({ afterMin, level }, id) => message(id, start + afterMin * minute, level))
            .toSorted((a, b) => a.createdAt - b.createdAt)
          const sentAt: number[] = []
          const urgentAt = new Set<number>()
          const goneAt = new Map<number, number>()
          let waiting: Waiting[] = []
          let now = start
          // As the shell does: looks when something comes, and when the plan says so.
          for (let looks = 0; coming.length > 0 || waiting.length > 0; looks++) {
            expect(looks, "it ends").toBeLessThan(5000)
            while (coming[0] && coming[0].createdAt <= now) waiting.push(coming.shift()!)
            const plan = planMessages(waiting, preferences, sentAt, now, pace)
            expect(idsOf([...plan.send.flat(), ...plan.wait.map((one) => one.message)])).toEqual(idsOf(waiting))
            for (const group of plan.send) {
              expect(group.length).toBeGreaterThan(0)
              expect(group.length).toBeLessThanOrEqual(combinesMax)
              sentAt.push(now)
              if (group.some((one) => isUrgent(one, preferences))) urgentAt.add(now)
              for (const one of group) {
                expect(goneAt.has(one.id), "once").toBe(false)
                goneAt.set(one.id, now)
                if (!isUrgent(one, preferences)) expect(isQuiet(now, preferences), "the night").toBe(false)
              }
            }
            for (const { when } of plan.wait) {
              expect(when.at, "progress").toBeGreaterThan(now)
              expect(when.reason).not.toBeNull()
            }
            waiting = plan.wait.map((one) => one.message)
            now = Math.min(...plan.wait.map(({ when }) => when.at), coming[0]?.createdAt ?? Infinity)
          }
          expect(goneAt.size, "nothing is lost").toBe(list.length)
          // Over the cap only something urgent goes, one message, a minute after the last.
          const isException = (at: number) =>
            urgentAt.has(at) && sentAt.filter((other) => other > at - minute && other <= at).length === 1
          for (const limit of pace.limits)
            for (const at of sentAt.filter((one) => limit.reason === "provider" || !isException(one)))
              expect(sentAt.filter((other) => other > at - limit.windowMs && other <= at).length).toBeLessThanOrEqual(
                limit.count,
              )
        },
      ),
      { numRuns: 300 },
    )
  })

  it("urgent messages go at once while there is room", () => {
    fc.assert(
      fc.property(preferencesArbitrary, starts, (preferences, start) => {
        const urgent = message(1, start, preferences.urgentFromLevel ?? 4)
        const { send } = planMessages([urgent], preferences, [], start, paceOf(preferences, provider))
        if (isUrgent(urgent, preferences)) expect(send).toEqual([[urgent]])
      }),
    )
  })
})
