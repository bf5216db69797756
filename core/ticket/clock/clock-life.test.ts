import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { handle } from "@/core/flow/nodes/handle"
import { toExecutable } from "@/core/flow/executable"
import { hours, nineToFive, week, calendar } from "@/core/sla/testing/any-calendar"
import type { SlaPolicy } from "@/core/sla/policy"
import { notificationsOf } from "@/core/warning/notify"
import type { Tier } from "@/core/warning/tier"
import type { Facts } from "../facts"
import { foldEvents } from "../replay"
import { Drive, minute, monday9, runnable } from "../testing/drive"
import { approvalFlow, edge, field, flowOf, node } from "../testing/small-flow"
import { facts, ids } from "../testing/tenant"

const [ada, bo] = ids.agents
const one = { type: "named" as const, personIds: [ada] }
const at = (percent: number): Tier => ({
  at: { type: "percent", percent },
  audience: [{ type: "assignee" }],
  channels: ["inApp"],
})
const policy = (more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  targetMin: 120,
  calendarId: "always",
  tiers: [],
  ...more,
})

/** Two who sign: what each of them fills in moves the clocks while the other still has work. */
function signing(more: { sla?: SlaPolicy; visitSla?: SlaPolicy; slas?: DraftGraph["settings"]["slas"] }): DraftGraph {
  const { slas, ...clocks } = more
  const draft = approvalFlow({
    people: { type: "named", personIds: [ada, bo] },
    waitAll: true,
    fields: ["status", "customer"],
    ...clocks,
  })
  draft.fields = [field("status", "string"), field("customer", "string"), field("amount", "money", true)]
  if (slas) draft.settings = { ...draft.settings, slas }
  return draft
}
const start = (draft: DraftGraph, world: Facts = facts) => new Drive(runnable(draft), world).open({ amount: 1 })

/** Ada says what the status is, and takes her vote back so that she can say so again. */
function say(ticket: Drive, status: string, afterMin: number, more = {}) {
  ticket.at += afterMin * minute
  expect(ticket.decide("approve", { by: ada, fields: { status, ...more } })).toMatchObject({ type: "events" })
  const vote = Object.values(ticket.now.todos).find((todo) => todo.assigneeId === ada)
  ticket.send(ada, { type: "retract", todoId: vote?.id ?? "" })
}

const is = (status: string) => `status != null && status == "${status}"`
const solved = (more: Partial<SlaPolicy> = {}) => [{ ...policy(more), id: "s1", name: "Solved" }]

