import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import type { Decision } from "./decision"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { edge, flowOf, node } from "./testing/small-flow"
import { ids, uuid } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const { head, supervisor, owner } = ids
const code = (decision: Decision) => (decision.type === "refused" ? decision.problem.code : decision.type)
const named = (...personIds: string[]) => ({ type: "named" as const, personIds })
const work = (id: string, person: string, more = {}) =>
  node(id, "handle", { ...handle.defaults(), people: named(person), distribution: "all", ...more })
const vote = (id: string, config: Partial<ApprovalConfig>) =>
  node(id, "approval", { ...approval.defaults(), rejectComment: false, ...config })

/** Ada writes it up, Bo checks it, the head approves. */
const line = (more: Partial<ApprovalConfig> = {}): DraftGraph =>
  flowOf(
    [work("write", ada), work("check", bo), vote("approve", { people: named(head), ...more })],
    [
      edge("start.next", "write"),
      edge("write.done", "check"),
      edge("check.done", "approve"),
      edge("approve.approved", "close"),
    ],
  )
const atApproval = (more: Partial<ApprovalConfig> = {}): Drive => {
  const ticket = new Drive(runnable(line(more))).open({ amount: 1 }, cai)
  ticket.decide("done", { by: ada })
  ticket.decide("done", { by: bo })
  return ticket
}
const standsAt = (ticket: Drive) => Object.values(ticket.now.tokens).map((token) => token.nodeId)
const giveBack = (ticket: Drive, nodeId: string, resume: "again" | "back" = "again", comment = "wrong") => {
  const todo = ticket.todo()
  return ticket.send(todo.assigneeId, { type: "return", todoId: todo.id, nodeId, resume, comment })
}

describe("returning", () => {
  it("goes to a step where people have been, as a new visit with a new clock", () => {
    const sla = { targetMin: 60, calendarId: "always" as const, tiers: [] }
    const draft = line()
    const ticket = new Drive(
      runnable({ ...draft, nodes: draft.nodes.map((one) => (one.id === "write" ? work("write", ada, { sla }) : one)) }),
    ).open({ amount: 1 })
    ticket.decide("done", { by: ada })
    ticket.at += 30 * minute
    expect(code(giveBack(ticket, "write"))).toBe("events")
    expect(standsAt(ticket)).toEqual(["write"])
    expect(ticket.now.visits["write"]).toBe(2)
    expect(ticket.todo(ada).clock?.dueAt).toBe(monday9 + 90 * minute)
    expect(ticket.types().filter((type) => type === "returned")).toHaveLength(1)
  })

  it("again: every later step once more", () => {
    const ticket = atApproval({ resume: "again" })
    giveBack(ticket, "write", "back")
    ticket.decide("done", { by: ada })
    expect(standsAt(ticket)).toEqual(["check"])
  })

  it("back: straight to whoever returned it", () => {
    const ticket = atApproval({ resume: "back" })
    giveBack(ticket, "write", "again")
    ticket.decide("done", { by: ada })
    expect(standsAt(ticket)).toEqual(["approve"])
    ticket.decide("approve")
    expect(ticket.now.resolution).toBe("done")
  })

  it.each(["again", "back"] as const)("leaves it to the person: %s", (resume) => {
    const ticket = atApproval({ resume: "choose" })
    giveBack(ticket, "write", resume)
    ticket.decide("done", { by: ada })
    expect(standsAt(ticket)).toEqual([resume === "back" ? "approve" : "check"])
  })

  it("to the start asks whoever opened the ticket to put the form right", () => {
    const ticket = atApproval()
    expect(code(giveBack(ticket, "start"))).toBe("events")
    expect(ticket.todo().assigneeId).toBe(cai)
    ticket.decide("done")
    expect(standsAt(ticket)).toEqual(["write"])
  })

  it("of a ticket that a call opened goes to those who answer for the flow", () => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 }, null)
    giveBack(ticket, "start")
    expect(ticket.todo().assigneeId).toBe(owner)
  })

  it.each<[string, string, string]>([
    ["a step nobody has been at", "approve", "targetUnknown"],
    ["a step that does not exist", "nowhere", "targetUnknown"],
    ["what every object knows", "constructor", "targetUnknown"],
  ])("is refused to %s", (_, target, expected) => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 })
    ticket.decide("done", { by: ada })
    expect(code(giveBack(ticket, target))).toBe(expected)
  })

  it("needs a reason, and the author's leave", () => {
    expect(code(giveBack(atApproval(), "write", "again", " "))).toBe("commentMissing")
    expect(code(giveBack(atApproval({ moves: [] }), "write"))).toBe("notAllowedHere")
  })
})

