import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import { approval } from "@/core/flow/nodes/approval"
import { returnVisit } from "@/core/flow/nodes/return-visit"
import type { DraftGraph } from "@/core/flow/graph"
import type { CommandBody } from "./command"
import { decide } from "./decide"
import type { Decision } from "./decision"
import { ticketLimits } from "./limits"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { approvalFlow, edge, flowOf, node } from "./testing/small-flow"
import { directory, facts, ids, uuid } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const always = { targetMin: 60, calendarId: "always" as const }
const handling = {
  ...handle.defaults(),
  people: { type: "named" as const, personIds: [ada] },
  distribution: "all" as const,
}

function handleFlow(config: Partial<typeof handling> = {}): DraftGraph {
  const full = { ...handling, ...config }
  return flowOf([node("work", "handle", full)], [edge("start.next", "work"), edge("work.done", "close")])
}
const code = (decision: Decision) => (decision.type === "refused" ? decision.problem.code : decision.type)
const begin = (draft: DraftGraph = handleFlow()) => new Drive(runnable(draft)).open({ amount: 1 })

describe("a command is refused, and nothing happens", () => {
  const finish = { type: "decide", todoId: "d4", decision: "done", outcome: null, comment: "", fields: {} } as const
  it.each<[string, string, CommandBody, string]>([
    ["when somebody else decides", bo, finish, "forbidden"],
    ["when the owner of the tenant decides for the assignee", ids.owner, finish, "forbidden"],
    ["when the decision is not one of the node's", ada, { ...finish, decision: "approve" }, "decisionNotAllowed"],
    ["when the outcome is not one of the node's", ada, { ...finish, outcome: "satisfied" }, "decisionNotAllowed"],
    ["for a todo that was never there", ada, { ...finish, todoId: "d77" }, "todoNotFound"],
    ["for a name that every object knows", ada, { ...finish, todoId: "constructor" }, "todoNotFound"],
    ["with a field nobody asked for", ada, { ...finish, fields: { note: "x" } }, "fieldNotAsked"],
    ["with a field the flow does not have", ada, { ...finish, fields: { nothing: 1 } }, "fieldUnknown"],
    ["when transferred by a colleague", bo, { type: "transfer", todoId: "d4", toId: cai, comment: "" }, "forbidden"],
    [
      "when transferred to the same person",
      ada,
      { type: "transfer", todoId: "d4", toId: ada, comment: "" },
      "sameAssignee",
    ],
    [
      "when transferred to somebody who has left",
      ada,
      { type: "transfer", todoId: "d4", toId: ids.gone, comment: "" },
      "personUnknown",
    ],
    [
      "when transferred to nobody",
      ada,
      { type: "transfer", todoId: "d4", toId: uuid(999), comment: "" },
      "personUnknown",
    ],
    ["when revoked by a stranger", bo, { type: "revoke", comment: "" }, "forbidden"],
    ["when an agent retries", bo, { type: "retry", incidentId: "i9" }, "forbidden"],
    ["when there is no such incident", ids.owner, { type: "retry", incidentId: "toString" }, "incidentNotFound"],
    ["when somebody who has left comments", ids.gone, { type: "comment", comment: "x" }, "forbidden"],
  ])("%s", (_, by, body, expected) => {
    const ticket = begin()
    const { seq } = ticket.now
    expect(ticket.todo().id).toBe("d4")
    expect(code(ticket.send(by, body))).toBe(expected)
    expect(ticket.now.seq).toBe(seq)
  })

  it("when the todo is finished already", () => {
    const ticket = begin(approvalFlow({}))
    const { id } = ticket.todo(ada)
    ticket.decide("approve", { by: ada })
    const again = { type: "decide", todoId: id, decision: "approve", outcome: null, comment: "", fields: {} } as const
    expect(code(ticket.send(ada, again))).toBe("todoNotActive")
  })

  it("when a signer's turn has not come", () => {
    const ticket = begin(approvalFlow({ mode: "sequential" }))
    const { id } = Object.values(ticket.now.todos).find((todo) => todo.assigneeId === bo)!
    const early = { type: "decide", todoId: id, decision: "approve", outcome: null, comment: "", fields: {} } as const
    expect(code(ticket.send(bo, early))).toBe("todoNotActive")
    expect(code(ticket.send(bo, { type: "transfer", todoId: id, toId: ids.head, comment: "" }))).toBe("todoNotActive")
  })

  it("when the ticket is closed, except for a timer, which is only late", () => {
    const ticket = begin()
    ticket.decide("done")
    expect(code(ticket.send(ids.owner, { type: "revoke", comment: "" }))).toBe("ticketClosed")
    expect(ticket.send("timer", { type: "tick", itemId: "d4" })).toEqual({ type: "events", events: [], pools: [] })
  })

  it("with every reason at once", () => {
    const ticket = begin(handleFlow({ fields: ["amount", "note", "score"] }))
    const decision = ticket.decide("done", { fields: { amount: null, note: 5, score: 1.5, nothing: 1 } })
    const problems = decision.type === "refused" ? decision.problems : []
    expect(problems.map((problem) => [problem.place.field, problem.code])).toEqual([
      ["note", "fieldInvalid"],
      ["score", "fieldInvalid"],
      ["nothing", "fieldUnknown"],
      ["amount", "fieldMissing"],
    ])
  })

  it("when a rejection has no reason but needs one", () => {
    const ticket = begin(approvalFlow({ rejectComment: true }))
    expect(code(ticket.decide("reject", { comment: "  " }))).toBe("commentMissing")
    expect(code(ticket.decide("approve", { comment: "" }))).toBe("events")
  })
})