describe("a ticket's own clock", () => {
  it("new 60, open 30, pending 30 while it is paused, closed: 90 have been counted", () => {
    const slas = solved({ conditions: { pause: is("pending"), stop: is("closed") } })
    const ticket = start(signing({ slas }))
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ startedAt: monday9, dueAt: monday9 + 120 * minute })
    say(ticket, "open", 60)
    say(ticket, "pending", 30)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({
      dueAt: null,
      elapsedMs: 90 * minute,
      paused: { cause: "condition" },
    })
    say(ticket, "closed", 30)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({
      elapsedMs: 90 * minute,
      ended: { as: "stopped" },
      breached: false,
    })
    expect(foldEvents(ticket.events)).toEqual(ticket.now)
  })

  it("goes on with what was left, and is over with the ticket", () => {
    const ticket = start(signing({ slas: solved({ conditions: { pause: is("pending") } }) }))
    say(ticket, "pending", 60)
    say(ticket, "open", 1000)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ dueAt: monday9 + 1120 * minute, version: 3 })
    ticket.decide("approve", { by: ada })
    ticket.decide("approve", { by: bo })
    expect(ticket.now).toMatchObject({ status: "closed" })
    expect(ticket.now.clocks).toBeUndefined()
  })

  it("warns whoever has the work, raises the priority, and is late once", () => {
    const tiers = [{ ...at(50), action: { type: "raisePriority" as const } }, at(100)]
    const ticket = start(signing({ slas: solved({ tiers }) }))
    ticket.send("timer", { type: "tick", itemId: "s1" }, monday9 + 60 * minute)
    expect(ticket.events.at(-2)?.body).toMatchObject({
      type: "clockWarned",
      clockId: "s1",
      level: 1,
      personIds: [ada, bo],
    })
    expect(ticket.now.priority).toBe("high")
    const warning = ticket.events.at(-2)
    expect(warning && notificationsOf(warning, ticket.now, ticket.flow)).toMatchObject(
      [ada, bo].map((personId) => ({ personId, kind: "todoWarned", level: 1, params: { nodeName: "Solved" } })),
    )
    ticket.send("timer", { type: "tick", itemId: "s1" }, monday9 + 125 * minute)
    expect(ticket.types(ticket.events.length - 2)).toEqual(["clockBreached", "clockWarned"])
    expect(ticket.send("timer", { type: "tick", itemId: "s1" })).toMatchObject({ events: [] })
  })

  it("starts when its condition comes to hold, and anew when it applies again", () => {
    const slas = solved({ conditions: { start: is("urgent"), cancel: is("usual") } })
    const ticket = start(signing({ slas }))
    expect(ticket.now.clocks).toBeUndefined()
    say(ticket, "urgent", 30)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ startedAt: monday9 + 30 * minute })
    say(ticket, "usual", 30)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ ended: { as: "cancelled" } })
    say(ticket, "urgent", 30)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ startedAt: monday9 + 90 * minute, breached: false })
    expect(ticket.now.clocks?.["s1"]?.ended).toBeUndefined()
  })

  it("measures the first answer", () => {
    const ticket = start(signing({ slas: solved({ conditions: { stop: "ticket.answered" } }) }))
    say(ticket, "x", 45)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ ended: { as: "stopped" }, elapsedMs: 45 * minute })
  })

  it("was missed although its timer was late: stopping it says so", () => {
    const ticket = start(signing({ slas: solved({ conditions: { stop: "ticket.answered" } }) }))
    say(ticket, "x", 121)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ ended: { as: "stopped" }, breached: true })
  })

  it("starts anew when the ticket is opened again", () => {
    const ticket = start(signing({ slas: solved() }))
    ticket.decide("approve", { by: ada })
    ticket.decide("approve", { by: bo })
    ticket.send(ids.owner, { type: "reopen", nodeId: "vote", comment: "" }, monday9 + 500 * minute)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ startedAt: monday9 + 500 * minute })
  })
})

describe("the clock of a visit", () => {
  it("runs for whoever has the work, warns them, and ends with the visit", () => {
    const visitSla = policy({ tiers: [at(50)] })
    const ticket = start(signing({ visitSla }))
    const [visit] = Object.values(ticket.now.activations)
    expect(visit?.clock).toMatchObject({ dueAt: monday9 + 120 * minute })
    ticket.send("timer", { type: "tick", itemId: visit?.id ?? "" }, monday9 + 60 * minute)
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "clockWarned", clockId: visit?.id, personIds: [ada, bo] })
    ticket.decide("approve", { by: ada })
    ticket.decide("approve", { by: bo })
    expect(ticket.now.activations).toEqual({})
  })

  it("begins again when the node is entered again", () => {
    const work = (id: string) => node(id, "handle", { ...handle.defaults(), people: one, visitSla: policy() })
    const draft = flowOf(
      [work("first"), work("second")],
      [edge("start.next", "first"), edge("first.done", "second"), edge("second.done", "close")],
    )
    const ticket = start(draft)
    ticket.at += 30 * minute
    ticket.decide("done")
    ticket.at += 30 * minute
    const body = {
      type: "return",
      todoId: ticket.todo().id,
      nodeId: "first",
      resume: "again",
      comment: "again",
    } as const
    ticket.send(ada, body)
    const [visit] = Object.values(ticket.now.activations)
    expect(visit).toMatchObject({ nodeId: "first", visit: 2, clock: { startedAt: monday9 + 60 * minute } })
  })
})

