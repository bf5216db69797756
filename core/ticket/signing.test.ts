import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import type { ApprovalConfig } from "@/core/flow/nodes/approval"
import type { Decision } from "./decision"
import { ticketLimits } from "./limits"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { approvalFlow, edge, flowOf, node } from "./testing/small-flow"
import { ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const { head, manager, supervisor, owner, gone } = ids
const code = (decision: Decision) => (decision.type === "refused" ? decision.problem.code : decision.type)
const begin = (config: Partial<ApprovalConfig> = {}) => new Drive(runnable(approvalFlow(config))).open({ amount: 1 })
const one = { people: { type: "named" as const, personIds: [ada] } }

const add = (ticket: Drive, by: string, mode: "before" | "after" | "parallel", ...personIds: string[]) =>
  ticket.send(by, { type: "addSign", todoId: ticket.todo(by).id, mode, personIds, comment: "please" })
const states = (ticket: Drive) =>
  Object.fromEntries(Object.values(ticket.now.todos).map((todo) => [todo.assigneeId, todo.state]))
const all = (ticket: Drive, by: string) => Object.values(ticket.now.todos).find((todo) => todo.assigneeId === by)!

describe("countersign by weight", () => {
  const weights = [{ personId: ada, weight: 3 }]
  it.each<[number, string, string | number]>([
    [60, "+", "done"],
    [61, "+", 2],
    [61, "++", "done"],
    // Four of five votes are needed: without Ada's three they cannot come any more.
    [80, "-", "rejected"],
    [40, "-", 2],
    [40, "-++", "done"],
    [41, "-++", "rejected"],
  ])("%i %% of five votes, of which Ada has three: %s", (percent, votes, expected) => {
    const ticket = begin({ pass: { type: "weight", percent, weights } })
    for (const [index, sign] of votes.split("").entries()) {
      if (ticket.now.status === "closed") break
      ticket.decide(sign === "+" ? "approve" : "reject", { by: ids.agents[index] })
    }
    expect(ticket.now.resolution ?? ticket.active().length).toBe(expected)
  })
})

describe("signing before", () => {
  it("waits for those asked, then it is the asker's turn", () => {
    const ticket = begin(one)
    expect(code(add(ticket, ada, "before", bo, cai))).toBe("events")
    expect(states(ticket)).toEqual({ [ada]: "waiting", [bo]: "active", [cai]: "active" })
    ticket.decide("approve", { by: bo })
    expect(states(ticket)[ada]).toBe("waiting")
    ticket.decide("approve", { by: cai })
    expect(states(ticket)[ada]).toBe("active")
    ticket.decide("approve", { by: ada })
    expect(ticket.now.resolution).toBe("done")
  })

  it("rejects for the asker too", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo, cai)
    ticket.decide("reject", { by: cai })
    expect(ticket.now.resolution).toBe("rejected")
  })

  it("shares the asker's time: the deadline stays, and comes back with the todo", () => {
    const sla = { targetMin: 60, calendarId: "always" as const, tiers: [] }
    const ticket = begin({ ...one, sla })
    ticket.at = monday9 + 20 * minute
    add(ticket, ada, "before", bo)
    expect(all(ticket, bo).clock?.dueAt).toBe(monday9 + 60 * minute)
    expect(all(ticket, ada).clock).toBeNull()
    ticket.at = monday9 + 40 * minute
    ticket.decide("approve", { by: bo })
    expect(all(ticket, ada).clock?.dueAt).toBe(monday9 + 60 * minute)
  })

  it("is nested, and settled upward", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo)
    add(ticket, bo, "before", cai)
    expect(states(ticket)).toEqual({ [ada]: "waiting", [bo]: "waiting", [cai]: "active" })
    ticket.decide("approve", { by: cai })
    expect(states(ticket)).toMatchObject({ [ada]: "waiting", [bo]: "active" })
    ticket.decide("approve", { by: bo })
    expect(states(ticket)[ada]).toBe("active")
  })

  it("of somebody asked by somebody asked rejects the root", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo)
    add(ticket, bo, "before", cai)
    ticket.decide("reject", { by: cai })
    expect(ticket.now.resolution).toBe("rejected")
  })

  it("goes at most so deep", () => {
    const ticket = begin(one)
    const people = [ada, bo, cai, head, manager, supervisor, owner]
    for (const [index, by] of people.slice(0, ticketLimits.signDepthMax).entries()) {
      expect(code(add(ticket, by, "before", people[index + 1]!))).toBe("events")
    }
    const last = people[ticketLimits.signDepthMax]!
    expect(code(add(ticket, last, "before", owner))).toBe("tooDeep")
  })
})