describe("open", () => {
  const form = {
    nodes: handleFlow().nodes.map((step) =>
      step.kind === "start" ? { ...step, config: { fields: ["amount"] } } : step,
    ),
  }
  const opening: CommandBody = {
    type: "open",
    ticketId: uuid(900),
    number: 1,
    flowId: ids.flow,
    versionId: ids.version,
    title: "Fee reduction",
    origin: { type: "manual" },
    initiatorId: ada,
    variables: {},
  }
  it("asks for the start's form when done by hand, and takes any field of the flow", () => {
    const ticket = new Drive(runnable({ ...handleFlow(), ...form }))
    expect(code(ticket.send(ada, opening))).toBe("fieldMissing")
    expect(code(ticket.send(ada, { ...opening, variables: { amount: "5" } }))).toBe("fieldInvalid")
    expect(code(ticket.send(ada, { ...opening, variables: { amount: 5, note: "n" } }))).toBe("events")
    expect(code(ticket.send(ada, opening))).toBe("alreadyOpen")
  })

  it("records only what a form changed", () => {
    const ticket = begin(handleFlow({ fields: ["amount", "note"] }))
    ticket.decide("done", { fields: { amount: 1, note: "new" } })
    expect(ticket.events.find((event) => event.body.type === "decided")?.body).toMatchObject({
      fields: { note: "new" },
    })
  })
})

describe("tick", () => {
  const tiers = [30, 60, 90].map((min) => ({
    at: { type: "offset" as const, min: min - 60 },
    audience: [{ type: "assignee" as const }, { type: "supervisor" as const, level: 1 }],
    channels: ["inApp" as const],
  }))
  const late = (min: number, ticket = begin(handleFlow({ sla: { ...always, tiers } }))) => {
    const decision = ticket.send("timer", { type: "tick", itemId: "d4" }, monday9 + min * minute)
    return decision.type === "events" ? decision.events : []
  }

  it("does nothing before its time, and fires at it", () => {
    expect(late(29)).toEqual([])
    expect(late(30)).toMatchObject([{ type: "warned", level: 1, collapsed: [], personIds: [ada, ids.supervisor] }])
  })

  it("fires only the highest tier that is due and logs the rest", () => {
    expect(late(500)).toMatchObject([{ type: "breached" }, { type: "warned", level: 3, collapsed: [1, 2] }])
  })

  it("fires each tier once, whatever is delivered twice", () => {
    const ticket = begin(handleFlow({ sla: { ...always, tiers } }))
    const fired = [30, 30, 45, 60, 61, 90, 91].map((min) =>
      late(min, ticket)
        .map((event) => event.type)
        .join(),
    )
    expect(fired).toEqual(["warned", "", "", "breached,warned", "", "warned", ""])
  })

  it("says once that the deadline was missed, without any tier too", () => {
    const ticket = begin(handleFlow({ sla: { ...always, tiers: [] } }))
    expect(
      [59, 60, 61].map((min) =>
        late(min, ticket)
          .map((event) => event.type)
          .join(),
      ),
    ).toEqual(["", "breached", ""])
  })

  it("warns those who answer for the flow when a tier would reach nobody", () => {
    const nobody = [{ ...tiers[0]!, audience: [{ type: "named" as const, personIds: [ids.gone] }] }]
    const ticket = begin(handleFlow({ sla: { ...always, tiers: nobody } }))
    expect(late(30, ticket)).toMatchObject([{ personIds: [ids.owner] }])
  })

  it("keeps the clock running when the todo is transferred", () => {
    const ticket = begin(handleFlow({ sla: { ...always, tiers } }))
    const { clock } = ticket.todo()
    ticket.send(ada, { type: "transfer", todoId: "d4", toId: bo, comment: "on leave" }, monday9 + 20 * minute)
    expect(ticket.todo()).toMatchObject({ assigneeId: bo, ownerId: ada, clock })
  })
})