describe("pausing by hand", () => {
  const handPaused = () => {
    const ticket = start(
      approvalFlow({ people: one, sla: policy({ mayPause: true, tiers: [at(50), at(75), at(100)] }) }),
    )
    const { id } = ticket.todo()
    return { ticket, id }
  }

  it("keeps what was counted and which tiers have fired", () => {
    const { ticket, id } = handPaused()
    ticket.send("timer", { type: "tick", itemId: id }, monday9 + 65 * minute)
    ticket.send(ada, { type: "pause", todoId: id, comment: "the customer calls back" }, monday9 + 80 * minute)
    expect(ticket.todo().clock).toMatchObject({ dueAt: null, tiers: [], elapsedMs: 80 * minute })
    expect(ticket.send("timer", { type: "tick", itemId: id }, monday9 + 500 * minute)).toMatchObject({ events: [] })
    ticket.send(ids.supervisor, { type: "resume", todoId: id, comment: "" }, monday9 + 1000 * minute)
    expect(ticket.todo()).toMatchObject({
      warnedLevel: 1,
      clock: {
        dueAt: monday9 + 1040 * minute,
        tiers: [
          { level: 2, at: monday9 + 1010 * minute },
          { level: 3, at: monday9 + 1040 * minute },
        ],
      },
    })
    ticket.send("timer", { type: "tick", itemId: id }, monday9 + 1010 * minute)
    expect(ticket.events.filter(({ body }) => body.type === "warned")).toHaveLength(2)
  })

  it("makes timers of the time before stale", () => {
    const { ticket, id } = handPaused()
    ticket.send(ada, { type: "pause", todoId: id, comment: "x" }, monday9 + 10 * minute)
    ticket.send(ada, { type: "resume", todoId: id, comment: "" }, monday9 + 20 * minute)
    const late = monday9 + 200 * minute
    expect(ticket.send("timer", { type: "tick", itemId: id, version: 1 }, late)).toMatchObject({ events: [] })
    ticket.send("timer", { type: "tick", itemId: id, version: 3 }, late)
    expect(ticket.types(ticket.events.length - 2)).toEqual(["breached", "warned"])
  })

  it("keeps a deadline where it was missed", () => {
    const { ticket, id } = handPaused()
    ticket.send(ada, { type: "pause", todoId: id, comment: "x" }, monday9 + 130 * minute)
    expect(ticket.types(ticket.events.length - 2)).toEqual(["breached", "clockPaused"])
    ticket.send(ada, { type: "resume", todoId: id, comment: "" }, monday9 + 300 * minute)
    expect(ticket.todo().clock).toMatchObject({ dueAt: monday9 + 120 * minute, breached: true })
  })

  it("asks for a reason, and for the author's leave", () => {
    const { ticket, id } = handPaused()
    expect(ticket.send(ada, { type: "pause", todoId: id, comment: " " })).toMatchObject({
      problem: { code: "commentMissing" },
    })
    expect(ticket.send(bo, { type: "pause", todoId: id, comment: "x" })).toMatchObject({
      problem: { code: "forbidden" },
    })
    expect(ticket.send(ada, { type: "resume", todoId: id, comment: "" })).toMatchObject({
      problem: { code: "nothingToResume" },
    })
    const plain = start(approvalFlow({ people: one, sla: policy() }))
    const body = { type: "pause", todoId: plain.todo().id, comment: "x" } as const
    expect(plain.send(ada, body)).toMatchObject({ problem: { code: "nothingToPause" } })
  })

  it("lets the ticket's clock stand still too, where its condition says so", () => {
    const draft = signing({ sla: policy({ mayPause: true }), slas: solved({ conditions: { pause: "ticket.paused" } }) })
    const ticket = start(draft)
    const [first, second] = ticket.active().map(({ id }) => id)
    ticket.send(ada, { type: "pause", todoId: first ?? "", comment: "x" }, monday9 + 10 * minute)
    expect(ticket.now.clocks?.["s1"]?.paused).toBeUndefined()
    ticket.send(bo, { type: "pause", todoId: second ?? "", comment: "x" }, monday9 + 20 * minute)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ elapsedMs: 20 * minute, paused: { cause: "condition" } })
    ticket.send(bo, { type: "resume", todoId: second ?? "", comment: "" }, monday9 + 70 * minute)
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ dueAt: monday9 + 170 * minute })
  })

  it("goes on by itself when what it waited for has come", () => {
    const draft = signing({ sla: policy({ mayPause: true, conditions: { resume: "customer != null" } }) })
    const ticket = start(draft)
    const { id } = ticket.todo(bo)
    ticket.send(bo, { type: "pause", todoId: id, comment: "x" }, monday9 + 10 * minute)
    say(ticket, "x", 30)
    expect(ticket.todo(bo).clock?.paused).toBeDefined()
    say(ticket, "y", 30, { customer: "called back" })
    expect(ticket.todo(bo).clock).toMatchObject({ dueAt: monday9 + 180 * minute })
  })
})

