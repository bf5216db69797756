import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import type { BranchPolicy } from "@/core/flow/node-kind"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import type { Answer } from "./command"
import { requestsOf } from "./requests"
import { Drive, runnable } from "./testing/drive"
import { edge, flowOf, node } from "./testing/small-flow"
import { ids, uuid } from "./testing/tenant"

// The control-flow patterns of the workflow-patterns catalogue (van der Aalst, ter Hofstede, Russell): one test for each that
// is supported, named by its number. docs/workflow-patterns.md has all 43; the last test here holds the two together.

const [ada] = ids.agents
const named = (...personIds: string[]) => ({ type: "named" as const, personIds })

/** Work for one person. Who does not matter here; what is open where does. */
const task = (id: string): DraftNode =>
  node(id, "handle", { ...handle.defaults(), people: named(ada), distribution: "all" })
const vote = (id: string, config: Partial<ApprovalConfig>): DraftNode =>
  node(id, "approval", { ...approval.defaults(), rejectComment: false, ...config })
const parallel = (id: string, onReject: BranchPolicy = "fail") => node(id, "parallel", { onReject })
const joinAll = (id: string) => node(id, "join", { wait: "all", count: 1, rest: "cancel" })
const joinSome = (id: string, count: number, rest: "cancel" | "finish") =>
  node(id, "join", { wait: "count", count, rest })
const end = (id: string, terminate = false) =>
  node(id, "close", { resolution: { code: id, text: { en: id, zh: id } }, terminate })

/** `line("a.done b.done close")`: an edge from each to the next. */
function line(text: string): DraftEdge[] {
  const stops = text.split(" ")
  return stops.slice(1).map((target, index) => edge(stops[index]!, target.split(".")[0]!))
}

function start(nodes: DraftNode[], edges: DraftEdge[], amount = 1): Drive {
  return new Drive(runnable(flowOf(nodes, edges))).open({ amount })
}
const open = (ticket: Drive) =>
  ticket
    .active()
    .map((todo) => todo.nodeId)
    .toSorted()
    .join(" ")

function finish(ticket: Drive, nodeId: string, decision: "done" | "approve" | "reject" = "done"): void {
  const todo = ticket.active().find((one) => one.nodeId === nodeId)
  if (!todo) throw new Error(`nothing is open at ${nodeId}, only at ${open(ticket)}`)
  const body = { type: "decide", todoId: todo.id, decision, outcome: null, comment: "", fields: {} } as const
  expect(ticket.send(todo.assigneeId, body).type).toBe("events")
}

/** Two tasks beside each other between a split and a join. */
const twoBeside = (join: DraftNode, policy: BranchPolicy = "fail") => ({
  nodes: [parallel("split", policy), task("a"), task("b"), join, task("after")],
  edges: [
    ...line("start.next split"),
    ...line("split.route a.done join"),
    ...line("split.route b.done join"),
    ...line("join.next after.done close"),
  ],
})