describe("signing after", () => {
  it("has its turn when the asker has approved, and the approval counts only then", () => {
    const ticket = begin({ ...one, pass: { type: "all" } })
    add(ticket, ada, "after", bo)
    expect(states(ticket)).toEqual({ [ada]: "active", [bo]: "waiting" })
    ticket.decide("approve", { by: ada })
    expect(states(ticket)).toEqual({ [ada]: "approving", [bo]: "active" })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: bo })
    expect(ticket.now.resolution).toBe("done")
  })

  it("turns the asker's approval into a rejection", () => {
    const ticket = begin(one)
    add(ticket, ada, "after", bo)
    ticket.decide("approve", { by: ada })
    ticket.decide("reject", { by: bo })
    expect(ticket.now.resolution).toBe("rejected")
  })

  it("is not needed for a rejection", () => {
    const ticket = begin(one)
    add(ticket, ada, "after", bo)
    ticket.decide("reject", { by: ada })
    expect(ticket.now.resolution).toBe("rejected")
  })

  it("does not count in an or-sign before it is done", () => {
    const ticket = begin({ mode: "orSign" })
    add(ticket, ada, "after", head)
    ticket.decide("approve", { by: ada })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: head })
    expect(ticket.now.resolution).toBe("done")
  })

  it("holds the next one's turn in a sequence", () => {
    const ticket = begin({ mode: "sequential" })
    add(ticket, ada, "after", head)
    ticket.decide("approve", { by: ada })
    expect(states(ticket)).toEqual({ [ada]: "approving", [head]: "active", [bo]: "waiting", [cai]: "waiting" })
    ticket.decide("approve", { by: head })
    expect(states(ticket)).toMatchObject({ [bo]: "active", [cai]: "waiting" })
  })

  it("is never mixed with signing before on one todo", () => {
    const ticket = begin(one)
    add(ticket, ada, "after", bo)
    expect(code(add(ticket, ada, "before", cai))).toBe("mixedSigns")
    expect(code(add(ticket, ada, "after", cai))).toBe("events")
  })
})

describe("signing beside", () => {
  it("adds a vote, and the need is worked out anew", () => {
    const ticket = begin({ pass: { type: "ratio", percent: 50 } })
    ticket.decide("approve", { by: ada })
    add(ticket, bo, "parallel", head, manager)
    expect(ticket.now.activations[all(ticket, bo).activationId]?.need).toBe(3)
    ticket.decide("approve", { by: bo })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: manager })
    expect(ticket.now.resolution).toBe("done")
  })

  it("goes in after the current one in a sequence", () => {
    const ticket = begin({ mode: "sequential" })
    add(ticket, ada, "parallel", head)
    expect(states(ticket)).toEqual({ [ada]: "active", [head]: "waiting", [bo]: "waiting", [cai]: "waiting" })
    ticket.decide("approve", { by: ada })
    expect(states(ticket)).toMatchObject({ [head]: "active", [bo]: "waiting" })
    ticket.decide("approve", { by: head })
    expect(states(ticket)).toMatchObject({ [bo]: "active", [cai]: "waiting" })
  })

  it("is the whole roll's, not of those who sign for somebody", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo)
    expect(code(add(ticket, bo, "parallel", cai))).toBe("notAllowedHere")
  })
})

describe("adding is refused", () => {
  it.each<[string, string[], string]>([
    ["for somebody who signs already", [bo], "alreadySigner"],
    ["for oneself", [ada], "alreadySigner"],
    ["for somebody who has left", [gone], "personUnknown"],
  ])("%s", (_, people, expected) => {
    expect(code(add(begin(), ada, "before", ...people))).toBe(expected)
  })

  it("where the author does not allow it, and at work that nobody votes on", () => {
    expect(code(add(begin({ moves: ["transfer"] }), ada, "before", head))).toBe("notAllowedHere")
    const config = { ...handle.defaults(), people: { type: "named", personIds: [ada] }, distribution: "all" }
    const draft = flowOf([node("work", "handle", config)], [edge("start.next", "work"), edge("work.done", "close")])
    expect(code(add(new Drive(runnable(draft)).open({ amount: 1 }), ada, "before", head))).toBe("notAllowedHere")
  })
})

