import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { toExecutable } from "@/core/flow/executable"
import type { ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import type { Tier, TierAction } from "@/core/warning/tier"
import type { Decision } from "./decision"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { approvalFlow, edge, flowOf, node } from "./testing/small-flow"
import { ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const code = (decision: Decision) => (decision.type === "refused" ? decision.problem.code : decision.type)
const named = (...personIds: string[]) => ({ type: "named" as const, personIds })
/** At half time and at the deadline of an hour. */
const tier = (percent: number, more: Partial<Tier> = {}): Tier => ({
  at: { type: "percent", percent },
  audience: [{ type: "assignee" }],
  channels: ["inApp"],
  ...more,
})
const sla = (...tiers: Tier[]) => ({ targetMin: 60, calendarId: "always" as const, tiers })
const begin = (config: Partial<ApprovalConfig>) => new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
const tick = (ticket: Drive, min: number) => {
  const itemId = ticket.active()[0]!.id
  return ticket.send("timer", { type: "tick", itemId }, monday9 + min * minute)
}
const last = (ticket: Drive, type: string) => ticket.events.findLast(({ body }) => body.type === type)?.body

describe("a warning that does something", () => {
  const one = { people: named(ada) }
  const doing = (action: TierAction, more: Partial<ApprovalConfig> = {}) => {
    const ticket = begin({ ...one, sla: sla(tier(50, { action })), ...more })
    tick(ticket, 30)
    return ticket
  }

  it("gives the todo to the next of the step's people, and its clock runs on", () => {
    const people = { type: "skillGroup" as const, skillGroupId: ids.group, onlineOnly: false }
    const ticket = doing({ type: "reassign", to: { type: "next" } }, { people, distribution: "roundRobin" })
    const before = ticket.events.find(({ body }) => body.type === "dispatched")?.body
    const first = before?.type === "dispatched" ? before.todos[0]?.assigneeId : undefined
    expect(ticket.todo().assigneeId).not.toBe(first)
    expect(ticket.todo()).toMatchObject({ ownerId: first, clock: { dueAt: monday9 + 60 * minute } })
  })

  it("gives it to a supervisor, or to the first of those named who has no say yet", () => {
    const up = doing({ type: "reassign", to: { type: "supervisor", level: 1 } })
    expect(up.todo().assigneeId).toBe(ids.supervisor)
    const to = { type: "named" as const, personIds: [bo, ids.gone, ids.head] }
    const other = begin({ people: named(ada, bo), sla: sla(tier(50, { action: { type: "reassign", to } })) })
    other.send("timer", { type: "tick", itemId: other.todo(ada).id }, monday9 + 30 * minute)
    expect(other.active().map((todo) => todo.assigneeId)).toEqual([ids.head, bo])
  })

  it("leaves it where it is when there is nobody else", () => {
    expect(doing({ type: "reassign", to: { type: "next" } }).todo().assigneeId).toBe(ada)
  })

  it("raises the priority, and not above the highest", () => {
    expect(doing({ type: "raisePriority" }).now.priority).toBe("high")
    const twice = begin({
      ...one,
      sla: sla(...[10, 20, 30, 40].map((percent) => tier(percent, { action: { type: "raisePriority" } }))),
    })
    for (const min of [6, 12, 18, 24]) tick(twice, min)
    expect(twice.now.priority).toBe("urgent")
  })

  it("moves the ticket to a step", () => {
    const ticket = doing({ type: "jump", nodeId: "close" })
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "done" })
    expect(last(ticket, "jumped")).toBeDefined()
  })

  it.each<["autoPass" | "autoReject", string]>([
    ["autoPass", "done"],
    ["autoReject", "rejected"],
  ])("decides by rule: %s", (type, resolution) => {
    const ticket = doing({ type })
    expect(ticket.now.resolution).toBe(resolution)
    expect(ticket.events.find(({ body }) => body.type === "decided")?.by).toBe("timer")
  })

  it("counts the votes of a countersign as if they had been given", () => {
    const ticket = begin({
      people: named(ada, bo),
      pass: { type: "count", count: 2 },
      sla: sla(tier(50, { action: { type: "autoPass" } })),
    })
    ticket.decide("approve", { by: bo })
    tick(ticket, 30)
    expect(ticket.now.resolution).toBe("done")
  })

  it("is no approval of the person's: they are asked again, and cannot take it back", () => {
    const ticket = doing({ type: "autoPass" })
    expect(ticket.now.approvals).toBeUndefined()
  })

  it("does nothing more when it is late and a higher one is due", () => {
    const ticket = begin({ ...one, sla: sla(tier(50, { action: { type: "autoPass" } }), tier(100)) })
    tick(ticket, 61)
    expect(ticket.now.status).toBe("open")
    expect(last(ticket, "warned")).toMatchObject({ level: 2, collapsed: [1] })
  })

  it("may only decide approvals, and only move to steps that are there", () => {
    const problemsOf = (draft: DraftGraph) => {
      const result = toExecutable(draft)
      return result.ok ? [] : result.problems.map((problem) => problem.code)
    }
    const config = { ...handle.defaults(), people: named(ada), sla: sla(tier(50, { action: { type: "autoPass" } })) }
    const work = flowOf([node("work", "handle", config)], [edge("start.next", "work"), edge("work.done", "close")])
    expect(problemsOf(work)).toEqual(["notAnApproval"])
    const lost = approvalFlow({ sla: sla(tier(50, { action: { type: "jump", nodeId: "nowhere" } })) })
    expect(problemsOf(lost)).toEqual(["unknownStep"])
  })
})