describe("a clock that starts anew", () => {
  it("has all its time and all its tiers again", () => {
    const draft = signing({ sla: policy({ tiers: [at(50), at(100)], conditions: { reset: is("again") } }) })
    const ticket = start(draft)
    const { id } = ticket.todo(bo)
    ticket.send("timer", { type: "tick", itemId: id }, monday9 + 130 * minute)
    expect(ticket.todo(bo)).toMatchObject({ warnedLevel: 2, clock: { breached: true } })
    say(ticket, "again", 10)
    expect(ticket.todo(bo)).toMatchObject({
      warnedLevel: 0,
      clock: { breached: false, dueAt: monday9 + 260 * minute, tiers: [{ level: 1 }, { level: 2 }] },
    })
    const resets = () => ticket.events.filter(({ body }) => body.type === "clockReset" && body.clockId === id)
    expect(resets()).toHaveLength(1)
    say(ticket, "again", 10)
    expect(resets()).toHaveLength(1)
  })
})

describe("a condition that cannot be read", () => {
  const broken = () => {
    const draft = signing({ slas: solved({ conditions: { pause: `int(status == null ? "0" : status) > 1` } }) })
    return start(draft)
  }

  it("opens an incident and leaves the clock as it is, once; the work goes on", () => {
    const ticket = broken()
    say(ticket, "nonsense", 10)
    const [incident] = Object.values(ticket.now.incidents)
    expect(incident).toMatchObject({ code: "expression", clockId: "s1" })
    expect(ticket.now.clocks?.["s1"]).toMatchObject({ dueAt: monday9 + 120 * minute })
    expect(ticket.events.find(({ body }) => body.type === "incident")?.body).toMatchObject({
      values: { status: "nonsense" },
    })
    say(ticket, "worse", 10)
    expect(Object.keys(ticket.now.incidents)).toHaveLength(1)
    expect(Object.values(ticket.now.activations)).toMatchObject([{ state: "active" }])
  })

  it("is resolved when it can be read again, and opened again by a retry that changes nothing", () => {
    const ticket = broken()
    say(ticket, "nonsense", 10)
    const [incidentId = ""] = Object.keys(ticket.now.incidents)
    ticket.send(ids.owner, { type: "retry", incidentId })
    expect(ticket.types(ticket.events.length - 2)).toEqual(["resolved", "incident"])
    say(ticket, "5", 10)
    expect(ticket.now.incidents).toEqual({})
    expect(ticket.now.clocks?.["s1"]?.paused).toBeDefined()
  })

  it("may not be published when it can never be read", () => {
    const draft = signing({
      sla: policy({ conditions: { pause: "ticket.statsu == 'x'" } }),
      slas: solved({ conditions: { stop: "amount + 1" } }).map((sla) => ({ ...sla, name: "" })),
    })
    const result = toExecutable(draft)
    const problems = result.ok ? [] : result.problems
    expect(problems).toMatchObject([
      { code: "noName", place: { field: "settings.slas.0.name" } },
      { code: "bool_expected", place: { field: "settings.slas.0.conditions.stop", start: 0 } },
      {
        code: "unknown_variable",
        place: { nodeId: "vote", field: "sla.conditions.pause" },
        hint: { en: expect.stringContaining("status") as string },
      },
    ])
  })
})

