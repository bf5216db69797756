import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { clockHistory } from "@/core/ticket/clock/history"
import { Drive, minute, runnable } from "@/core/ticket/testing/drive"
import { approvalFlow } from "@/core/ticket/testing/small-flow"
import { facts, ids } from "@/core/ticket/testing/tenant"
import { explainClock } from "./explain-clock"
import { anyCalendar, calendar, nineToFive } from "./testing/any-calendar"

const [ada] = ids.agents
const one = { type: "named" as const, personIds: [ada] }
const at = (text: string) => Date.parse(`${text}:00+08:00`)

function opened(targetMin: number, usual: ReturnType<typeof calendar>, start: number): Drive {
  const sla = { targetMin, calendarId: null, tiers: [], mayPause: true }
  const ticket = new Drive(runnable(approvalFlow({ people: one, sla })), { ...facts, calendars: { default: usual } })
  ticket.at = start
  return ticket.open({ amount: 1 })
}

describe("explaining a clock", () => {
  const office = calendar("Asia/Shanghai", nineToFive)

  it("lists what counted before and after a pause, who paused it and why, and what is left", () => {
    const ticket = opened(120, office, at("2026-05-08T16:00"))
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "the customer calls back" }, at("2026-05-08T16:45"))
    ticket.send(ids.supervisor, { type: "resume", todoId, comment: "" }, at("2026-05-11T10:00"))
    const history = clockHistory(ticket.events, todoId)
    expect(history && explainClock(history, office, at("2026-05-11T10:15"))).toMatchObject({
      dueAt: at("2026-05-11T11:15"),
      elapsedMin: 60,
      leftMin: 60,
      ended: null,
      stretches: [
        { type: "ran", from: at("2026-05-08T16:00"), minutes: 45, isToCome: false, isOtherwiseNow: false },
        { type: "paused", to: at("2026-05-11T10:00"), by: ada, cause: "manual", comment: "the customer calls back" },
        { type: "ran", to: at("2026-05-11T11:15"), minutes: 75, isToCome: true },
      ],
    })
  })

  it("says of a paused clock what it has counted, and of one that is over when that was", () => {
    const ticket = opened(120, office, at("2026-05-08T10:00"))
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "x" }, at("2026-05-08T10:30"))
    const paused = clockHistory(ticket.events, todoId)
    expect(paused && explainClock(paused, office, at("2026-05-09T10:00"))).toMatchObject({
      dueAt: null,
      elapsedMin: 30,
      leftMin: 90,
      stretches: [{ minutes: 30 }, { type: "paused", to: null }],
    })
    ticket.at = at("2026-05-08T12:00")
    ticket.decide("approve")
    expect(clockHistory(ticket.events, todoId)).toMatchObject({ ended: { at: at("2026-05-08T12:00"), as: "over" } })
    expect(clockHistory(ticket.events, "s1")).toBeNull()
  })

  it("says that a calendar has changed since a stretch was counted", () => {
    const ticket = opened(120, office, at("2026-05-08T10:00"))
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "x" }, at("2026-05-08T11:00"))
    const history = clockHistory(ticket.events, todoId)
    const shut = { ...office, days: [{ date: "2026-05-08", name: "Closed", intervals: [] }] }
    const [first] = (history && explainClock(history, shut, at("2026-05-08T11:00")).stretches) ?? []
    expect(first).toMatchObject({ minutes: 60, isOtherwiseNow: true, counted: [] })
  })

  it("adds up to the target, whatever the calendar and the pauses", () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 0, 1) }),
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 6 }),
        (usual, targetMin, start, gaps) => {
          const ticket = opened(targetMin, usual, start)
          const { id: todoId } = ticket.todo()
          for (const gap of gaps) {
            const isPaused = Boolean(ticket.todo().clock?.paused)
            const type = isPaused ? "resume" : "pause"
            // Past its deadline a clock is late, and adds up to more.
            const dueAt = ticket.todo().clock?.dueAt ?? Infinity
            const next = ticket.at + gap * minute
            ticket.send(ada, { type, todoId, comment: "x" }, Math.min(next, dueAt - 1))
          }
          const { clock } = ticket.todo()
          const history = clockHistory(ticket.events, todoId)
          const explained = history && explainClock(history, usual, ticket.at)
          expect(explained?.dueAt).toBe(clock?.dueAt)
          const ran = explained?.stretches.flatMap((stretch) => (stretch.type === "ran" ? [stretch] : [])) ?? []
          const minutes = ran.reduce((sum, stretch) => sum + stretch.minutes, 0)
          const counted = ran.flatMap((stretch) => stretch.counted).reduce((sum, part) => sum + part.minutes, 0)
          expect(counted).toBeCloseTo(minutes, 3)
          if (clock?.dueAt) expect(minutes).toBeCloseTo(targetMin, 3)
          else expect(minutes).toBeCloseTo((clock?.elapsedMs ?? 0) / minute, 3)
        },
      ),
      { numRuns: 400 },
    )
  })
})
