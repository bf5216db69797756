import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { explainDeadline } from "@/core/sla/explain-deadline"
import type { Calendar } from "@/core/sla/policy"
import { anyCalendar } from "@/core/sla/testing/any-calendar"
import { foldEvents } from "./replay"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { recomputeClocks } from "./testing/recompute-clocks"
import { approvalFlow } from "./testing/small-flow"
import { directory, facts, ids, uuid } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const unitCalendar = uuid(71)
const flowCalendar = uuid(72)
/** Ada's unit counts by a calendar of its own; the others' does not, nor any above it. */
const apart = {
  id: uuid(35),
  name: "Night desk",
  parentId: ids.units.department,
  headId: null,
  calendarId: unitCalendar,
}
const people = {
  ...directory,
  people: directory.people.map((person) => (person.id === ada ? { ...person, unitId: apart.id } : person)),
  units: [...directory.units, apart],
}

describe("clocks", () => {
  it("10,000 of them, told by the events alone, are what the calendars say", { timeout: 120_000 }, () => {
    let clocks = 0
    fc.assert(
      fc.property(
        fc.record({
          tenant: anyCalendar,
          unit: anyCalendar,
          changed: anyCalendar,
          flow: fc.option(anyCalendar, { freq: 3 }),
          targetMin: fc.integer({ min: 1, max: 6000 }),
          start: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
          changeAfter: fc.integer({ min: 0, max: 4000 }),
        }),
        ({ tenant, unit, changed, flow, targetMin, start, changeAfter }) => {
          const draft = approvalFlow({ sla: { targetMin, calendarId: null, tiers: [] } })
          if (flow) draft.settings = { ...draft.settings, calendarId: flowCalendar }
          const calendars = { default: tenant, [unitCalendar]: unit, ...(flow && { [flowCalendar]: flow }) }
          const world = { ...facts, directory: people, calendars }
          const ticket = new Drive(runnable(draft), world)
          ticket.at = start
          ticket.open({ amount: 1 })
          const check = (own: typeof tenant) => {
            const state = foldEvents(ticket.events)
            for (const [person, calendar] of [
              [ada, flow ?? unit],
              [bo, flow ?? own],
              [cai, flow ?? own],
            ] as const) {
              const todo = Object.values(state.todos).find((one) => one.assigneeId === person)
              expect(todo?.clock?.dueAt).toBe(explainDeadline(start, targetMin, calendar).dueAt)
              clocks += 1
            }
            expect(state).toEqual(ticket.now)
          }
          check(tenant)
          Object.assign(world, { calendars: { ...calendars, default: changed } })
          ticket.send("system", { type: "reschedule" }, start + changeAfter * minute)
          check(changed)
        },
      ),
      { seed: 1, numRuns: 1700 },
    )
    expect(clocks).toBeGreaterThan(10_000)
  })

  it(
    "10,000 of todos, visits and tickets, paused, reset and cancelled, are what their events come to",
    { timeout: 120_000 },
    () => {
      let clocks = 0
      fc.assert(
        fc.property(
          anyCalendar,
          anyCalendar,
          fc.integer({ min: 1, max: 4000 }),
          fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
          fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), deed), { minLength: 4, maxLength: 14 }),
          (usual, changed, targetMin, start, deeds) => {
            const story = new Story(targetMin, usual, changed, start)
            for (const [waitMin, one] of deeds) {
              story.ticket.at += waitMin * minute
              story.play(one)
              clocks += story.check()
            }
          },
        ),
        { seed: 1, numRuns: 500 },
      )
      expect(clocks).toBeGreaterThan(10_000)
    },
  )

  it("are not touched by a change that moves no deadline, nor by anybody but the system", () => {
    const draft = approvalFlow({ sla: { targetMin: 60, calendarId: "always", tiers: [] } })
    const ticket = new Drive(runnable(draft)).open({ amount: 1 })
    expect(ticket.send("system", { type: "reschedule" })).toMatchObject({ events: [] })
    expect(ticket.send(ids.owner, { type: "reschedule" })).toMatchObject({ problem: { code: "forbidden" } })
  })

  it("keep the tiers that have fired, and what was late stays late", () => {
    const hours = (fromMin: number, toMin: number) => ({
      timeZone: "Asia/Shanghai",
      weekly: Array.from({ length: 7 }, () => [{ fromMin, toMin }]),
      days: [],
    })
    const at = (percent: number) => ({
      at: { type: "percent" as const, percent },
      audience: [{ type: "assignee" as const }],
      channels: ["inApp" as const],
    })
    const sla = { targetMin: 60, calendarId: null, tiers: [at(50), at(100), at(200)] }
    const world = { ...facts, calendars: { default: hours(0, 1440) } }
    const one = { type: "named" as const, personIds: [ada] }
    const ticket = new Drive(runnable(approvalFlow({ people: one, sla })), world).open({ amount: 1 })
    const { id } = ticket.todo(ada)
    ticket.send("timer", { type: "tick", itemId: id }, monday9 + 60 * minute)
    expect(ticket.todo(ada)).toMatchObject({ warnedLevel: 2, clock: { breached: true } })
    // The office opens at ten, an hour after the todo came.
    Object.assign(world, { calendars: { default: hours(600, 1440) } })
    ticket.send("system", { type: "reschedule" }, monday9 + 61 * minute)
    const { clock } = ticket.todo(ada)
    expect(clock).toMatchObject({ breached: true, dueAt: monday9 + 120 * minute })
    expect(clock?.tiers).toEqual([{ level: 3, at: monday9 + 180 * minute }])
  })
})