describe("a rejection that sends the ticket back", () => {
  it.each<[ApprovalConfig["onReject"], string]>([
    [{ type: "initiator" }, "start"],
    [{ type: "previous" }, "check"],
    [{ type: "node", nodeId: "write" }, "write"],
    // A step the ticket has not been at is stood in for by whoever opened it.
    [{ type: "node", nodeId: "approve" }, "start"],
  ])("%j goes to %s", (onReject, expected) => {
    const ticket = atApproval({ onReject })
    ticket.decide("reject")
    expect(standsAt(ticket)).toEqual([expected])
  })

  it("goes where whoever rejects says", () => {
    const ticket = atApproval({ onReject: { type: "choose" } })
    const reject = (toNodeId: string) =>
      ticket.send(head, {
        type: "decide",
        todoId: ticket.todo().id,
        decision: "reject",
        outcome: null,
        comment: "",
        fields: {},
        toNodeId,
      })
    expect(code(reject("approve"))).toBe("targetUnknown")
    expect(code(reject("write"))).toBe("events")
    expect(standsAt(ticket)).toEqual(["write"])
  })

  it("of a countersign cancels the other todos first", () => {
    const ticket = atApproval({ people: named(head, supervisor), onReject: { type: "previous" } })
    ticket.decide("reject", { by: head })
    expect(ticket.active().map((todo) => todo.assigneeId)).toEqual([bo])
  })
})

describe("taking work back", () => {
  const last = (ticket: Drive) =>
    Object.values(Object.values(ticket.now.tokens)[0]?.trail ?? {})
      .toSorted()
      .at(-1)!
  const withdraw = (ticket: Drive, by: string, activationId = last(ticket)) =>
    ticket.send(by, { type: "withdraw", activationId, comment: "" })

  it("is for whoever completed it, and gives it to them alone", () => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 })
    ticket.decide("done", { by: ada })
    expect(code(withdraw(ticket, bo))).toBe("nothingToWithdraw")
    expect(code(withdraw(ticket, ada))).toBe("events")
    expect(standsAt(ticket)).toEqual(["write"])
    expect(ticket.active().map((todo) => todo.assigneeId)).toEqual([ada])
  })

  it("ends once somebody has decided after it", () => {
    const ticket = new Drive(runnable(line({ people: named(head, supervisor) }))).open({ amount: 1 })
    ticket.decide("done", { by: ada })
    const written = last(ticket)
    ticket.decide("done", { by: bo })
    expect(code(withdraw(ticket, ada, written))).toBe("nothingToWithdraw")
    const checked = last(ticket)
    ticket.decide("approve", { by: supervisor })
    expect(code(withdraw(ticket, bo, checked))).toBe("nothingToWithdraw")
  })

  it("gives whoever opened the ticket the form back", () => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 }, cai)
    expect(code(withdraw(ticket, cai))).toBe("events")
    expect(ticket.todo().assigneeId).toBe(cai)
    expect(standsAt(ticket)).toEqual(["start"])
  })

  it("is not one person's where several decided", () => {
    const voting = flowOf(
      [vote("vote", { people: named(ada, bo) }), work("write", cai)],
      [edge("start.next", "vote"), edge("vote.approved", "write"), edge("write.done", "close")],
    )
    const ticket = new Drive(runnable(voting)).open({ amount: 1 })
    ticket.decide("approve", { by: ada })
    ticket.decide("approve", { by: bo })
    expect(code(withdraw(ticket, bo))).toBe("nothingToWithdraw")
  })
})

describe("jumping", () => {
  it("is for those who answer for the flow, to any step but the start", () => {
    const ticket = atApproval()
    const jump = (by: string, nodeId: string) =>
      ticket.send(by, { type: "jump", tokenId: null, nodeId, comment: "stuck" })
    expect(code(jump(ada, "write"))).toBe("forbidden")
    expect(code(jump(owner, "start"))).toBe("targetUnknown")
    expect(code(jump(owner, "nowhere"))).toBe("targetUnknown")
    expect(code(jump(owner, "write"))).toBe("events")
    expect(standsAt(ticket)).toEqual(["write"])
    expect(ticket.active()).toHaveLength(1)
  })

  it("goes forward too, and closes the ticket at a close", () => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 })
    ticket.send(owner, { type: "jump", tokenId: null, nodeId: "close", comment: "" })
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "done" })
  })
})