describe("calendars", () => {
  it("Friday 16:30 and an hour is Monday 09:30, with a pause over the weekend Monday 10:00", () => {
    const world = { ...facts, calendars: { default: calendar("Asia/Shanghai", nineToFive) } }
    const draft = approvalFlow({ people: one, sla: policy({ targetMin: 60, calendarId: null, mayPause: true }) })
    const ticket = new Drive(runnable(draft), world)
    ticket.at = Date.parse("2026-05-08T16:30:00+08:00")
    ticket.open({ amount: 1 })
    expect(ticket.todo().clock?.dueAt).toBe(Date.parse("2026-05-11T09:30:00+08:00"))
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "x" }, Date.parse("2026-05-08T16:45:00+08:00"))
    expect(ticket.todo().clock).toMatchObject({ elapsedMs: 15 * minute })
    ticket.send(ada, { type: "resume", todoId, comment: "" }, Date.parse("2026-05-11T09:15:00+08:00"))
    expect(ticket.todo().clock?.dueAt).toBe(Date.parse("2026-05-11T10:00:00+08:00"))
  })

  it("a make-up workday counts between pauses, a holiday does not", () => {
    const days = [
      { date: "2026-05-04", name: "Labour Day", intervals: [], kind: "holiday" as const },
      { date: "2026-05-09", name: "Labour Day", intervals: hours([9, 17]), kind: "makeUp" as const },
    ]
    const world = { ...facts, calendars: { default: calendar("Asia/Shanghai", week(hours([9, 17])), days) } }
    const draft = approvalFlow({ people: one, sla: policy({ targetMin: 480, calendarId: null, mayPause: true }) })
    const ticket = new Drive(runnable(draft), world)
    // A Monday that is a holiday: nothing counts.
    ticket.at = Date.parse("2026-05-04T10:00:00+08:00")
    ticket.open({ amount: 1 })
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "x" }, Date.parse("2026-05-05T10:00:00+08:00"))
    expect(ticket.todo().clock).toMatchObject({ elapsedMs: 60 * minute })
    // Resumed on a Friday at 16:00: an hour then, and the other six on the Saturday that is worked.
    ticket.send(ada, { type: "resume", todoId, comment: "" }, Date.parse("2026-05-08T16:00:00+08:00"))
    expect(ticket.todo().clock?.dueAt).toBe(Date.parse("2026-05-09T15:00:00+08:00"))
  })

  it("the hour that a clock change leaves out is not counted", () => {
    const world = { ...facts, calendars: { default: calendar("Europe/Berlin", week(hours([0, 24]), hours([0, 24]))) } }
    const draft = approvalFlow({ people: one, sla: policy({ targetMin: 240, calendarId: null, mayPause: true }) })
    const ticket = new Drive(runnable(draft), world)
    ticket.at = Date.parse("2026-03-29T00:30:00+01:00")
    ticket.open({ amount: 1 })
    const { id: todoId } = ticket.todo()
    ticket.send(ada, { type: "pause", todoId, comment: "x" }, Date.parse("2026-03-29T01:30:00+01:00"))
    ticket.send(ada, { type: "resume", todoId, comment: "" }, Date.parse("2026-03-29T01:45:00+01:00"))
    // Three hours from 01:45: the clock on the wall jumps from two to three.
    expect(ticket.todo().clock?.dueAt).toBe(Date.parse("2026-03-29T05:45:00+02:00"))
  })
})