describe("workflow patterns", () => {
  it("1 sequence: one step after another", () => {
    const ticket = start([task("a"), task("b")], line("start.next a.done b.done close"))
    expect(open(ticket)).toBe("a")
    finish(ticket, "a")
    expect(open(ticket)).toBe("b")
  })

  it("2 parallel split: all routes at once", () => {
    const { nodes, edges } = twoBeside(joinAll("join"))
    expect(open(start(nodes, edges))).toBe("a b")
  })

  it("3 synchronization: goes on when all have come", () => {
    const { nodes, edges } = twoBeside(joinAll("join"))
    const ticket = start(nodes, edges)
    finish(ticket, "b")
    expect(open(ticket)).toBe("a")
    finish(ticket, "a")
    expect(open(ticket)).toBe("after")
    finish(ticket, "after")
    expect(ticket.now.resolution).toBe("done")
  })

  const choice = [
    ...line("start.next choose"),
    edge("choose.route", "big", { condition: "amount > 100" }),
    edge("choose.route", "small", { fallback: true }),
  ]
  it("4 exclusive choice: one route, the first whose condition holds", () => {
    const nodes = [node("choose", "exclusive"), task("big"), task("small")]
    const edges = [...choice, ...line("big.done close"), ...line("small.done close")]
    expect(open(start(nodes, edges, 500))).toBe("big")
    expect(open(start(nodes, edges, 5))).toBe("small")
  })

  it("5 simple merge: whichever route was taken, the next step follows at once", () => {
    const nodes = [node("choose", "exclusive"), task("big"), task("small"), task("after")]
    const edges = [...choice, ...line("big.done after"), ...line("small.done after.done close")]
    const ticket = start(nodes, edges, 500)
    finish(ticket, "big")
    expect(open(ticket)).toBe("after")
  })

  const several = (conditions: [string, string]) => ({
    nodes: [
      node("split", "inclusive", { onReject: "fail" }),
      task("a"),
      task("b"),
      task("c"),
      joinAll("join"),
      task("after"),
    ],
    edges: [
      ...line("start.next split"),
      edge("split.route", "a", { condition: conditions[0] }),
      edge("split.route", "b", { condition: conditions[1] }),
      edge("split.route", "c", { fallback: true }),
      ...line("a.done join"),
      ...line("b.done join"),
      ...line("c.done join"),
      ...line("join.next after.done close"),
    ],
  })
  it("6 multi-choice: every route whose condition holds, the fallback when none does", () => {
    const { nodes, edges } = several(["amount > 10", "amount > 100"])
    expect(open(start(nodes, edges, 500))).toBe("a b")
    expect(open(start(nodes, edges, 50))).toBe("a")
    expect(open(start(nodes, edges, 5))).toBe("c")
  })

  it("7 structured synchronizing merge: waits for the routes that were taken, and no others", () => {
    const { nodes, edges } = several(["amount > 10", "amount > 100"])
    const two = start(nodes, edges, 500)
    finish(two, "a")
    expect(open(two)).toBe("b")
    finish(two, "b")
    expect(open(two)).toBe("after")
    const one = start(nodes, edges, 50)
    finish(one, "a")
    expect(open(one)).toBe("after")
  })

  it("8 multi-merge: without a join, each branch goes on by itself", () => {
    const nodes = [parallel("split"), task("a"), task("b"), task("after")]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a.done after"),
      ...line("split.route b.done after.done close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    expect(open(ticket)).toBe("after b")
    finish(ticket, "b")
    expect(open(ticket)).toBe("after after")
    finish(ticket, "after")
    expect(ticket.now.status).toBe("open")
    finish(ticket, "after")
    expect(ticket.now.status).toBe("closed")
  })

  it("9 structured discriminator: the first goes on, the others finish and end there", () => {
    const { nodes, edges } = twoBeside(joinSome("join", 1, "finish"))
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    expect(open(ticket)).toBe("after b")
    finish(ticket, "b")
    expect(open(ticket)).toBe("after")
    expect(ticket.now.visits["after"]).toBe(1)
  })

  it("10 arbitrary cycles: routes lead back from several places to several places", () => {
    const nodes = [task("a"), vote("b", { people: named(ada) }), vote("c", { people: named(ada) })]
    const edges = [
      ...line("start.next a.done b.approved c.approved close"),
      ...line("b.rejected a"),
      ...line("c.rejected b"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    finish(ticket, "b", "approve")
    finish(ticket, "c", "reject")
    expect(open(ticket)).toBe("b")
    finish(ticket, "b", "reject")
    expect(open(ticket)).toBe("a")
  })

  it("11 implicit termination: closes when nothing is left to do", () => {
    const nodes = [parallel("split"), task("a"), task("b"), end("one"), end("other")]
    const edges = [...line("start.next split"), ...line("split.route a.done one"), ...line("split.route b.done other")]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    expect(ticket.now.status).toBe("open")
    finish(ticket, "b")
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "other" })
  })

  const all3 = named(...ids.agents)
  const ballot = (config: Partial<ApprovalConfig>) =>
    start([vote("vote", { people: all3, ...config })], line("start.next vote.approved close"))
  const others = (flowId: string, mode: "wait" | "goOn", items: string | null) =>
    node("others", "subFlow", { call: { flowId, mode, items, itemField: null, inputs: [], outputs: [] } })
  const child = (index: number) => ({ index, ticketId: uuid(950 + index), number: 50 + index })
  const tell = (ticket: Drive, answer: Answer) =>
    ticket.send("system", { type: "answer", requestId: requestsOf(ticket.events, ticket.now)[0]!.requestId, answer })
  const withOthers = (call: DraftNode) =>
    start([call, task("after")], [...line("start.next others"), ...line("others.done after.done close")])

  it("12 multiple instances without synchronization: a ticket for each, and nobody waits for them", () => {
    const ticket = withOthers(others(uuid(66), "goOn", "who"))
    expect(open(ticket)).toBe("after")
    const two = new Drive(ticket.flow).open({ amount: 1, who: ["a", "b"] })
    expect(requestsOf(two.events, two.now)).toHaveLength(2)
    tell(two, { type: "opened", ...child(0) })
    tell(two, { type: "opened", ...child(1) })
    expect(open(two)).toBe("after")
  })

  it("13 multiple instances known at design time: one for each person named", () => {
    expect(ballot({}).active()).toHaveLength(3)
  })

  it("14 multiple instances known when the step begins: one for each person the rule finds", () => {
    const ticket = ballot({ people: { type: "supervisorsUpTo", level: 3 } })
    expect(ticket.active()).toHaveLength(3)
  })

  it("15 multiple instances not known before: more are added while the others run", () => {
    const ticket = ballot({})
    const todoId = ticket.todo(ada).id
    ticket.send(ada, { type: "addSign", todoId, mode: "parallel", personIds: [ids.head], comment: "" })
    for (const by of [...ids.agents, ids.head]) ticket.decide("approve", { by })
    expect(ticket.now.resolution).toBe("done")
  })

  it("16 deferred choice: whoever acts first decides which way it goes, and the other offer is withdrawn", () => {
    const { nodes, edges } = twoBeside(joinSome("join", 1, "cancel"))
    const ticket = start(nodes, edges)
    finish(ticket, "b")
    expect(open(ticket)).toBe("after")
  })

  it("19 cancel task: what the first to finish makes needless is cancelled", () => {
    const ticket = ballot({ mode: "orSign" })
    ticket.decide("approve", { by: ada })
    expect(ticket.types()).toContain("cancelled")
    expect(ticket.active()).toHaveLength(0)
  })

  it("20 cancel case: revoked with everything that was open", () => {
    const { nodes, edges } = twoBeside(joinAll("join"))
    const ticket = start(nodes, edges)
    ticket.send(ids.owner, { type: "revoke", comment: "" })
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "revoked", tokens: {} })
  })

  it("21 structured loop: a step again until somebody is content", () => {
    const nodes = [task("a"), vote("check", { people: named(ada) })]
    const edges = [...line("start.next a.done check.approved close"), ...line("check.rejected a")]
    const ticket = start(nodes, edges)
    for (let round = 0; round < 3; round++) {
      finish(ticket, "a")
      finish(ticket, "check", "reject")
    }
    expect(ticket.now.visits["a"]).toBe(4)
  })

  it("22 recursion: a ticket of the same flow inside it, and once that has ended it goes on", () => {
    const ticket = withOthers(others(ids.flow, "wait", null))
    expect(requestsOf(ticket.events, ticket.now)).toMatchObject([
      { body: { type: "open", flowId: ids.flow, depth: 1 } },
    ])
    expect(open(ticket)).toBe("")
    tell(ticket, { type: "ticket", ...child(0), resolution: "finished", variables: {} })
    expect(open(ticket)).toBe("after")
  })

  it("25 cancel region: a rejected branch ends the split it is in, and what is outside goes on", () => {
    const nodes = [
      parallel("outer"),
      task("beside"),
      parallel("inner"),
      vote("a", { people: named(ada) }),
      task("b"),
      joinAll("join"),
      task("sorry"),
      joinAll("last"),
    ]
    const edges = [
      ...line("start.next outer"),
      ...line("outer.route beside.done last"),
      ...line("outer.route inner.route a.approved join"),
      ...line("inner.route b.done join.next last.next close"),
      ...line("inner.rejected sorry.done last"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a", "reject")
    expect(open(ticket)).toBe("beside sorry")
    finish(ticket, "sorry")
    finish(ticket, "beside")
    expect(ticket.now.resolution).toBe("done")
  })

  it("26 cancel multiple instances: a veto cancels those still open", () => {
    const ticket = ballot({ veto: true, pass: { type: "count", count: 1 } })
    ticket.decide("reject", { by: ada })
    expect(ticket.now.resolution).toBe("rejected")
  })

  it("27 complete multiple instances: passed as soon as enough have approved", () => {
    const ticket = ballot({ pass: { type: "count", count: 1 } })
    ticket.decide("approve", { by: ada })
    expect(ticket.now.resolution).toBe("done")
  })

  it("29 cancelling discriminator: the first goes on, the others end at once", () => {
    const { nodes, edges } = twoBeside(joinSome("join", 1, "cancel"))
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    expect(open(ticket)).toBe("after")
  })

  const threeBeside = (join: DraftNode) => ({
    nodes: [parallel("split"), task("a"), task("b"), task("c"), join, task("after")],
    edges: [
      ...line("start.next split"),
      ...line("split.route a.done join"),
      ...line("split.route b.done join"),
      ...line("split.route c.done join.next after.done close"),
    ],
  })
  it("30 structured partial join: two of three go on, the third ends at the join", () => {
    const { nodes, edges } = threeBeside(joinSome("join", 2, "finish"))
    const ticket = start(nodes, edges)
    finish(ticket, "c")
    expect(open(ticket)).toBe("a b")
    finish(ticket, "a")
    expect(open(ticket)).toBe("after b")
    finish(ticket, "after")
    expect(ticket.now.status).toBe("open")
    finish(ticket, "b")
    expect(ticket.now.status).toBe("closed")
  })

  it("32 cancelling partial join: two of three go on, the third is cancelled", () => {
    const { nodes, edges } = threeBeside(joinSome("join", 2, "cancel"))
    const ticket = start(nodes, edges)
    finish(ticket, "c")
    finish(ticket, "b")
    expect(open(ticket)).toBe("after")
  })

  it("33 generalized AND-join: a branch that comes again is kept for the next time", () => {
    // Branch a is left by two tokens, one after the other; the join takes one of each edge.
    const nodes = [
      parallel("split"),
      parallel("twice"),
      task("a"),
      task("b"),
      task("x"),
      joinAll("join"),
      task("after"),
    ]
    const edges = [
      ...line("start.next split"),
      ...line("split.route twice.route a"),
      edge("twice.route", "x"),
      ...line("x.done a.done join"),
      ...line("split.route b.done join.next after.done close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    finish(ticket, "b")
    expect(open(ticket)).toBe("after x")
    finish(ticket, "x")
    finish(ticket, "a")
    expect(open(ticket)).toBe("after after")
  })

  it("34 static partial join for multiple instances: a number of approvals passes", () => {
    const ticket = ballot({ pass: { type: "count", count: 2 } })
    ticket.decide("approve", { by: ids.agents[2] })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: ids.agents[1] })
    expect(ticket.now.resolution).toBe("done")
  })

  it("35 cancelling partial join for multiple instances: those left over are cancelled", () => {
    const ticket = ballot({ pass: { type: "count", count: 2 } })
    ticket.decide("approve", { by: ids.agents[2] })
    ticket.decide("approve", { by: ids.agents[1] })
    expect(ticket.events.some(({ body }) => body.type === "cancelled" && body.reason === "decided")).toBe(true)
  })

  it("36 dynamic partial join for multiple instances: the need follows the roll while it grows", () => {
    const ticket = ballot({ pass: { type: "ratio", percent: 50 } })
    const todoId = ticket.todo(ada).id
    const personIds = [ids.head, ids.manager]
    ticket.send(ada, { type: "addSign", todoId, mode: "parallel", personIds, comment: "" })
    ticket.decide("approve", { by: ids.head })
    ticket.decide("approve", { by: ids.manager })
    expect(ticket.now.status).toBe("open")
    ticket.decide("approve", { by: ada })
    expect(ticket.now.resolution).toBe("done")
  })

  it("37 acyclic synchronizing merge: branches that ended on the way are not waited for", () => {
    const nodes = [
      parallel("split", "branch"),
      vote("a", { people: named(ada) }),
      task("b"),
      joinAll("join"),
      task("after"),
    ]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a.approved join"),
      ...line("split.route b.done join.next after.done close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "b")
    expect(open(ticket)).toBe("a")
    finish(ticket, "a", "reject")
    expect(open(ticket)).toBe("after")
  })

  it("38 general synchronizing merge: a branch that may go round again is waited for", () => {
    const nodes = [
      parallel("split"),
      task("a"),
      vote("check", { people: named(ada) }),
      task("b"),
      joinAll("join"),
      task("after"),
    ]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a.done check.approved join"),
      ...line("check.rejected a"),
      ...line("split.route b.done join.next after.done close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "b")
    finish(ticket, "a")
    finish(ticket, "check", "reject")
    expect(open(ticket)).toBe("a")
    finish(ticket, "a")
    finish(ticket, "check", "approve")
    expect(open(ticket)).toBe("after")
  })

  it("42 thread split: two routes to the same step are two of it", () => {
    const nodes = [parallel("split"), task("a")]
    const again = { ...edge("split.route", "a"), id: "second" }
    const ticket = start(nodes, [...line("start.next split.route a.done close"), again])
    expect(open(ticket)).toBe("a a")
  })

  it("43 explicit termination: one end closes everything", () => {
    const nodes = [parallel("split"), task("a"), task("b"), end("stop", true)]
    const edges = [...line("start.next split"), ...line("split.route a.done stop"), ...line("split.route b.done close")]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "stop" })
    expect(ticket.active()).toHaveLength(0)
  })
})

describe("branches", () => {
  const voting = (policy: BranchPolicy, extra: DraftEdge[] = []) => ({
    nodes: [
      parallel("split", policy),
      vote("a", { people: named(ada) }),
      task("b"),
      joinAll("join"),
      task("after"),
      task("sorry"),
    ],
    edges: [
      ...line("start.next split"),
      ...line("split.route a.approved join"),
      ...line("split.route b.done join.next after.done close"),
      ...line("sorry.done close"),
      ...extra,
    ],
  })

  it("rejected as a whole without an exit end the ticket", () => {
    const { nodes, edges } = voting("fail")
    const ticket = start(nodes, edges)
    finish(ticket, "a", "reject")
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "rejected" })
  })

  it("that wait for the others reject only once those are done", () => {
    const { nodes, edges } = voting("wait", line("split.rejected sorry"))
    const ticket = start(nodes, edges)
    finish(ticket, "a", "reject")
    expect(open(ticket)).toBe("b")
    finish(ticket, "b")
    expect(open(ticket)).toBe("sorry")
  })

  it("are returned to from inside without disturbing the others", () => {
    const nodes = [parallel("split"), task("a1"), task("a2"), task("b"), joinAll("join")]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a1.done a2.done join"),
      ...line("split.route b.done join.next close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a1")
    const todo = ticket.active().find((one) => one.nodeId === "a2")!
    const giveBack = { type: "return", todoId: todo.id, resume: "again", comment: "no" } as const
    // Never into the other branch.
    expect(ticket.send(ada, { ...giveBack, nodeId: "b" }).type).toBe("refused")
    expect(ticket.send(ada, { ...giveBack, nodeId: "a1" }).type).toBe("events")
    expect(open(ticket)).toBe("a1 b")
  })

  it("are no place to return to once they have been joined", () => {
    const nodes = [task("before"), parallel("split"), task("a"), task("b"), joinAll("join"), task("after")]
    const edges = [
      ...line("start.next before.done split"),
      ...line("split.route a.done join"),
      ...line("split.route b.done join.next after.done close"),
    ]
    const ticket = start(nodes, edges)
    for (const nodeId of ["before", "a", "b"]) finish(ticket, nodeId)
    const giveBack = { type: "return", todoId: ticket.todo().id, resume: "again", comment: "no" } as const
    for (const nodeId of ["a", "b"]) expect(ticket.send(ada, { ...giveBack, nodeId }).type).toBe("refused")
    expect(ticket.send(ada, { ...giveBack, nodeId: "before" }).type).toBe("events")
  })

  it("all end when one returns to before their split", () => {
    const nodes = [task("before"), parallel("split"), task("a"), task("b"), joinAll("join")]
    const edges = [
      ...line("start.next before.done split"),
      ...line("split.route a.done join"),
      ...line("split.route b.done join.next close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "before")
    finish(ticket, "b")
    const todo = ticket.active().find((one) => one.nodeId === "a")!
    ticket.send(ada, { type: "return", todoId: todo.id, nodeId: "before", resume: "back", comment: "no" })
    expect(open(ticket)).toBe("before")
    expect(Object.keys(ticket.now.tokens)).toHaveLength(1)
    finish(ticket, "before")
    expect(open(ticket)).toBe("a b")
  })

  it("that lead back to their own split start it anew", () => {
    const nodes = [parallel("split"), vote("a", { people: named(ada) }), task("b"), joinAll("join")]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a.approved join"),
      ...line("a.rejected split"),
      ...line("split.route b.done join.next close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "b")
    finish(ticket, "a", "reject")
    expect(open(ticket)).toBe("a b")
    expect(Object.keys(ticket.now.tokens)).toHaveLength(2)
    finish(ticket, "a", "approve")
    finish(ticket, "b")
    expect(ticket.now.resolution).toBe("done")
  })

  it("are taken back together by whoever completed the step before their split", () => {
    const nodes = [task("before"), parallel("split"), task("a"), task("b"), joinAll("join")]
    const edges = [
      ...line("start.next before.done split"),
      ...line("split.route a.done join"),
      ...line("split.route b.done join.next close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "before")
    const activationId = Object.values(ticket.now.tokens)[0]!.trail!["before"]!
    expect(ticket.send(ada, { type: "withdraw", activationId, comment: "" }).type).toBe("events")
    expect(open(ticket)).toBe("before")
    finish(ticket, "before")
    finish(ticket, "a")
    const again = Object.values(ticket.now.tokens)[0]!.trail!["before"]!
    expect(ticket.send(ada, { type: "withdraw", activationId: again, comment: "" }).type).toBe("refused")
  })

  it("whose joins wait for each other do not wait for ever", () => {
    const nodes = [parallel("split"), task("a"), task("b"), joinAll("left"), joinAll("right")]
    const edges = [
      ...line("start.next split"),
      ...line("split.route a.done left"),
      ...line("split.route b.done right"),
      ...line("left.next right.next close"),
    ]
    const ticket = start(nodes, edges)
    finish(ticket, "a")
    finish(ticket, "b")
    expect(ticket.now.status).toBe("closed")
  })
})

it("the table in docs/ and the tests here name the same patterns", () => {
  const table = readFileSync("docs/workflow-patterns.md", "utf8")
  const rows = [...table.matchAll(/^\| (\d+) \| [^|]+ \| (yes|no) \| ([^|]+) \|$/gm)]
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 43 }, (_, index) => index + 1))
  const source = readFileSync(new URL(import.meta.url), "utf8")
  const tested = [...source.matchAll(/^ {2}it\("(\d+) /gm)].map(([, number]) => Number(number))
  const supported = rows.filter(([, , is]) => is === "yes").map(([, number]) => Number(number))
  expect(tested).toEqual(supported)
  for (const [, number, is, text] of rows) if (is === "no") expect(text, number).toMatch(/because/)
})