type Deed = "hold" | "go" | "again" | "off" | "on" | "solved" | "pause" | "resume" | "tick" | "reschedule"
const deed = fc.constantFrom<Deed>(
  "hold",
  "hold",
  "go",
  "go",
  "again",
  "off",
  "on",
  "solved",
  "pause",
  "pause",
  "resume",
  "resume",
  "tick",
  "reschedule",
)

/** One ticket with clocks of every kind, moved by what one signer says while the others still have work. */
class Story {
  readonly ticket: Drive
  private readonly world: typeof facts
  private changedAt = Infinity

  constructor(
    private readonly targetMin: number,
    private readonly usual: Calendar,
    private readonly changed: Calendar,
    start: number,
  ) {
    const is = (word: string) => `note != null && note == "${word}"`
    const conditions = { start: `!(${is("off")})`, pause: is("hold"), cancel: is("off"), reset: is("again") }
    const policy = { targetMin, calendarId: null, tiers: [], conditions: { ...conditions, stop: is("solved") } }
    const draft = approvalFlow({
      waitAll: true,
      fields: ["note"],
      sla: { targetMin, calendarId: null, tiers: [], conditions: { reset: is("again") }, mayPause: true },
      visitSla: policy,
    })
    draft.settings = { ...draft.settings, slas: [{ ...policy, id: "s1", name: "Solved" }] }
    this.world = { ...facts, calendars: { default: usual } }
    this.ticket = new Drive(runnable(draft), this.world)
    this.ticket.at = start
    this.ticket.open({ amount: 1 })
  }

  play(one: Deed): void {
    const { ticket } = this
    const todo = ticket.todo(bo)
    if (one === "pause" || one === "resume") ticket.send(bo, { type: one, todoId: todo.id, comment: "x" })
    else if (one === "tick") {
      const items = [todo.id, "s1", ...Object.keys(ticket.now.activations)]
      for (const itemId of items) ticket.send("timer", { type: "tick", itemId })
    } else if (one === "reschedule") {
      this.changedAt = Math.min(this.changedAt, ticket.events.length + 1)
      Object.assign(this.world, { calendars: { default: this.changed } })
      ticket.send("system", { type: "reschedule" })
    } else {
      ticket.decide("approve", { by: ada, fields: { note: one } })
      const vote = Object.values(ticket.now.todos).find((seat) => seat.assigneeId === ada)
      ticket.send(ada, { type: "retract", todoId: vote?.id ?? "" })
    }
  }

  /** How many clocks there are: each is what its events come to, told again without what they say of deadlines. */
  check(): number {
    const { ticket, targetMin, changedAt } = this
    const state = foldEvents(ticket.events)
    expect(state).toEqual(ticket.now)
    const told = recomputeClocks(ticket.events, targetMin, (seq) => (seq >= changedAt ? this.changed : this.usual))
    const stored = [
      ...Object.values(state.todos).map(({ id, clock }) => [id, clock] as const),
      ...Object.values(state.activations).map(({ id, clock }) => [id, clock] as const),
      ...Object.entries(state.clocks ?? {}),
    ].flatMap(([id, clock]) => (clock ? [[id, clock] as const] : []))
    for (const [id, clock] of stored) {
      expect({ id, dueAt: clock.dueAt, isOver: clock.ended !== undefined }).toEqual({
        id,
        dueAt: told.get(id)?.dueAt,
        isOver: told.get(id)?.isOver,
      })
    }
    return stored.length
  }
}
