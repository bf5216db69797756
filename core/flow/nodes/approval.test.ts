import { describe, expect, it } from "vitest"
import { Drive, runnable } from "@/core/ticket/testing/drive"
import { approvalFlow } from "@/core/ticket/testing/small-flow"
import { directory, facts, ids } from "@/core/ticket/testing/tenant"
import { approvalsNeeded, type ApprovalConfig, type Pass } from "./approval"

const [ada, bo, cai] = ids.agents

/** Votes in order, "+" and "−" by Ada, Bo, Cai; the resolution, or how many may still decide. */
function vote(config: Partial<ApprovalConfig>, votes: string): string | number {
  const ticket = new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
  for (const [index, sign] of votes.split("").entries()) {
    const decision = ticket.decide(sign === "+" ? "approve" : "reject", { by: ids.agents[index] })
    expect(decision.type).toBe("events")
  }
  return ticket.now.resolution ?? ticket.active().length
}

const count = (n: number): Pass => ({ type: "count", count: n })
const ratio = (percent: number): Pass => ({ type: "ratio", percent })

describe("approvalsNeeded", () => {
  it.each([
    [{ type: "all" } as Pass, 5, 5],
    [count(2), 5, 2],
    [ratio(50), 3, 2],
    [ratio(50), 4, 2],
    [ratio(1), 3, 1],
    [ratio(34), 3, 2],
    [ratio(33), 3, 1],
    [ratio(100), 7, 7],
    [ratio(29), 100, 29],
  ])("of %j out of %i is %i, rounded up in whole numbers", (pass, seats, need) => {
    expect(approvalsNeeded(pass, seats)).toBe(need)
  })
})

describe("countersign", () => {
  it.each<[string, Partial<ApprovalConfig>, string, string | number]>([
    ["all: not yet", {}, "++", 1],
    ["all: passes with the last", {}, "+++", "done"],
    ["all: fails at the first rejection, as all cannot come any more", {}, "+-", "rejected"],
    ["count: passes as soon as there are enough", { pass: count(2) }, "++", "done"],
    ["count: one rejection can still pass", { pass: count(2) }, "+-", 1],
    ["count: passes after a rejection", { pass: count(2) }, "-++", "done"],
    ["count: fails early when the missing ones cannot come", { pass: count(2) }, "--", "rejected"],
    ["count 1: two rejections leave hope", { pass: count(1) }, "--", 1],
    ["count 1: nobody left and not passed is a rejection", { pass: count(1) }, "---", "rejected"],
    ["ratio 67 %: needs three of three", { pass: ratio(67) }, "++", 1],
    ["ratio 66 %: needs two of three", { pass: ratio(66) }, "++", "done"],
    ["veto: the first rejection ends it, whatever is possible", { pass: count(1), veto: true }, "-", "rejected"],
    ["veto: enough approvals before it end it too", { pass: count(1), veto: true }, "+", "done"],
    ["wait for all: enough is not the end", { pass: count(1), waitAll: true }, "++", 1],
    ["wait for all: decided with the last", { pass: count(1), waitAll: true }, "+--", "done"],
    ["wait for all: lost is not the end either", { waitAll: true }, "-", 2],
    [
      "wait for all with veto: one rejection among all rejects",
      { pass: count(1), waitAll: true, veto: true },
      "++-",
      "rejected",
    ],
  ])("%s", (_, config, votes, outcome) => {
    expect(vote(config, votes)).toBe(outcome)
  })

  it("cancels those who need not answer any more, with the reason", () => {
    const ticket = new Drive(runnable(approvalFlow({ pass: count(1) }))).open({ amount: 1 })
    const before = ticket.now.seq
    ticket.decide("approve", { by: bo })
    expect(ticket.types(before)).toEqual(["decided", "cancelled", "completed", "entered", "closed"])
    expect(ticket.events.find((event) => event.body.type === "cancelled")?.body).toMatchObject({
      todoIds: ["d4", "d6"],
      reason: "decided",
    })
  })

  it("keeps the seat when a todo is transferred: the new assignee's vote is that seat's", () => {
    const ticket = new Drive(runnable(approvalFlow({}))).open({ amount: 1 })
    const todo = ticket.todo(ada)
    ticket.send(ada, { type: "transfer", todoId: todo.id, toId: ids.manager, comment: "" })
    expect(ticket.todo(ids.manager)).toMatchObject({ id: todo.id, seat: todo.seat, ownerId: ada })
    for (const by of [bo, cai, ids.manager]) ticket.decide("approve", { by })
    expect(ticket.now.resolution).toBe("done")
  })

  it("holds the ticket when there are fewer signers than approvals needed, and never passes it", () => {
    const config = {
      people: { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true },
      pass: count(3),
    } as const
    const ticket = new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "tooFewPeople" }])
    expect(ticket.now.status).toBe("open")
  })
})