describe("a pool", () => {
  const pooled = handleFlow({
    people: { type: "named", personIds: [...ids.agents] },
    distribution: "roundRobin",
  } as object)

  it("is asked for before it is used, and moved with the events", () => {
    const flow = runnable(pooled)
    const command = {
      at: monday9,
      by: ada,
      body: {
        type: "open" as const,
        ticketId: uuid(900),
        number: 1,
        flowId: ids.flow,
        versionId: ids.version,
        title: "Fee reduction",
        origin: { type: "manual" as const },
        initiatorId: ada,
        variables: {},
      },
    }
    const key = `${ids.flow}:work`
    expect(decide(flow, null, command, facts)).toEqual({ type: "needs", pools: [{ key, personIds: [...ids.agents] }] })
    const pools = { [key]: { sequence: 7, lastPersonId: ada, open: {} } }
    expect(decide(flow, null, command, { ...facts, pools })).toMatchObject({
      type: "events",
      pools: [{ key, sequence: 7, personId: bo }],
    })
  })

  it("is left alone when there is nobody to choose from", () => {
    const one = handleFlow({ distribution: "leastLoaded" } as object)
    expect(begin(one).pools).toEqual({})
  })
})

describe("incidents", () => {
  const split = (condition: string) =>
    flowOf(
      [node("split", "exclusive"), node("work", "handle", { ...handling, fields: ["amount"] })],
      [
        edge("start.next", "split"),
        edge("split.route", "close", { condition, name: "small" }),
        edge("split.route", "work", { fallback: true }),
        edge("work.done", "split"),
      ],
    )

  it("an expression that fails never routes; the incident names the values it read", () => {
    const ticket = new Drive(runnable(split("100 / amount > 2 && ticket.number > 0"))).open({
      amount: 0,
      note: "secret",
    })
    expect(ticket.now.status).toBe("open")
    expect(ticket.events.at(-1)?.body).toMatchObject({
      type: "incident",
      code: "expression",
      values: { amount: 0, "ticket.number": 7 },
      personIds: [ids.owner],
    })
    const { body } = ticket.events.at(-1)!
    expect(body.type === "incident" && body.values).not.toHaveProperty("note")
    expect(body.type === "incident" && body.detail.en).toContain("small")
  })

  it("an empty value never routes either", () => {
    const ticket = new Drive(runnable(split("amount < 500")))
    ticket.open({}, null)
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "expression" }])
  })

  it("a split that lost its fallback holds, and names the values", () => {
    const flow = runnable(split("amount > 5"))
    const routes = new Map(flow.routes)
    routes.set("split", new Map([["route", (flow.routes.get("split")?.get("route") ?? []).slice(0, 1)]]))
    const ticket = new Drive({ ...flow, routes }).open({ amount: 1 })
    expect(ticket.events.at(-1)?.body).toMatchObject({ type: "incident", code: "noRoute", values: { amount: 1 } })
  })

  it("are tried again by an administrator, and go on once the cause is gone", () => {
    const flow = runnable(
      handleFlow({ people: { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true } } as object),
    )
    const asleep = {
      ...directory,
      people: directory.people.map((person) => ({ ...person, presence: "away" as const })),
    }
    const night = new Drive(flow, { ...facts, directory: asleep }).open({ amount: 1 })
    const [incident] = Object.values(night.now.incidents)
    const retry = { type: "retry", incidentId: incident?.id ?? "" } as const
    night.send(ids.owner, retry)
    expect(Object.values(night.now.incidents)).toHaveLength(1)
    const [second] = Object.values(night.now.incidents)
    expect(second?.id).not.toBe(incident?.id)

    const day = Object.assign(new Drive(flow), { state: night.state, events: night.events, head: night.head })
    day.send(ids.owner, { type: "retry", incidentId: second?.id ?? "" })
    expect(day.active().map((todo) => todo.assigneeId)).toEqual([ada, cai])
    expect(day.now.incidents).toEqual({})
    expect(day.now.activations[day.todo(ada).activationId]).toMatchObject({ state: "active", visit: 1 })
  })

  it("stop a rejection that goes round by itself, within the limit of one command", () => {
    const spinning = {
      ...approval.defaults(),
      people: { type: "named", personIds: [ids.gone] },
      empty: { type: "reject" },
    }
    const ticket = begin(
      flowOf(
        [node("vote", "approval", spinning)],
        [edge("start.next", "vote"), edge("vote.approved", "close"), edge("vote.rejected", "vote")],
      ),
    )
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "tooManySteps" }])
    expect(ticket.now.visits["vote"]).toBe(ticketLimits.visitsPerNodeMax + 1)
  })

  it("hold a step that would go to more people than a step takes", () => {
    const crowd = Array.from({ length: ticketLimits.seatsMax + 1 }, (_, index) => ({
      ...directory.people[0]!,
      id: uuid(5000 + index),
      roles: ["auditor" as const],
    }))
    const world = { ...facts, directory: { ...directory, people: [...directory.people, ...crowd] } }
    const ticket = new Drive(runnable(handleFlow({ people: { type: "role", role: "auditor" } } as object)), world).open(
      { amount: 1 },
    )
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "tooManyPeople" }])
  })
})

