import { describe, expect, it } from "vitest"
import type { DraftGraph, DraftNode, Field } from "@/core/flow/graph"
import { approval } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import { returnVisit, usualOutcomes } from "@/core/flow/nodes/return-visit"
import { serviceCall } from "@/core/flow/nodes/service-call"
import type { SubFlowConfig } from "@/core/flow/nodes/sub-flow"
import type { Answer } from "./command"
import { requestsOf } from "./requests"
import { Drive, minute, runnable } from "./testing/drive"
import { edge, flowOf, node } from "./testing/small-flow"
import { ids, uuid } from "./testing/tenant"

// What a ticket asks of the world outside: services, tickets of other flows, the customer once more.

const [ada] = ids.agents
const task = (id: string): DraftNode =>
  node(id, "handle", { ...handle.defaults(), people: { type: "named", personIds: [ada] }, distribution: "all" })
const field = (key: string, type: Field["type"]): Field => ({
  key,
  type,
  nullable: true,
  required: false,
  label: { en: key, zh: key },
})
const fields = [field("customer", "string"), field("level", "string"), field("points", "int"), field("fee", "money")]
const lists = [field("cards", "list<string>"), field("results", "list<string>")]

const call = (config: Record<string, unknown> = {}) =>
  node("call", "serviceCall", {
    ...serviceCall.defaults(),
    method: "POST",
    url: "https://crm.example.com/customers/{{ customer }}/level",
    body: [
      { name: "customer.id", source: "customer" },
      { name: "number", source: "ticket.number" },
    ],
    outputs: [
      { pointer: "/data/level", field: "level" },
      { pointer: "/data/points", field: "points" },
      { pointer: "/data/fee", field: "fee" },
    ],
    ...config,
  })

function started(nodes: DraftNode[], edges: DraftGraph["edges"], values = {}): Drive {
  const draft = { ...flowOf(nodes, edges), fields: [...flowOf([], []).fields, ...fields, ...lists] }
  return new Drive(runnable(draft)).open({ amount: 1, ...values })
}
const asked = (ticket: Drive) => {
  const bodies = ticket.events.flatMap(({ body }) => (body.type === "asked" ? [body] : []))
  return bodies.at(-1)!
}
const answer = (ticket: Drive, given: Answer, requestId = asked(ticket).requestId) =>
  ticket.send("system", { type: "answer", requestId, answer: given })
const http = (status: number, body: unknown): Answer => ({
  type: "http",
  attempts: 1,
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
})