describe("or-sign", () => {
  it.each<[string, Partial<ApprovalConfig>, string, string | number]>([
    ["the first approval ends it", {}, "+", "done"],
    ["the first rejection ends it", {}, "-", "rejected"],
    ["all must reject: one does not", { allMustReject: true }, "-", 2],
    ["all must reject: the last does", { allMustReject: true }, "---", "rejected"],
    ["all must reject: an approval after rejections", { allMustReject: true }, "--+", "done"],
  ])("%s", (_, config, votes, outcome) => {
    expect(vote({ mode: "orSign", ...config }, votes)).toBe(outcome)
  })
})

describe("in sequence", () => {
  const config = { mode: "sequential" } as const
  const left = (id: string) => {
    const people = directory.people.map((person) => (person.id === id ? { ...person, active: false } : person))
    return { ...facts, directory: { ...directory, people } }
  }

  it("has one turn at a time, in the order of the list", () => {
    const ticket = new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
    const turns: string[] = []
    while (ticket.now.status === "open") {
      expect(ticket.active()).toHaveLength(1)
      turns.push(ticket.todo().assigneeId)
      ticket.decide("approve")
    }
    expect(turns).toEqual([ada, bo, cai])
    expect(ticket.now.resolution).toBe("done")
  })

  it("ends at a rejection, and nobody after it is asked", () => {
    const ticket = new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
    ticket.decide("approve")
    ticket.decide("reject")
    expect(ticket.now.resolution).toBe("rejected")
    expect(ticket.types().filter((type) => type === "activated")).toHaveLength(1)
  })

  it("starts the clock of each signer at their turn", () => {
    const sla = { targetMin: 60, calendarId: "always" as const, tiers: [] }
    const ticket = new Drive(runnable(approvalFlow({ ...config, sla }))).open({ amount: 1 })
    const first = ticket.todo().clock?.dueAt ?? 0
    expect(Object.values(ticket.now.todos).filter((todo) => todo.clock)).toHaveLength(1)
    ticket.at += 600_000
    ticket.decide("approve")
    expect(ticket.todo().clock?.dueAt).toBe(first + 600_000)
  })

  it.each([
    [{ type: "pass" as const }, cai, undefined],
    [{ type: "reject" as const }, undefined, "rejected"],
    [{ type: "flowAdministrator" as const }, ids.owner, undefined],
    [{ type: "named" as const, personIds: [ids.gone, ada, ids.head] }, ids.head, undefined],
  ])("applies the empty rule %j to the seat of somebody who has left at their turn", (empty, next, resolution) => {
    const flow = runnable(approvalFlow({ ...config, empty }))
    const before = new Drive(flow).open({ amount: 1 })
    const ticket = Object.assign(new Drive(flow, left(bo)), {
      state: before.state,
      events: before.events,
      head: before.head,
    })
    ticket.decide("approve")
    if (next) expect(ticket.todo().assigneeId).toBe(next)
    else expect(ticket.now.resolution).toBe(resolution)
  })

  it("holds at the seat of somebody who has left, and goes on there when retried", () => {
    const flow = runnable(approvalFlow(config))
    const before = new Drive(flow).open({ amount: 1 })
    const ticket = Object.assign(new Drive(flow, left(bo)), {
      state: before.state,
      events: before.events,
      head: before.head,
    })
    ticket.decide("approve")
    const [incident] = Object.values(ticket.now.incidents)
    expect(incident).toMatchObject({ code: "nobody" })
    expect(ticket.active()).toEqual([])

    const back = Object.assign(new Drive(flow), { state: ticket.state, events: ticket.events, head: ticket.head })
    back.send(ids.owner, { type: "retry", incidentId: incident?.id ?? "" })
    expect(back.todo().assigneeId).toBe(bo)
    back.decide("approve")
    back.decide("approve")
    expect(back.now.resolution).toBe("done")
  })
})