describe("handing a todo over", () => {
  const moved = (sla: object) => {
    const draft = flowOf([work("write", ada, { sla })], [edge("start.next", "write"), edge("write.done", "close")])
    const ticket = new Drive(runnable(draft)).open({ amount: 1 })
    ticket.at += 50 * minute
    ticket.send(ada, { type: "transfer", todoId: ticket.todo().id, toId: bo, comment: "" })
    return ticket.todo(bo).clock
  }
  const sla = {
    targetMin: 60,
    calendarId: "always" as const,
    tiers: [{ at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] }],
  }

  it("leaves its clock as it is, unless the flow gives whoever gets it the whole time", () => {
    expect(moved(sla)?.dueAt).toBe(monday9 + 60 * minute)
    const anew = moved({ ...sla, onTransfer: "restart" })
    expect(anew).toMatchObject({ dueAt: monday9 + 110 * minute, version: 2 })
    expect(anew?.tiers).toEqual([{ level: 1, at: monday9 + 80 * minute }])
  })

  it("by a warning leaves the clock running, so that the warnings behind it still come", () => {
    const action = { type: "reassign", to: { type: "named", personIds: [bo] } }
    const tiers = [
      { ...sla.tiers[0], action },
      { ...sla.tiers[0], at: { type: "percent", percent: 100 } },
    ]
    const restarting = { ...sla, tiers, onTransfer: "restart" as const }
    const draft = flowOf(
      [work("write", ada, { sla: restarting })],
      [edge("start.next", "write"), edge("write.done", "close")],
    )
    const ticket = new Drive(runnable(draft)).open({ amount: 1 })
    ticket.send("timer", { type: "tick", itemId: ticket.todo().id }, monday9 + 30 * minute)
    expect(ticket.todo(bo).clock).toMatchObject({ dueAt: monday9 + 60 * minute, tiers: [{ level: 2 }] })
  })
})

describe("revoking", () => {
  const revoke = (ticket: Drive, by: string) => code(ticket.send(by, { type: "revoke", comment: "" }))
  const limited = () => {
    const draft = line()
    const settings = { ...draft.settings, initiatorRevokes: "untilDecision" as const }
    return new Drive(runnable({ ...draft, settings })).open({ amount: 1 }, cai)
  }

  it("is open to whoever opened the ticket while it is open", () => {
    const ticket = atApproval()
    expect(revoke(ticket, ada)).toBe("forbidden")
    expect(revoke(ticket, cai)).toBe("events")
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "revoked" })
  })

  it("only until the first decision, where the flow says so; to those who answer for the flow still", () => {
    const early = limited()
    expect(revoke(early, cai)).toBe("events")
    const late = limited()
    late.decide("done", { by: ada })
    expect(revoke(late, cai)).toBe("decisionMade")
    expect(revoke(late, ada)).toBe("forbidden")
    expect(revoke(late, owner)).toBe("events")
  })
})

describe("a closed ticket", () => {
  const closed = () => {
    const ticket = atApproval()
    ticket.decide("approve")
    return ticket
  }

  it("is opened again at a step, under its number, and closes again", () => {
    const ticket = closed()
    const { number } = ticket.now
    expect(code(ticket.send(ada, { type: "reopen", nodeId: "check", comment: "" }))).toBe("forbidden")
    expect(code(ticket.send(owner, { type: "reopen", nodeId: "start", comment: "" }))).toBe("targetUnknown")
    expect(code(ticket.send(supervisor, { type: "reopen", nodeId: "check", comment: "called again" }))).toBe("events")
    expect(ticket.now).toMatchObject({ status: "open", number, resolution: null, closedAt: null })
    ticket.decide("done", { by: bo })
    ticket.decide("approve")
    expect(ticket.now.status).toBe("closed")
  })

  it("can be talked about and copied, and nothing else", () => {
    const ticket = closed()
    expect(code(ticket.send(ada, { type: "comment", comment: "thanks" }))).toBe("events")
    expect(code(ticket.send(ada, { type: "copy", personIds: [bo], comment: "" }))).toBe("events")
    expect(code(ticket.send(owner, { type: "urge", comment: "" }))).toBe("ticketClosed")
    expect(code(ticket.send(owner, { type: "jump", tokenId: null, nodeId: "write", comment: "" }))).toBe("ticketClosed")
  })

  it("is not opened while it is open", () => {
    expect(code(atApproval().send(owner, { type: "reopen", nodeId: "check", comment: "" }))).toBe("ticketOpen")
  })
})

describe("urging and copying", () => {
  it("urges whoever has the work, at most every few minutes", () => {
    const ticket = new Drive(runnable(line())).open({ amount: 1 }, cai)
    expect(code(ticket.send(bo, { type: "urge", comment: "" }))).toBe("forbidden")
    expect(code(ticket.send(cai, { type: "urge", comment: "please" }))).toBe("events")
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "urged", personIds: [ada] })
    expect(code(ticket.send(cai, { type: "urge", comment: "" }, monday9 + 4 * minute))).toBe("urgedLately")
    expect(code(ticket.send(cai, { type: "urge", comment: "" }, monday9 + 5 * minute))).toBe("events")
  })

  it("copies to people who are there, each once", () => {
    const ticket = atApproval()
    expect(code(ticket.send(bo, { type: "copy", personIds: [uuid(999)], comment: "" }))).toBe("personUnknown")
    ticket.send(bo, { type: "copy", personIds: [ada, ada], comment: "look" })
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "copied", personIds: [ada], activationId: null })
  })
})