describe("a service call", () => {
  const straight = [edge("start.next", "call"), edge("call.done", "after"), edge("after.done", "close")]

  it("asks with the ticket's values, none of which begins a new part of the address", () => {
    const ticket = started([call(), task("after")], straight, { customer: "../a?b=c#d" })
    expect(asked(ticket).ask).toEqual({
      type: "http",
      serviceId: null,
      method: "POST",
      url: "https://crm.example.com/customers/..%2Fa%3Fb%3Dc%23d/level",
      body: '{"customer":{"id":"../a?b=c#d"},"number":7}',
      attemptsMax: 5,
      timeoutSec: 15,
    })
    expect(requestsOf(ticket.events, ticket.now)).toMatchObject([{ requestId: asked(ticket).requestId, index: 0 }])
  })

  it("puts what GET sends into the address", () => {
    const body = [
      { name: "q", source: "customer" },
      { name: "cards", source: "cards" },
    ]
    const get = call({ method: "GET", url: "https://crm.example.com/find?v=1", body })
    const ticket = started([get, task("after")], straight, { customer: "a&b", cards: ["1", "2"] })
    expect(asked(ticket).ask).toMatchObject({
      url: "https://crm.example.com/find?v=1&q=a%26b&cards=1&cards=2",
      body: null,
    })
  })

  it("keeps what was asked for of the answer, and goes on", () => {
    const ticket = started([call(), task("after")], straight, { customer: "c1" })
    expect(ticket.active()).toEqual([])
    answer(ticket, http(200, { data: { level: "gold", points: "12", fee: 12.34, secret: "x" } }))
    expect(ticket.now.variables).toMatchObject({ level: "gold", points: 12, fee: 1234 })
    expect(ticket.todo().nodeId).toBe("after")
    expect(JSON.stringify(ticket.events)).not.toContain("secret")
  })

  it.each([
    ["a refusal", http(404, "no such customer"), "HTTP 404: no such customer"],
    [
      "nothing at all",
      { type: "failed", attempts: 5, detail: { en: "No connection.", zh: "无连接" } },
      "No connection.",
    ],
    ["no JSON", http(200, "<html>busy</html>"), "The answer is not JSON: <html>busy</html>"],
    ["another type", http(200, { data: { points: "many" } }), "“points” must be a whole number."],
  ] as const)("stops visibly on %s, and asks anew when it is tried again", (_, given, detail) => {
    const ticket = started([call(), task("after")], straight, { customer: "c1" })
    const first = asked(ticket).requestId
    answer(ticket, given)
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "incident", code: "callFailed", detail: { en: detail } })
    const [incidentId = ""] = Object.keys(ticket.now.incidents)
    ticket.send(ids.owner, { type: "retry", incidentId })
    expect(asked(ticket).requestId).not.toBe(first)
    answer(ticket, http(200, { data: {} }), first)
    expect(ticket.active()).toEqual([])
    answer(ticket, http(200, { data: {} }))
    expect(ticket.todo().nodeId).toBe("after")
  })

  it("leaves by “failed” where an edge leads on from it", () => {
    const edges = [...straight, edge("call.failed", "repair"), edge("repair.done", "call")]
    const ticket = started([call(), task("after"), task("repair")], edges, { customer: "c1" })
    answer(ticket, http(500, ""))
    expect(ticket.todo().nodeId).toBe("repair")
    expect(ticket.now.incidents).toEqual({})
  })

  it("takes an answer once, from the system, and none that is late", () => {
    const ticket = started([call(), task("after")], straight, { customer: "c1" })
    const { requestId } = asked(ticket)
    const body = { type: "answer", requestId, answer: http(200, { data: { level: "gold" } }) } as const
    expect(ticket.send(ids.owner, body)).toMatchObject({ type: "refused", problem: { code: "forbidden" } })
    expect(ticket.send("system", body)).toMatchObject({ type: "events" })
    expect(ticket.send("system", body)).toMatchObject({ type: "events", events: [] })
    ticket.send(ids.owner, { type: "revoke", comment: "" })
    expect(ticket.send("system", body)).toMatchObject({ type: "events", events: [] })
  })

  it("is called back when the ticket goes another way or ends", () => {
    const jumped = started([call(), task("after")], straight, { customer: "c1" })
    jumped.send(ids.owner, { type: "jump", tokenId: null, nodeId: "after", comment: "" })
    expect(jumped.types()).toContain("recalled")
    const revoked = started([call(), task("after")], straight, { customer: "c1" })
    revoked.send(ids.owner, { type: "revoke", comment: "" })
    expect(revoked.events.at(-1)?.body).toMatchObject({ type: "recalled", requestId: asked(revoked).requestId })
    expect(requestsOf(revoked.events, revoked.now).map(({ body }) => body.type)).toEqual(["http", "recall"])
  })

  it("may not let a value choose the host, nor name what is not there", () => {
    const problems = (config: Record<string, unknown>) => {
      const draft = { ...flowOf([call(config), task("after")], straight), fields }
      try {
        runnable(draft)
        return ""
      } catch (error) {
        return String(error)
      }
    }
    expect(problems({})).toBe("")
    expect(problems({ url: "https://{{ customer }}/x" })).toContain("a host that no value changes")
    expect(problems({ url: "https://crm.example.com{{ customer }}" })).toContain("a host that no value changes")
    expect(problems({ url: "https://user@crm.example.com/" })).toContain("a host that no value changes")
    expect(problems({ serviceId: uuid(5), url: "https://elsewhere.example/" })).toContain("begins with “/”")
    expect(problems({ outputs: [{ pointer: "level", field: "level" }] })).toContain("A path begins with")
    expect(problems({ outputs: [{ pointer: "", field: "nothing" }] })).toContain("no field “nothing”")
    expect(problems({ body: [{ name: "a", source: "amout" }] })).toContain("amout")
    expect(
      problems({
        body: [
          { name: "a", source: "1" },
          { name: "a.b", source: "1" },
        ],
      }),
    ).toContain("twice")
  })
})

