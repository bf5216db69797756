import { describe, expect, test } from "vitest"
import { type CallEvent, isCallEvent, parseEvent } from "../event"
import { reduceCall } from "../session"
import { simulateDay, type SimulationOptions } from "./simulation"

const options: SimulationOptions = {
  seed: 7,
  tenantSlug: "sample",
  connectorKey: "simulator",
  agents: Array.from({ length: 10 }, (_, index) => ({
    agentId: `a${index}`,
    extension: String(8000 + index),
    name: `Agent ${index}`,
    queues: ["fees", "complaints", "general"],
  })),
  startMs: Date.UTC(2026, 0, 5),
  callsPerHourPeak: 120,
  speed: 1,
}
const noon = options.startMs + 12 * 3_600_000

test("every event is one the receiver takes", () => {
  const refused = simulateDay(options)
    .until(noon)
    .filter((event) => !parseEvent(JSON.parse(JSON.stringify(event))).ok)
  expect(refused).toEqual([])
})

test("the same seed gives the same day, however it is cut", () => {
  const whole = simulateDay(options).until(noon)
  const cut = simulateDay(options)
  const parts = Array.from({ length: 500 }, (_, index) =>
    cut.until(options.startMs + ((index + 1) * 12 * 3_600_000) / 500),
  )
  expect(parts.flat()).toEqual(whole)
  expect(new Set(whole.map((event) => event.id)).size).toBe(whole.length)
  expect(whole.map((event) => event.time)).toEqual(whole.map((event) => event.time).toSorted())
})

describe("a day looks like a hotline's", () => {
  const events = simulateDay(options)
    .until(options.startMs + 86_400_000)
    .flatMap((event) => {
      const parsed = parseEvent(event)
      return parsed.ok ? [parsed.event] : []
    })
  const calls = new Map<string, CallEvent[]>()
  for (const event of events)
    if (isCallEvent(event)) calls.set(event.subject, [...(calls.get(event.subject) ?? []), event])
  const rows = [...calls.values()].map((list) => reduceCall(list))

  test("some thousand calls, most answered, some given up, some solved in the menu, some again", () => {
    const share = (outcome: string) => rows.filter((row) => row.outcome === outcome).length / rows.length
    expect(rows.length).toBeGreaterThan(1000)
    expect(share("answered")).toBeGreaterThan(0.5)
    expect(share("abandoned_queue")).toBeGreaterThan(0.005)
    expect(share("self_served")).toBeGreaterThan(0.1)
    const callers = rows.map((row) => row.ani)
    expect(new Set(callers).size).toBeLessThan(callers.length)
  })

  test("nobody talks to two callers at once", () => {
    const byAgent = new Map<string, [number, number][]>()
    for (const row of rows)
      if (row.agentId && row.answeredAt && row.endedAt)
        byAgent.set(row.agentId, [
          ...(byAgent.get(row.agentId) ?? []),
          [Date.parse(row.answeredAt), Date.parse(row.endedAt)],
        ])
    for (const spans of byAgent.values()) {
      const sorted = spans.toSorted((a, b) => a[0] - b[0])
      for (const [index, span] of sorted.entries())
        if (index > 0) expect(span[0]).toBeGreaterThanOrEqual(sorted[index - 1]![1])
    }
  })

  test("fee reductions carry an amount in minor units", () => {
    const steps = events.flatMap((event) => (event.type === "cti.call.ivr_step" ? [event.data.input] : []))
    const fees = steps.filter((input) => input?.intent === "fee_reduction")
    expect(fees.length).toBeGreaterThan(100)
    expect(fees.every((input) => Number.isInteger(input?.slots?.["amount"]))).toBe(true)
  })
})
