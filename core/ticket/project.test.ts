import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import { notificationsOfStep } from "@/core/warning/notify"
import { project } from "./project"
import type { CommandBody } from "./command"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { approvalFlow, edge, flowOf, node } from "./testing/small-flow"
import { ids } from "./testing/tenant"

const [ada, bo] = ids.agents
const sla = {
  targetMin: 60,
  calendarId: "always" as const,
  tiers: [
    {
      at: { type: "percent" as const, percent: 50 },
      audience: [{ type: "assignee" as const }],
      channels: ["inApp" as const, "sms" as const],
    },
  ],
}
const work = { ...handle.defaults(), people: { type: "named", personIds: [ada] }, sla }
const flow = runnable(flowOf([node("work", "handle", work)], [edge("start.next", "work"), edge("work.done", "close")]))

/** One more command, and what it changes in the tables and the outbox. */
function step(ticket: Drive, by: string, body: CommandBody, at = ticket.at) {
  const before = ticket.state
  ticket.send(by, body, at)
  const events = ticket.events.filter((event) => event.seq > (before?.seq ?? 0))
  return {
    changes: project(before, events, ticket.flow).changes,
    messages: notificationsOfStep(events, ticket.now, ticket.flow),
  }
}
const finish = { type: "decide", todoId: "d4", decision: "done", outcome: null, comment: "", fields: {} } as const
const tick = { type: "tick", itemId: "d4" } as const

describe("project", () => {
  it("lists a new todo and arms its timer at the first tier", () => {
    const ticket = new Drive(flow).open({ amount: 1 })
    const { todos, timers, ticket: row } = project(null, ticket.events, flow).changes
    expect(todos).toEqual([
      {
        id: "d4",
        assigneeId: ada,
        ownerId: ada,
        queue: null,
        awaitsCapacity: false,
        nodeId: "work",
        nodeName: "work",
        state: "active",
        createdAt: monday9,
        dueAt: monday9 + 60 * minute,
        breached: false,
        finishedAt: null,
        pausedAt: null,
      },
    ])
    expect(timers).toEqual({ arm: [{ itemId: "d4", at: monday9 + 30 * minute, version: 1 }], disarm: [] })
    expect(row).toMatchObject({ number: 7, status: "open", openIncidents: 0, callId: null })
  })

  it("arms the next instant after each tick, and nothing when nothing is left", () => {
    const ticket = new Drive(flow).open({ amount: 1 })
    const warned = step(ticket, "timer", tick, monday9 + 30 * minute)
    expect(warned.changes.timers).toEqual({
      arm: [{ itemId: "d4", at: monday9 + 60 * minute, version: 1 }],
      disarm: [],
    })
    expect(warned.messages.map((message) => [message.kind, message.channel, message.level])).toEqual([
      ["todoWarned", "inApp", 1],
      ["todoWarned", "sms", 1],
    ])
    const late = step(ticket, "timer", tick, monday9 + 60 * minute)
    expect(late.changes.timers).toEqual({ arm: [], disarm: ["d4"] })
    expect(late.changes.todos).toMatchObject([{ id: "d4", breached: true, state: "active" }])
  })

  it("keeps deadline and lateness of a finished todo, and takes its timer away", () => {
    const ticket = new Drive(flow).open({ amount: 1 })
    const { changes } = step(ticket, ada, finish, monday9 + 5 * minute)
    expect(changes.todos).toMatchObject([
      { id: "d4", state: "done", dueAt: monday9 + 60 * minute, breached: false, finishedAt: monday9 + 5 * minute },
    ])
    expect(changes.timers).toEqual({ arm: [], disarm: ["d4"] })
    expect(changes.ticket).toMatchObject({ status: "closed", resolution: "done", closedAt: monday9 + 5 * minute })
  })

  it("says only what changed", () => {
    const ticket = new Drive(flow).open({ amount: 1 })
    const commented = step(ticket, bo, { type: "comment", comment: "hello" })
    expect(commented.changes).toMatchObject({ todos: [], timers: { arm: [], disarm: [] } })
    expect(commented.messages).toEqual([])
    const moved = step(ticket, ada, { type: "transfer", todoId: "d4", toId: bo, comment: "" })
    expect(moved.changes).toMatchObject({
      todos: [{ id: "d4", assigneeId: bo, ownerId: ada }],
      timers: { arm: [], disarm: [] },
    })
    expect(moved.messages).toMatchObject([{ kind: "todoTransferred", personId: bo, todoId: "d4" }])
  })
})

describe("notificationsOf", () => {
  it("tells every signer of their own todo, and the next one only at their turn", () => {
    const ticket = new Drive(runnable(approvalFlow({ mode: "sequential" }))).open({ amount: 1 })
    const told = (since: number) =>
      notificationsOfStep(
        ticket.events.filter((event) => event.seq > since),
        ticket.now,
        ticket.flow,
      ).map(({ kind, personId, todoId }) => [kind, personId, todoId])
    expect(told(0)).toEqual([["todoAssigned", ada, "d4"]])
    const { seq } = ticket.now
    ticket.decide("approve")
    expect(told(seq)).toEqual([["todoAssigned", bo, "d5"]])
  })

  it("tells the initiator of the end, unless they ended it", () => {
    const closing = (by: string) => {
      const ticket = new Drive(flow).open({ amount: 1 }, bo)
      return step(ticket, by, by === ada ? finish : { type: "revoke", comment: "" }).messages
    }
    expect(closing(ada)).toMatchObject([
      { kind: "ticketClosed", personId: bo, params: { resolution: "done", number: 7 } },
    ])
    expect(closing(bo)).toEqual([])
  })

  it("tells those who answer for the flow of an incident", () => {
    const held = runnable(
      flowOf(
        [node("work", "handle", { ...work, people: { type: "named", personIds: [ids.gone] } })],
        [edge("start.next", "work"), edge("work.done", "close")],
      ),
    )
    const ticket = new Drive(held).open({ amount: 1 })
    expect(notificationsOfStep(ticket.events, ticket.now, held)).toMatchObject([
      {
        kind: "incidentOpened",
        personId: ids.owner,
        channel: "inApp",
        params: { nodeName: "work", detailZh: expect.stringContaining("未找到") },
      },
    ])
  })
})