describe("a sub-flow", () => {
  const sub = (more: Partial<SubFlowConfig> = {}) =>
    node("sub", "subFlow", {
      call: {
        flowId: uuid(66),
        mode: "wait",
        items: null,
        itemField: null,
        inputs: [{ field: "customer", source: "customer" }],
        outputs: [{ field: "level", from: "level" }],
        ...more,
      },
    })
  const edges = [edge("start.next", "sub"), edge("sub.done", "after"), edge("after.done", "close")]
  const ended = (index: number, resolution = "finished", level = `l${index}`): Answer => ({
    type: "ticket",
    index,
    ticketId: uuid(950 + index),
    number: 50 + index,
    resolution,
    variables: { level, other: "x" },
  })
  const opened = (index: number): Answer => ({ type: "opened", index, ticketId: uuid(950 + index), number: 50 + index })
  const perItem = { items: "cards", itemField: "customer", outputs: [{ field: "results", from: "level" }] }

  it("waits for its ticket, and takes over what it is told to", () => {
    const ticket = started([sub(), task("after")], edges, { customer: "c1" })
    expect(requestsOf(ticket.events, ticket.now)).toMatchObject([
      { body: { type: "open", flowId: uuid(66), variables: { customer: "c1" }, waits: true, depth: 1 } },
    ])
    answer(ticket, opened(0))
    expect(ticket.active()).toEqual([])
    answer(ticket, ended(0))
    expect(ticket.now.variables["level"]).toBe("l0")
    expect(ticket.now.variables["other"]).toBeUndefined()
    expect(ticket.todo().nodeId).toBe("after")
  })

  it("opens one for each item, and has their results in the items' order, whichever ends first", () => {
    const ticket = started([sub(perItem), task("after")], edges, { cards: ["a", "b", "c"] })
    expect(requestsOf(ticket.events, ticket.now).map(({ body }) => "variables" in body && body.variables)).toEqual([
      { customer: "a" },
      { customer: "b" },
      { customer: "c" },
    ])
    for (const index of [2, 2, 0, 1, 1, 0]) answer(ticket, ended(index))
    expect(ticket.now.variables["results"]).toEqual(["l0", "l1", "l2"])
    expect(ticket.types().filter((type) => type === "childEnded")).toHaveLength(3)
  })

  it("goes on once they are open when it is not to wait", () => {
    const ticket = started([sub({ ...perItem, mode: "goOn", outputs: [] }), task("after")], edges, {
      cards: ["a", "b"],
    })
    answer(ticket, opened(1))
    expect(ticket.active()).toEqual([])
    answer(ticket, opened(0))
    expect(ticket.todo().nodeId).toBe("after")
    // Nothing is called back: they go on by themselves.
    expect(ticket.types()).not.toContain("recalled")
  })

  it("goes on at once without an item", () => {
    const ticket = started([sub(perItem), task("after")], edges, { cards: [] })
    expect(ticket.todo().nodeId).toBe("after")
  })

  it.each(["rejected", "revoked"])("fails visibly when one is %s, once all have ended", (resolution) => {
    const ticket = started([sub(perItem), task("after")], edges, { cards: ["a", "b"] })
    answer(ticket, ended(0, resolution))
    expect(ticket.now.incidents).toEqual({})
    answer(ticket, ended(1))
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "incident", code: "subFlowFailed" })
  })

  it("fails visibly, and calls the others back, when one cannot be opened", () => {
    const ticket = started([sub(perItem), task("after")], edges, { cards: ["a", "b"] })
    answer(ticket, opened(0))
    answer(ticket, { type: "failed", attempts: 1, detail: { en: "The flow is retired.", zh: "流程已停用。" } })
    expect(ticket.types().slice(-3)).toEqual(["recalled", "answered", "incident"])
    const recalls = ticket.types().filter((type) => type === "recalled")
    expect(recalls).toHaveLength(1)
  })

  it("opens no more than a limit, and no deeper than another", () => {
    const many = started([sub(perItem), task("after")], edges, { cards: Array.from({ length: 101 }, String) })
    expect(many.events.at(-1)?.body).toMatchObject({ type: "incident", code: "subFlowFailed" })
    const flow = runnable({ ...flowOf([sub(), task("after")], edges), fields: [...fields, ...lists] })
    const deep = new Drive(flow)
    const origin = { type: "ticket", ticketId: uuid(1), number: 1, requestId: "r1", index: 0, waits: true } as const
    const opening = {
      type: "open",
      ticketId: uuid(900),
      number: 8,
      flowId: ids.flow,
      versionId: ids.version,
      title: "t",
      initiatorId: null,
      variables: {},
    } as const
    deep.send("system", { ...opening, origin: { ...origin, depth: 5 } })
    expect(deep.events.at(-1)?.body).toMatchObject({ type: "incident", code: "subFlowFailed" })
  })

  it("is told of its end: the ticket above gets the resolution, once for each end", () => {
    const flow = runnable({ ...flowOf([task("after")], [edge("start.next", "after"), edge("after.done", "close")]) })
    const child = new Drive(flow)
    child.send("system", {
      type: "open",
      ticketId: uuid(900),
      number: 8,
      flowId: ids.flow,
      versionId: ids.version,
      title: "t",
      origin: { type: "ticket", ticketId: uuid(1), number: 1, requestId: "r4", index: 2, depth: 1, waits: true },
      initiatorId: null,
      variables: {},
    })
    child.decide("done")
    expect(requestsOf(child.events, child.now)).toMatchObject([
      { requestId: "r4", body: { type: "report", ticketId: uuid(1), index: 2 } },
    ])
  })
})

