import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import { join } from "@/core/flow/nodes/join"
import { parallel } from "@/core/flow/nodes/parallel"
import { jumpScope } from "./jump-scope"
import { returnPreview, undoneBy } from "./return-preview"
import { Drive, runnable } from "./testing/drive"
import { edge, flowOf, node } from "./testing/small-flow"
import { ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const { head, supervisor, owner } = ids
const named = (...personIds: string[]) => ({ type: "named" as const, personIds })
const work = (id: string, person: string) =>
  node(id, "handle", { ...handle.defaults(), people: named(person), distribution: "all" })
const vote = (id: string, config: Partial<ApprovalConfig>) =>
  node(id, "approval", { ...approval.defaults(), rejectComment: false, ...config })

/** Ada writes; legal (Bo, then Cai) and money (the supervisor) look at it side by side; two heads sign. */
const branched = (): DraftGraph =>
  flowOf(
    [
      work("write", ada),
      node("split", "parallel", parallel.defaults()),
      work("legal", bo),
      vote("law", { people: named(cai) }),
      vote("money", { people: named(supervisor) }),
      node("join", "join", join.defaults()),
      vote("sign", { people: named(head, owner) }),
    ],
    [
      edge("start.next", "write"),
      edge("write.done", "split"),
      edge("split.route", "legal"),
      edge("split.route", "money"),
      edge("legal.done", "law"),
      edge("law.approved", "join"),
      edge("money.approved", "join"),
      edge("join.next", "sign"),
      edge("sign.approved", "close"),
    ],
  )

const opened = () => new Drive(runnable(branched())).open({ amount: 1 }, cai)
const atLaw = () => {
  const ticket = opened()
  ticket.decide("done", { by: ada })
  ticket.decide("done", { by: bo })
  return ticket
}
const atSign = () => {
  const ticket = atLaw()
  ticket.decide("approve", { by: cai })
  ticket.decide("approve", { by: supervisor })
  return ticket
}
const preview = (ticket: Drive, by: string, nodeId: string) =>
  returnPreview(ticket.flow, ticket.now, ticket.todo(by), nodeId)
/** Todos that were cancelled since event `seq`. */
const cancelled = (ticket: Drive, seq: number) =>
  ticket.events.flatMap((event) => (event.seq > seq && event.body.type === "cancelled" ? event.body.todoIds : []))

describe("what a return would undo", () => {
  it.each<[string, () => Drive, string, string, string[], number, boolean]>([
    ["inside a branch, that branch alone", atLaw, cai, "legal", ["law"], 0, true],
    ["out of a branch, the other one too", atLaw, cai, "write", ["legal", "law", "money"], 1, false],
    ["to the start, all of it", atLaw, cai, "start", ["write", "legal", "law", "money"], 1, false],
    ["behind the join, both branches once more", atSign, head, "write", ["legal", "law", "money", "sign"], 0, true],
  ])("%s", (_, given, by, target, again, branches, mayComeBack) => {
    expect(preview(given(), by, target)).toMatchObject({ nodeId: target, again, branches, mayComeBack })
  })

  it.each<[string, () => Drive, string, string]>([
    ["inside a branch", atLaw, cai, "legal"],
    ["out of a branch", atLaw, cai, "write"],
    ["beside another signer", atSign, head, "write"],
  ])("names exactly the todos that are cancelled then: %s", (_, given, by, target) => {
    const ticket = given()
    const told = preview(ticket, by, target)!
    const { seq } = ticket.now
    const body = { type: "return", todoId: ticket.todo(by).id, nodeId: target, resume: "again", comment: "no" } as const
    expect(ticket.send(by, body).type).toBe("events")
    expect(told.cancelled.map(({ todoId }) => todoId)).toEqual(cancelled(ticket, seq).toSorted())
  })

  it("says which of them are in another branch", () => {
    expect(preview(atLaw(), cai, "write")?.cancelled).toMatchObject([
      { nodeId: "money", assigneeId: supervisor, isElsewhere: true },
    ])
    expect(preview(atSign(), head, "write")?.cancelled).toMatchObject([
      { nodeId: "sign", assigneeId: owner, isElsewhere: false },
    ])
  })

  it("says when coming straight back cannot be, and then it is not", () => {
    const ticket = atLaw()
    const todo = ticket.todo(cai)
    ticket.send(cai, { type: "return", todoId: todo.id, nodeId: "write", resume: "back", comment: "no" })
    expect(ticket.events.find(({ body }) => body.type === "returned")?.body).toMatchObject({ resume: "again" })
  })

  it("leaves out what was done before, where the flow goes in a circle", () => {
    const draft = branched()
    const circle = { ...draft, edges: [...draft.edges, edge("law.rejected", "write")] }
    const ticket = new Drive(runnable(circle)).open({ amount: 1 }, cai)
    ticket.decide("done", { by: ada })
    ticket.decide("done", { by: bo })
    expect(preview(ticket, cai, "legal")?.again).toEqual(["law"])
  })

  it("is nothing for a step the ticket cannot be returned to, nor for a todo that is over", () => {
    const ticket = atLaw()
    expect(preview(ticket, cai, "money")).toBeNull()
    expect(preview(ticket, cai, "constructor")).toBeNull()
    const todo = ticket.todo(cai)
    ticket.decide("approve", { by: cai })
    expect(returnPreview(ticket.flow, ticket.now, todo, "legal")).toBeNull()
  })
})

describe("what moving a ticket would undo", () => {
  it.each<[string, "all" | "law" | "money", string]>([
    ["all of it", "all", "sign"],
    ["all of it, back", "all", "write"],
    ["one branch, inside", "law", "legal"],
    ["one branch, out of the split", "law", "write"],
    ["the other branch, past the join", "money", "sign"],
  ])("names exactly the todos that are cancelled then: %s", (_, what, target) => {
    const ticket = atLaw()
    const token = Object.values(ticket.now.tokens).find(({ nodeId }) => nodeId === what)
    const tokenId = what === "all" ? null : (token?.id ?? "none")
    const scope = jumpScope(ticket.now, tokenId, target)!
    const told = undoneBy(ticket.now, scope.token, scope.ended).map(({ todoId }) => todoId)
    const { seq } = ticket.now
    expect(ticket.send(owner, { type: "jump", tokenId, nodeId: target, comment: "stuck" }).type).toBe("events")
    expect(told).toEqual(cancelled(ticket, seq).toSorted())
  })

  it("is nothing without the token", () => {
    expect(jumpScope(atLaw().now, "t99", "write")).toBeNull()
  })
})