describe("the empty rule", () => {
  it.each([
    [{ type: "pass" }, { status: "closed", resolution: "done" }],
    [{ type: "reject" }, { status: "closed", resolution: "rejected" }],
    [{ type: "hold" }, { status: "open", resolution: null }],
  ])("%j leaves an event, whatever it does", (empty, expected) => {
    const ticket = begin(handleFlow({ people: { type: "named", personIds: [ids.gone] }, empty } as object))
    expect(ticket.now).toMatchObject(expected)
    const told = ticket.events.some(
      ({ body }) => body.type === "incident" || (body.type === "dispatched" && body.empty === empty.type),
    )
    expect(told).toBe(true)
  })
})

describe("revoke", () => {
  it("by the initiator cancels what is open and closes the ticket", () => {
    const ticket = begin(approvalFlow({}))
    const { seq } = ticket.now
    ticket.send(ada, { type: "revoke", comment: "a mistake" })
    expect(ticket.types(seq)).toEqual(["cancelled", "revoked", "closed"])
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "revoked" })
  })
})

describe("a return visit", () => {
  const config = { ...returnVisit.defaults(), people: { type: "named", personIds: [ada] }, scoreField: "score" }
  const draft = flowOf(
    [node("visit", "returnVisit", config)],
    [
      edge("start.next", "visit"),
      ...["satisfied", "unsatisfied", "unreachable"].map((exit) => edge(`visit.${exit}`, "close")),
    ],
  )
  it.each([
    [0, "fieldInvalid"],
    [1, "events"],
    [5, "events"],
    [6, "fieldInvalid"],
  ])("takes a score of 1 to 5: %i", (score, expected) => {
    expect(code(begin(draft).decide("done", { outcome: "satisfied", fields: { score } }))).toBe(expected)
  })

  it("needs an outcome, and the outcome is the way out", () => {
    const ticket = begin(draft)
    expect(code(ticket.decide("done"))).toBe("decisionNotAllowed")
    for (const isAgain of [true, true, false]) {
      ticket.decide("done", { outcome: "unreachable" })
      if (isAgain) ticket.send("timer", { type: "tick", itemId: "ticket" }, ticket.at + 24 * 60 * minute)
    }
    expect(
      ticket.events.find((event) => event.body.type === "completed" && event.body.activationId !== "a2")?.body,
    ).toMatchObject({
      exit: "unreachable",
    })
  })
})

describe("handling by several people", () => {
  it("ends with the first who is done", () => {
    const ticket = begin(handleFlow({ people: { type: "named", personIds: [ada, bo] } } as object))
    expect(ticket.active()).toHaveLength(2)
    ticket.decide("done", { by: bo })
    expect(ticket.now.status).toBe("closed")
  })
})