describe("a jump", () => {
  it("goes on elsewhere as if an edge led there, also round in a circle with a person in it", () => {
    const vote = node("vote", "approval", {
      ...approval.defaults(),
      people: { type: "named", personIds: [ada] },
      rejectComment: false,
    })
    const jump = node("jump", "jump", { nodeId: "vote" })
    const edges = [edge("start.next", "vote"), edge("vote.approved", "close"), edge("vote.rejected", "jump")]
    const ticket = started([vote, jump], edges)
    ticket.decide("reject")
    expect(ticket.todo().nodeId).toBe("vote")
    expect(ticket.now.visits).toMatchObject({ vote: 2, jump: 1 })
    ticket.decide("approve")
    expect(ticket.now.status).toBe("closed")
  })

  it.each([
    ["nowhere", "", "Choose where it goes on."],
    ["a step that is gone", "gone", "The step is gone."],
    ["the start", "start", "The step is gone."],
    ["itself", "jump", "Nothing in this loop waits"],
  ])("may not lead to %s", (_, nodeId, text) => {
    const nodes = [task("work"), node("jump", "jump", { nodeId })]
    const edges = [edge("start.next", "jump"), edge("work.done", "close")]
    expect(() => runnable(flowOf(nodes, edges))).toThrow(text)
  })
})

describe("a return visit", () => {
  const visit = (more: Record<string, unknown> = {}) =>
    node("visit", "returnVisit", {
      ...returnVisit.defaults(),
      people: { type: "named", personIds: [...ids.agents] },
      distribution: "roundRobin",
      attempts: { max: 3, everyMin: 30, calendarId: "always" },
      ...more,
    })
  const edges = [
    edge("start.next", "visit"),
    edge("visit.satisfied", "close"),
    edge("visit.unsatisfied", "close"),
    edge("visit.unreachable", "after"),
    edge("after.done", "close"),
  ]
  const say = (ticket: Drive, outcome: string) => ticket.decide("done", { outcome })

  it("calls again after a pause, the same person, and gives up after the last attempt", () => {
    const ticket = started([visit(), task("after")], edges)
    const { assigneeId } = ticket.todo()
    for (const attempt of [1, 2]) {
      say(ticket, "unreachable")
      expect(ticket.active()).toEqual([])
      expect(ticket.events.at(-2)?.body).toMatchObject({ type: "attempted", attempt, outcome: "unreachable" })
      ticket.send("timer", { type: "tick", itemId: "ticket" }, ticket.at + 29 * minute)
      expect(ticket.active()).toEqual([])
      ticket.send("timer", { type: "tick", itemId: "ticket" }, ticket.at + minute)
      expect(ticket.todo()).toMatchObject({ nodeId: "visit", assigneeId })
      // The timer is gone with the pause.
      expect(ticket.send("timer", { type: "tick", itemId: "ticket" })).toMatchObject({ events: [] })
    }
    say(ticket, "unreachable")
    expect(ticket.todo().nodeId).toBe("after")
  })

  it("ends at the first outcome that does not call again", () => {
    const ticket = started([visit(), task("after")], edges)
    say(ticket, "unreachable")
    ticket.send("timer", { type: "tick", itemId: "ticket" }, ticket.at + 30 * minute)
    say(ticket, "satisfied")
    expect(ticket.now.status).toBe("closed")
  })

  it("has the outcomes its author gives it, each with a button and a way out", () => {
    const busy = { id: "busy", title: { en: "Busy", zh: "忙" }, tone: "neutral", again: true } as const
    const config = { outcomes: [...usualOutcomes, busy], attempts: { max: 1, everyMin: 30, calendarId: null } }
    const ticket = started([visit(config), task("after")], [...edges, edge("visit.busy", "after")])
    say(ticket, "busy")
    expect(ticket.todo().nodeId).toBe("after")
    expect(() => started([visit({ outcomes: [busy, busy] }), task("after")], edges)).toThrow("there twice")
  })
})
