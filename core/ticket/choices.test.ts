import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import type { PeopleRule } from "@/core/people/rule"
import { choicesAsked } from "./choices"
import type { Facts } from "./facts"
import { Drive, runnable } from "./testing/drive"
import { edge, flowOf, handleFlow, node } from "./testing/small-flow"
import { directory, facts, ids, uuid } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const work = (id: string, people: PeopleRule) =>
  node(id, "handle", { ...handle.defaults(), people, distribution: "all" })
const agents = { type: "role", role: "agent" } as const

/** The first step's handler chooses the people of the second; the initiator those of the third. */
const chosen = runnable(
  flowOf(
    [
      work("first", { type: "named", personIds: [ada] }),
      node("note", "remind", { people: { type: "initiator" }, channels: ["inApp"], message: "next" }),
      work("second", { type: "previousChoice", among: agents, max: 1 }),
      work("third", { type: "initiatorChoice", among: agents, max: 2 }),
    ],
    [
      edge("start.next", "first"),
      edge("first.done", "note"),
      edge("note.next", "second"),
      edge("second.done", "third"),
      edge("third.done", "close"),
    ],
  ),
)

function open(choices?: Record<string, string[]>) {
  const ticket = new Drive(chosen)
  const body = {
    type: "open",
    ticketId: uuid(900),
    number: 7,
    flowId: ids.flow,
    versionId: ids.version,
    title: "Fees",
    origin: { type: "manual" },
    initiatorId: ids.manager,
    variables: { amount: 1 },
    ...(choices && { choices }),
  } as const
  return { ticket, decision: ticket.send(ids.manager, body) }
}
const finish = (ticket: Drive, choices?: Record<string, string[]>) => {
  const todo = ticket.active()[0]!
  const body = { type: "decide", todoId: todo.id, decision: "done", outcome: null, comment: "", fields: {} } as const
  return ticket.send(todo.assigneeId, choices ? { ...body, choices } : body)
}

describe("choices", () => {
  it("are asked of the initiator for every such step, and of a handler for the step that comes next", () => {
    const asked = (nodeId: string) => choicesAsked(chosen, nodeId).map((choice) => choice.nodeId)
    expect(asked("start")).toEqual(["third"])
    expect(asked("first")).toEqual(["second"])
    expect(asked("second")).toEqual([])
  })

  it("decide who works on the step, and stay with the ticket until it comes there", () => {
    const { ticket } = open({ third: [bo, cai] })
    expect(finish(ticket, { second: [cai] }).type).toBe("events")
    expect(ticket.todo().assigneeId).toBe(cai)
    finish(ticket)
    expect(ticket.active().map((todo) => todo.assigneeId)).toEqual([bo, cai])
    expect(ticket.events.findLast(({ body }) => body.type === "dispatched")?.body).toMatchObject({
      todos: [{ reason: { en: "chosen by the initiator" } }, {}],
    })
  })

  it("go by the empty rule when none was made", () => {
    const { ticket } = open()
    finish(ticket)
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "nobody" }])
  })

  it.each<[string, Record<string, string[]>, string]>([
    ["of a step that does not ask", { second: [ada] }, "choiceInvalid"],
    ["of people outside the allowed set", { third: [ids.head] }, "choiceInvalid"],
    ["of too many people", { third: [ada, bo, cai] }, "choiceInvalid"],
    ["of somebody who has left", { third: [ids.gone] }, "personUnknown"],
  ])("%s are refused", (_, choices, code) => {
    expect(open(choices).decision).toMatchObject({ type: "refused", problem: { code } })
  })
})

describe("supervisors up to an amount", () => {
  const people: PeopleRule = { type: "supervisorsUntil", until: { type: "limit", source: "amount" } }
  const limits: Record<string, number> = { [ids.supervisor]: 1_000, [ids.manager]: 50_000 }
  const world: Facts = {
    ...facts,
    directory: {
      ...directory,
      people: directory.people.map((person) => ({ ...person, approvalLimit: limits[person.id] ?? null })),
    },
  }
  const signers = (amount: number) => {
    const ticket = new Drive(runnable(handleFlow({ people, distribution: "all" })), world).open({ amount })
    return ticket.active().map((todo) => todo.assigneeId)
  }

  it.each<[number, string[]]>([
    [1_000, [ids.supervisor]],
    [1_001, [ids.supervisor, ids.manager]],
    [50_001, []],
  ])("walks up for %i until somebody may approve it", (amount, expected) => {
    expect(signers(amount)).toEqual(expected)
  })

  it("is published for numbers only", () => {
    const until = { type: "limit", source: "note" }
    expect(() => runnable(handleFlow({ people: { type: "supervisorsUntil", until } }))).toThrow(
      "compared with a number",
    )
  })
})

describe("the agent on the call", () => {
  const flow = runnable(handleFlow({ people: { type: "callAgent" }, distribution: "all" }))
  const open = (agentId: string | null) => {
    const ticket = new Drive(flow, { ...facts, callAgents: { "call-1": agentId } })
    ticket.send("call", {
      type: "open",
      ticketId: uuid(900),
      number: 7,
      flowId: ids.flow,
      versionId: ids.version,
      title: "Fees",
      origin: {
        type: "call",
        callId: "call-1",
        caller: "1",
        dialled: "2",
        intent: null,
        ivrPath: [],
        customerId: null,
        ruleId: uuid(800),
        ruleName: "any",
        matched: [],
      },
      initiatorId: null,
      variables: {},
    })
    return ticket
  }

  it("gets the work, and the empty rule decides while nobody has taken the call", () => {
    expect(open(bo).todo().assigneeId).toBe(bo)
    expect(Object.values(open(null).now.incidents)).toMatchObject([{ code: "nobody" }])
    expect(Object.values(open(ids.gone).now.incidents)).toMatchObject([{ code: "nobody" }])
  })
})
