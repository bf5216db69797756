import { describe, expect, it } from "vitest"
import type { PeopleRule } from "@/core/people/rule"
import type { Directory } from "@/core/people/directory"
import { notificationsOf } from "@/core/warning/notify"
import type { Facts } from "./facts"
import { todoOptions } from "./options"
import { Drive, minute, runnable } from "./testing/drive"
import { handleFlow } from "./testing/small-flow"
import { directory, facts, ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const agents: PeopleRule = { type: "role", role: "agent" }
const waiting = (config: Record<string, unknown> = {}, world: Facts = facts) =>
  new Drive(runnable(handleFlow({ people: agents, distribution: "queue", ...config })), world).open({ amount: 1 })
const refusal = (decision: ReturnType<Drive["send"]>) =>
  decision.type === "refused" ? [decision.problem.code, decision.problem.text.en] : decision.type

function limited(capacity: number, change: Partial<Directory> = {}): Facts {
  const people = directory.people.map((person) => ({ ...person, capacity }))
  return { ...facts, directory: { ...directory, people, ...change } }
}

describe("a group's queue", () => {
  it("keeps a todo that nobody has, and tells the members who are not away", () => {
    const ticket = waiting()
    const [todo] = ticket.queued()
    expect(todo).toMatchObject({ assigneeId: null, ownerId: null, queue: "role:agent", state: "active" })
    expect(ticket.active()).toEqual([])
    const dispatched = ticket.events.find((event) => event.body.type === "dispatched")!
    const told = notificationsOf(dispatched, ticket.now, ticket.flow)
    expect(told.map(({ kind, personId }) => [kind, personId])).toEqual([
      ["todoQueued", ids.supervisor],
      ["todoQueued", ada],
      ["todoQueued", cai],
    ])
  })

  it("gives it to whoever claims it first, and tells the second by whom", () => {
    const ticket = waiting()
    const body = { type: "claim", todoId: ticket.queued()[0]!.id } as const
    expect(ticket.send(ada, body).type).toBe("events")
    expect(ticket.todo(ada)).toMatchObject({ ownerId: ada, queue: "role:agent" })
    expect(refusal(ticket.send(bo, body))).toEqual(["claimedBefore", "Ada has claimed it already."])
    expect(refusal(ticket.send(ada, body))).toEqual(["sameAssignee", "This person has the todo already."])
  })

  it("is open to members only, and to those who stand in for one", () => {
    const ticket = waiting(
      {},
      {
        ...facts,
        directory: { ...directory, substitutes: [{ personId: ada, toId: ids.manager, from: 0, until: null }] },
      },
    )
    const body = { type: "claim", todoId: ticket.queued()[0]!.id } as const
    expect(refusal(ticket.send(ids.head, body))).toEqual(["forbidden", expect.any(String)])
    expect(ticket.send(ids.manager, body).type).toBe("events")
  })

  it("takes it back, with its clock, and only what came from a queue", () => {
    const ticket = waiting({ sla: { targetMin: 30, calendarId: "always", tiers: [] } })
    const { id: todoId, clock } = ticket.queued()[0]!
    ticket.send(ada, { type: "claim", todoId }, ticket.at + 5 * minute)
    expect(refusal(ticket.send(bo, { type: "unclaim", todoId, comment: "" }))).toEqual(["forbidden", expect.anything()])
    expect(ticket.send(ada, { type: "unclaim", todoId, comment: "not mine" }).type).toBe("events")
    expect(ticket.queued()[0]).toMatchObject({ assigneeId: null, ownerId: null, clock })

    const given = new Drive(runnable(handleFlow({ people: agents, distribution: "all" }))).open({ amount: 1 })
    expect(refusal(given.send(ada, { type: "unclaim", todoId: given.todo(ada).id, comment: "" }))).toEqual([
      "notQueued",
      expect.any(String),
    ])
  })

  it("lets a supervisor give it to somebody", () => {
    const ticket = waiting()
    const todoId = ticket.queued()[0]!.id
    expect(ticket.send(ids.supervisor, { type: "transfer", todoId, toId: cai, comment: "" }).type).toBe("events")
    expect(ticket.todo(cai).ownerId).toBe(cai)
    expect(ticket.types().at(-1)).toBe("assigned")
  })

  it("offers claiming to members, and putting back to whoever has it", () => {
    const ticket = waiting()
    const offered = (personId: string) => {
      const { claim, unclaim, decide } = todoOptions(
        { flow: ticket.flow, state: ticket.now, directory, administratorIds: [], at: ticket.at },
        Object.values(ticket.now.todos)[0]!,
        personId,
      )
      return [claim && "claim", unclaim && "unclaim", decide && "decide"].filter(Boolean)
    }
    expect([ada, ids.head].map(offered)).toEqual([["claim"], []])
    ticket.send(ada, { type: "claim", todoId: ticket.queued()[0]!.id })
    expect([ada, bo].map(offered)).toEqual([["unclaim", "decide"], []])
  })

  it("goes by the empty rule when the group has nobody", () => {
    const people: PeopleRule = { type: "unit", unitId: ids.units.headless, includeSubunits: false }
    expect(Object.values(waiting({ people }).now.incidents)).toMatchObject([{ code: "nobody" }])
    expect(waiting({ people, empty: { type: "named", personIds: [cai] } }).todo().assigneeId).toBe(cai)
  })

  it("gets back what nobody acts on, and warns its members and their heads", () => {
    const tiers = [
      {
        at: { type: "offset", min: -20 },
        audience: [{ type: "assignee" }],
        channels: ["inApp"],
        action: { type: "toQueue" },
      },
      {
        at: { type: "offset", min: 0 },
        audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
        channels: ["inApp"],
      },
    ]
    const people: PeopleRule = { type: "unit", unitId: ids.units.team, includeSubunits: false }
    const sla = { targetMin: 30, calendarId: "always", tiers }
    const ticket = waiting({ people, distribution: "roundRobin", sla })
    const { id } = ticket.todo()
    ticket.send("timer", { type: "tick", itemId: id }, ticket.at + 10 * minute)
    expect(ticket.queued()).toMatchObject([{ id, queue: `unit:${ids.units.team}` }])
    ticket.send("timer", { type: "tick", itemId: id }, ticket.at + 20 * minute)
    const warned = ticket.events.findLast((event) => event.body.type === "warned")!.body
    expect(warned).toMatchObject({ personIds: [ids.supervisor, ada, bo, cai] })
  })

  it("is published for groups only", () => {
    expect(() => runnable(handleFlow({ people: { type: "initiator" }, distribution: "queue" }))).toThrow("Only a group")
  })
})

describe("capacity", () => {
  it("passes over whoever has enough, and says so in the trace", () => {
    const ticket = new Drive(runnable(handleFlow({ people: agents, distribution: "roundRobin" })), limited(2))
    ticket.pools[`${ids.flow}:work`] = { sequence: 4, lastPersonId: ids.supervisor, open: { [ada]: 2, [bo]: 1 } }
    ticket.open({ amount: 1 })
    expect(ticket.todo().assigneeId).toBe(bo)
    const dispatched = ticket.events.find(({ body }) => body.type === "dispatched")!.body
    expect(dispatched).toMatchObject({ passedOver: [{ personId: ada, why: "full" }] })
  })

  const everybodyFull = { open: { [ids.supervisor]: 1, [ada]: 1, [bo]: 1, [cai]: 1 }, sequence: 0, lastPersonId: null }

  it("lets a todo wait in the queue while all are full, and gives it out once somebody is not", () => {
    const ticket = new Drive(runnable(handleFlow({ people: agents, distribution: "leastLoaded" })), limited(1))
    ticket.pools[`${ids.flow}:work`] = everybodyFull
    ticket.open({ amount: 1 })
    const [todo] = ticket.queued()
    expect(todo).toMatchObject({ queue: "role:agent", awaitsCapacity: true })
    const body = { type: "dispatch", todoId: todo!.id } as const
    expect(ticket.send("system", body)).toMatchObject({ type: "events", events: [], pools: [] })
    expect(refusal(ticket.send(ids.owner, body))).toEqual(["forbidden", expect.any(String)])
    ticket.pools[`${ids.flow}:work`] = { ...everybodyFull, open: { ...everybodyFull.open, [bo]: 0 } }
    ticket.send("system", body)
    expect(ticket.todo(bo)).not.toHaveProperty("awaitsCapacity")
    expect(ticket.events.at(-1)!.body).toMatchObject({ type: "assigned", how: "dispatched", toId: bo })
    expect(ticket.send("system", body)).toMatchObject({ events: [] })
  })

  it("holds the ticket where people without a group are full, and never passes it for that", () => {
    const people: PeopleRule = { type: "named", personIds: [ada, bo] }
    const flow = runnable(handleFlow({ people, distribution: "roundRobin", empty: { type: "pass" } }))
    const ticket = new Drive(flow, limited(1))
    ticket.pools[`${ids.flow}:work`] = everybodyFull
    ticket.open({ amount: 1 })
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "nobody" }])
  })

  it("moves the pool of the person too, so that two nodes cannot fill one last place", () => {
    const ticket = new Drive(runnable(handleFlow({ people: agents, distribution: "roundRobin" })), limited(5))
    ticket.open({ amount: 1 })
    expect(Object.keys(ticket.pools)).toEqual([`${ids.flow}:work`, `person:${ticket.todo().assigneeId}`])
  })
})