describe("a warning that repeats", () => {
  const repeat = { everyMin: 10, timesMax: 2 }

  it("fires once, and so often again, and what it does it does once", () => {
    const ticket = begin({ people: named(ada), sla: sla(tier(50, { repeat, action: { type: "raisePriority" } })) })
    for (const min of [30, 35, 40, 50, 55, 60, 70]) tick(ticket, min)
    const warned = ticket.events.filter(({ body }) => body.type === "warned").map(({ at }) => (at - monday9) / minute)
    expect(warned).toEqual([30, 40, 50])
    expect(ticket.now.priority).toBe("high")
  })

  it("stops when the next tier fires", () => {
    const ticket = begin({
      people: named(ada),
      sla: sla(tier(50, { repeat: { everyMin: 25, timesMax: 9 } }), tier(100)),
    })
    for (const min of [30, 55, 60, 80, 110]) tick(ticket, min)
    const levels = ticket.events.flatMap(({ body }) => (body.type === "warned" ? [body.level] : []))
    expect(levels).toEqual([1, 1, 2])
  })
})

describe("the whole group", () => {
  it("is told, whoever has the todo", () => {
    const people = { type: "skillGroup" as const, skillGroupId: ids.group, onlineOnly: false }
    const ticket = begin({ people, distribution: "roundRobin", sla: sla(tier(50, { audience: [{ type: "group" }] })) })
    tick(ticket, 30)
    expect(last(ticket, "warned")).toMatchObject({ personIds: [ada, bo, cai] })
  })
})

describe("acknowledging", () => {
  const twoTiers = { people: named(ada), sla: sla(tier(50), tier(75), tier(100)) }
  const seen = (ticket: Drive, by: string, minutes: number, at: number) =>
    ticket.send(by, { type: "acknowledge", todoId: ticket.todo().id, minutes }, monday9 + at * minute)

  it("puts the warnings to come off, in their order and distances", () => {
    const ticket = begin(twoTiers)
    tick(ticket, 30)
    expect(code(seen(ticket, ada, 60, 31))).toBe("events")
    expect(ticket.todo().clock?.tiers).toEqual([
      { level: 2, at: monday9 + 91 * minute },
      { level: 3, at: monday9 + 106 * minute },
    ])
    // The deadline is what it was.
    tick(ticket, 60)
    expect(ticket.todo().clock).toMatchObject({ breached: true, dueAt: monday9 + 60 * minute })
    tick(ticket, 91)
    expect(last(ticket, "warned")).toMatchObject({ level: 2, collapsed: [] })
  })

  it("changes nothing when they come later anyway", () => {
    const ticket = begin(twoTiers)
    tick(ticket, 30)
    seen(ticket, ada, 5, 31)
    expect(ticket.todo().clock?.tiers[0]).toEqual({ level: 2, at: monday9 + 45 * minute })
  })

  it("is refused before any warning, and to those it does not concern", () => {
    const ticket = begin(twoTiers)
    expect(code(seen(ticket, ada, 30, 1))).toBe("nothingToAcknowledge")
    tick(ticket, 30)
    expect(code(seen(ticket, bo, 30, 31))).toBe("forbidden")
    expect(code(seen(ticket, ids.supervisor, 30, 31))).toBe("events")
  })
})
