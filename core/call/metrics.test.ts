import fc from "fast-check"
import { expect, test } from "vitest"
import { callOutcomes } from "./outcome"
import { addCounts, countCalls, metrics, noCounts, serviceLevels, type MetricCall } from "./metrics"

const call = (change: Partial<MetricCall>): MetricCall => ({
  outcome: "answered",
  direction: "in",
  direct: false,
  queued: true,
  waitMs: 0,
  talkMs: 0,
  holdMs: 0,
  ...change,
})
const gaveUp = (waitMs: number) => call({ outcome: "abandoned_queue", waitMs, talkMs: null })

// 10 offered: 6 answered (4 within 20 s), 3 gave up (2 within 20 s, 1 of them short), 1 put out by the queue.
const day = [
  ...[0, 5000, 20_000, 20_000, 20_001, 60_000].map((waitMs) => call({ waitMs, talkMs: 90_000 })),
  gaveUp(4999),
  gaveUp(5000),
  gaveUp(30_000),
  call({ outcome: "unserved", waitMs: 25_000 }),
]

test("the five service levels of the same day differ, each by its definition", () => {
  const counts = countCalls(day)
  const levels = Object.fromEntries(
    Object.entries(serviceLevels).map(([name, level]) => [name, [level(counts).numerator, level(counts).denominator]]),
  )
  expect(levels).toEqual({ A: [4, 6], B: [4, 10], C: [4, 8], D: [6, 10], E: [4, 9] })
})

test("waits, talk and abandonment", () => {
  const counts = countCalls(day)
  expect(metrics.asaSec(counts)).toEqual({ numerator: 125.001, denominator: 6, value: 125.001 / 6 })
  expect(metrics.abandonSec(counts).value).toBeCloseTo(39.999 / 3)
  expect(metrics.talkSec(counts).value).toBe(90)
  expect(metrics.abandonmentRate(counts).value).toBe(0.3)
  expect(metrics.abandonmentRateWithoutShort(counts)).toMatchObject({ numerator: 2, denominator: 9 })
})

test("nothing to divide by is null, not zero and not NaN", () => {
  for (const figure of [...Object.values(serviceLevels), ...Object.values(metrics)])
    expect(figure(noCounts()).value).toBeNull()
})

test("a phantom is a record and nothing else; outbound calls are not counted at all", () => {
  const counts = countCalls([
    call({ outcome: "phantom" }),
    call({ direction: "out" }),
    call({ outcome: "not_reached", direction: "out" }),
  ])
  expect(counts).toEqual({ ...noCounts(), records: 1, phantom: 1 })
})

test("a call somebody is talking on is answered already, and still open", () => {
  expect(countCalls([call({ outcome: "talking" })])).toMatchObject({ answered: 1, open: 1, offered: 1 })
})

test("a diverted call leaves the queue's figures only when it had been in a queue", () => {
  const counts = countCalls([call({ outcome: "diverted" }), call({ outcome: "diverted", queued: false })])
  expect(counts).toMatchObject({ diverted: 2, otherExits: 1, offered: 1 })
})

const anyCall = fc.record({
  outcome: fc.constantFrom(...callOutcomes),
  direction: fc.constantFrom("in" as const, "out" as const),
  direct: fc.boolean(),
  queued: fc.boolean(),
  waitMs: fc.option(fc.nat(60_000)),
  talkMs: fc.option(fc.nat(60_000)),
  holdMs: fc.nat(3),
})

test("a day is the sum of its parts, and O = A + B + X", () => {
  fc.assert(
    fc.property(fc.array(anyCall, { size: "max", maxLength: 40 }), fc.nat(40), (calls, cut) => {
      const whole = countCalls(calls)
      expect(addCounts(countCalls(calls.slice(0, cut)), countCalls(calls.slice(cut)))).toEqual(whole)
      expect(whole.offered).toBe(whole.answered + whole.abandonedInQueue + whole.otherExits)
      expect(whole.answeredInTime).toBeLessThanOrEqual(whole.answered)
      expect(whole.shortAbandons).toBeLessThanOrEqual(whole.abandonedInTime)
    }),
  )
})

test("equal calls grouped by the database count as the calls themselves", () => {
  fc.assert(
    fc.property(fc.array(anyCall, { size: "max", maxLength: 40 }), (calls) => {
      const groups = new Map<string, MetricCall & { count: number }>()
      for (const one of calls) {
        const { outcome, direction, direct, queued, waitMs, holdMs } = one
        const wait = waitMs ?? 0
        const key = JSON.stringify([outcome, direction, direct, queued, wait <= 20_000, wait < 5000, holdMs > 0])
        const group = groups.get(key) ?? { ...one, waitMs: 0, talkMs: 0, holdMs: 0, count: 0 }
        groups.set(key, {
          ...group,
          waitMs: (group.waitMs ?? 0) + wait,
          talkMs: (group.talkMs ?? 0) + (one.talkMs ?? 0),
          holdMs: group.holdMs + holdMs,
          count: group.count + 1,
        })
      }
      expect(countCalls(groups.values())).toEqual(countCalls(calls))
    }),
  )
})