describe("taking somebody off", () => {
  const remove = (ticket: Drive, by: string, todoId: string) =>
    ticket.send(by, { type: "removeSign", todoId, comment: "" })

  it("wakes the asker when the last one before goes", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo, cai)
    remove(ticket, ada, all(ticket, bo).id)
    expect(states(ticket)).toMatchObject({ [ada]: "waiting", [bo]: "cancelled", [cai]: "active" })
    remove(ticket, ada, all(ticket, cai).id)
    expect(states(ticket)[ada]).toBe("active")
  })

  it("takes those along whom they asked", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo)
    add(ticket, bo, "before", cai)
    remove(ticket, ada, all(ticket, bo).id)
    expect(states(ticket)).toEqual({ [ada]: "active", [bo]: "cancelled", [cai]: "cancelled" })
  })

  it("counts the votes again without them", () => {
    const ticket = begin({ ...one, pass: { type: "all" } })
    add(ticket, ada, "parallel", bo)
    ticket.decide("approve", { by: ada })
    expect(ticket.now.status).toBe("open")
    remove(ticket, ada, all(ticket, bo).id)
    expect(ticket.now.resolution).toBe("done")
  })

  it("is refused for whom the rule named, who has decided, and by whom it does not concern", () => {
    const ticket = begin({ pass: { type: "all" } })
    expect(code(remove(ticket, ada, all(ticket, bo).id))).toBe("forbidden")
    expect(code(remove(ticket, supervisor, all(ticket, bo).id))).toBe("notAdded")
    add(ticket, ada, "parallel", head)
    expect(code(remove(ticket, bo, all(ticket, head).id))).toBe("forbidden")
    ticket.decide("approve", { by: head })
    expect(code(remove(ticket, ada, all(ticket, head).id))).toBe("todoNotActive")
  })

  it("lets a person be asked again afterwards", () => {
    const ticket = begin(one)
    add(ticket, ada, "before", bo)
    remove(ticket, ada, all(ticket, bo).id)
    expect(code(add(ticket, ada, "after", bo))).toBe("events")
  })
})

describe("an opinion", () => {
  const ask = (ticket: Drive, by: string, toId: string) =>
    ticket.send(by, { type: "delegate", todoId: ticket.todo(by).id, toId, comment: "what do you think?" })

  it("is given, and the todo comes back: it never decides", () => {
    const ticket = begin(one)
    ask(ticket, ada, head)
    expect(states(ticket)).toEqual({ [ada]: "waiting", [head]: "active" })
    const wrong = ticket.send(head, {
      type: "decide",
      todoId: all(ticket, head).id,
      decision: "reject",
      outcome: null,
      comment: "no",
      fields: {},
    })
    expect(code(wrong)).toBe("decisionNotAllowed")
    expect(code(ticket.decide("done", { by: head, comment: "" }))).toBe("commentMissing")
    ticket.decide("done", { by: head, comment: "looks fine" })
    expect(states(ticket)).toEqual({ [ada]: "active", [head]: "done" })
    expect(ticket.now.status).toBe("open")
  })

  it("is asked at any work, not only at approvals", () => {
    const config = { ...handle.defaults(), people: { type: "named", personIds: [ada] }, distribution: "all" }
    const draft = flowOf([node("work", "handle", config)], [edge("start.next", "work"), edge("work.done", "close")])
    const ticket = new Drive(runnable(draft)).open({ amount: 1 })
    ask(ticket, ada, bo)
    ticket.decide("done", { by: bo, comment: "yes" })
    ticket.decide("done", { by: ada })
    expect(ticket.now.resolution).toBe("done")
  })
})

describe("taking a vote back", () => {
  const retract = (ticket: Drive, by: string) => ticket.send(by, { type: "retract", todoId: all(ticket, by).id })

  it("makes it open again, with the clock it had", () => {
    const sla = { targetMin: 60, calendarId: "always" as const, tiers: [] }
    const ticket = begin({ pass: { type: "count", count: 2 }, sla })
    ticket.decide("approve", { by: ada })
    expect(all(ticket, ada).clock).toBeNull()
    ticket.at += 10 * minute
    expect(code(retract(ticket, ada))).toBe("events")
    expect(all(ticket, ada)).toMatchObject({ state: "active", decidedBy: null })
    expect(all(ticket, ada).clock?.dueAt).toBe(monday9 + 60 * minute)
    ticket.decide("approve", { by: bo })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: ada })
    expect(ticket.now.resolution).toBe("done")
  })

  it("is refused to others, and in a sequence", () => {
    const ticket = begin({ pass: { type: "count", count: 2 } })
    ticket.decide("approve", { by: ada })
    expect(code(ticket.send(bo, { type: "retract", todoId: all(ticket, ada).id }))).toBe("forbidden")
    const sequence = begin({ mode: "sequential" })
    sequence.decide("approve", { by: ada })
    expect(code(retract(sequence, ada))).toBe("notAllowedHere")
  })
})
