import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import type { Substitute } from "@/core/people/directory"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { approvalFlow, edge, flowOf, node } from "./testing/small-flow"
import { directory, facts, ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const { head, manager, supervisor } = ids
const named = (...personIds: string[]) => ({ type: "named" as const, personIds })
const voteAt = (id: string, config: Partial<ApprovalConfig>) =>
  node(id, "approval", { ...approval.defaults(), rejectComment: false, ...config })

/** Opened by Ada, unless somebody else is named. */
function begin(draft: DraftGraph, substitutes: Substitute[] = [], initiatorId: string = ada): Drive {
  return new Drive(runnable(draft), { ...facts, directory: { ...directory, substitutes } }).open(
    { amount: 1 },
    initiatorId,
  )
}
const seats = (ticket: Drive) =>
  Object.values(ticket.now.todos).map((todo) => [todo.assigneeId, todo.ownerId, todo.state] as const)

describe("whoever opened the ticket", () => {
  const who = (initiator: ApprovalConfig["initiator"], people = named(ada, bo)) =>
    begin(approvalFlow({ people, initiator }))

  it("approves like anybody, unless the author says otherwise", () => {
    expect(seats(who("self")).map(([id]) => id)).toEqual([ada, bo])
  })

  it("is passed: a todo of its own in the trace, never in silence", () => {
    const ticket = who("skip")
    expect(seats(ticket)).toEqual([
      [ada, ada, "skipped"],
      [bo, bo, "active"],
    ])
    ticket.decide("approve", { by: bo })
    expect(ticket.now.resolution).toBe("done")
  })

  it("alone is passed at once", () => {
    expect(who("skip", named(ada)).now.resolution).toBe("done")
  })

  it("gives way to their superior, each once", () => {
    expect(seats(who("superior")).map(([id]) => id)).toEqual([supervisor, bo])
    expect(seats(who("superior", named(ada, supervisor))).map(([id]) => id)).toEqual([supervisor])
  })

  it("gives way to the head of their unit, and to the empty rule when that is nobody else", () => {
    expect(seats(who("unitHead")).map(([id]) => id)).toEqual([supervisor, bo])
    const ticket = begin(approvalFlow({ people: named(supervisor), initiator: "unitHead" }), [], supervisor)
    expect(Object.values(ticket.now.incidents)).toMatchObject([{ code: "nobody" }])
  })

  it("is asked when the ticket was sent back to the step", () => {
    const draft = flowOf(
      [voteAt("first", { people: named(ada, bo), initiator: "skip" }), voteAt("second", { people: named(cai) })],
      [edge("start.next", "first"), edge("first.approved", "second"), edge("second.approved", "close")],
    )
    const ticket = begin(draft)
    ticket.decide("approve", { by: bo })
    const todoId = ticket.todo(cai).id
    ticket.send(cai, { type: "return", todoId, nodeId: "first", resume: "again", comment: "look again" })
    expect(ticket.active().map((todo) => todo.assigneeId)).toEqual([ada, bo])
  })
})

describe("whoever has approved before", () => {
  const twice = (repeat: ApprovalConfig["repeat"], between: string[] = [], fields: string[] = []) =>
    flowOf(
      [
        voteAt("first", { people: named(bo) }),
        ...between.map((person, index) => voteAt(`between${index}`, { people: named(person), fields })),
        voteAt("last", { people: named(bo, cai), repeat }),
      ],
      [
        edge("start.next", "first"),
        edge("first.approved", between.length > 0 ? "between0" : "last"),
        ...between.map((_, index) => edge(`between${index}.approved`, "last")),
        edge("last.approved", "close"),
      ],
    )

  it("is asked again by default", () => {
    const ticket = begin(twice("ask"))
    ticket.decide("approve", { by: bo })
    expect(seats(ticket).map(([, , state]) => state)).toEqual(["active", "active"])
  })

  it("is passed after the approval just before, with that approval named", () => {
    const ticket = begin(twice("skipConsecutive"))
    const first = ticket.todo(bo).id
    ticket.decide("approve", { by: bo })
    expect(seats(ticket).map(([, , state]) => state)).toEqual(["skipped", "active"])
    const dispatched = ticket.events.findLast(({ body }) => body.type === "dispatched")?.body
    expect(dispatched).toMatchObject({ todos: [{ sameAs: first }, {}] })
  })

  it.each<[ApprovalConfig["repeat"], string]>([
    ["skipConsecutive", "active"],
    ["skipAny", "skipped"],
  ])("with somebody between: %s leaves the todo %s", (repeat, expected) => {
    const ticket = begin(twice(repeat, [head]))
    ticket.decide("approve", { by: bo })
    ticket.decide("approve", { by: head })
    expect(seats(ticket)[0]?.[2]).toBe(expected)
  })

  it("is asked again when the form says something else by now", () => {
    const ticket = begin(twice("skipAny", [head], ["amount"]))
    ticket.decide("approve", { by: bo })
    ticket.decide("approve", { by: head, fields: { amount: 2 } })
    expect(seats(ticket).map(([, , state]) => state)).toEqual(["active", "active"])
  })

  it("is asked again after the ticket was returned to before their approval", () => {
    const ticket = begin(twice("skipAny", [head]))
    ticket.decide("approve", { by: bo })
    const todoId = ticket.todo(head).id
    ticket.send(head, { type: "return", todoId, nodeId: "first", resume: "again", comment: "no" })
    expect(ticket.now.approvals).toBeUndefined()
  })

  it("by rejecting is asked like anybody", () => {
    const draft = flowOf(
      [voteAt("first", { people: named(bo) }), voteAt("last", { people: named(bo), repeat: "skipAny" })],
      [
        edge("start.next", "first"),
        edge("first.approved", "close"),
        edge("first.rejected", "last"),
        edge("last.approved", "close"),
      ],
    )
    const ticket = begin(draft)
    ticket.decide("reject", { by: bo })
    expect(seats(ticket).map(([, , state]) => state)).toEqual(["active"])
  })
})

describe("somebody who is away", () => {
  const away = (personId: string, toId: string, from = 0, until: number | null = null): Substitute => ({
    personId,
    toId,
    from,
    until,
  })
  const one = approvalFlow({ people: named(bo) })

  it("is stood in for, and the work stays theirs", () => {
    expect(seats(begin(one, [away(bo, head)]))).toEqual([[head, bo, "active"]])
  })

  it("only between the dates", () => {
    const from = monday9 - 10 * minute
    expect(seats(begin(one, [away(bo, head, from, monday9)]))[0]?.[0]).toBe(bo)
    expect(seats(begin(one, [away(bo, head, from, monday9 + 1)]))[0]?.[0]).toBe(head)
    expect(seats(begin(one, [away(bo, head, monday9 + 1)]))[0]?.[0]).toBe(bo)
  })

  it("through a chain, but not round in a circle", () => {
    expect(seats(begin(one, [away(bo, head), away(head, manager)]))[0]).toEqual([manager, bo, "active"])
    expect(seats(begin(one, [away(bo, head), away(head, bo)]))[0]?.[0]).toBe(bo)
  })

  it("by somebody who has left is not: the work stays where it was meant to go", () => {
    expect(seats(begin(one, [away(bo, ids.gone)]))[0]?.[0]).toBe(bo)
  })

  it("by somebody who is meant anyway gives them one vote, not two", () => {
    const ticket = begin(approvalFlow({ people: named(bo, cai) }), [away(bo, cai)])
    expect(seats(ticket)).toEqual([[cai, cai, "active"]])
  })
})
