import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import { playTicket, randomChoices } from "./testing/run-engine"
import { randomFlow } from "./testing/random-flow"
import { Drive, minute, monday9, runnable } from "./testing/drive"
import { edge, flowOf, node } from "./testing/small-flow"
import { ids } from "./testing/tenant"
import { visitsOf } from "./visits"

const [ada, bo] = ids.agents
const task = (id: string, personId: string) =>
  node(id, "handle", {
    ...handle.defaults(),
    people: { type: "named", personIds: [personId] },
    distribution: "all",
    sla: { targetMin: 60, calendarId: "always", tiers: [] },
    moves: ["return"],
  })
const flow = flowOf(
  [task("first", ada), task("second", bo)],
  [edge("start.next", "first"), edge("first.done", "second"), edge("second.done", "close")],
)
const begin = () => new Drive(runnable(flow)).open({ amount: 1 })
/** Visits of the nodes where people are. */
const seen = ({ events }: Drive) => visitsOf(events).filter(({ nodeId }) => nodeId === "first" || nodeId === "second")

describe("the visits of a ticket", () => {
  it("are there from the arrival until the work is done", () => {
    const ticket = begin()
    expect(seen(ticket)).toMatchObject([{ nodeId: "first", enteredAt: monday9, leftAt: null, ending: null }])
    ticket.at += 5 * minute
    ticket.decide("done")
    expect(seen(ticket)).toMatchObject([
      { nodeId: "first", leftAt: monday9 + 5 * minute, ending: "completed", breached: false },
      { nodeId: "second", enteredAt: monday9 + 5 * minute, leftAt: null },
    ])
    ticket.decide("done")
    expect(visitsOf(ticket.events).every(({ ending }) => ending === "completed")).toBe(true)
  })

  it("end as returned where the ticket was sent back, and begin anew where it was sent", () => {
    const ticket = begin()
    ticket.decide("done")
    const { id: todoId, assigneeId } = ticket.todo()
    ticket.send(assigneeId, { type: "return", todoId, nodeId: "first", resume: "again", comment: "why?" })
    expect(seen(ticket).map(({ nodeId, ending }) => [nodeId, ending])).toEqual([
      ["first", "completed"],
      ["second", "returned"],
      ["first", null],
    ])
  })

  it("are taken away by a jump and by the end of the ticket", () => {
    const jumped = begin()
    jumped.send(ids.owner, { type: "jump", tokenId: null, nodeId: "second", comment: "" })
    expect(seen(jumped).map(({ nodeId, ending }) => [nodeId, ending])).toEqual([
      ["first", "taken"],
      ["second", null],
    ])
    jumped.send(ids.owner, { type: "revoke", comment: "" })
    expect(seen(jumped).at(-1)).toMatchObject({ ending: "taken" })
  })

  it("are late once a deadline of theirs has run out", () => {
    const ticket = begin()
    const { id: itemId } = ticket.todo()
    ticket.send("timer", { type: "tick", itemId }, monday9 + 61 * minute)
    ticket.decide("done")
    expect(seen(ticket).map(({ nodeId, breached }) => [nodeId, breached])).toEqual([
      ["first", true],
      ["second", false],
    ])
  })

  it("of any ticket: one for each arrival, those that are not over are where the ticket is, and none ends before it began", () => {
    fc.assert(
      fc.property(randomFlow, randomChoices, (draft, choices) => {
        const { events, state } = playTicket(draft, choices, () => undefined)
        if (!state) return
        const visits = visitsOf(events)
        const arrivals = events.flatMap(({ body }) => (body.type === "entered" ? [body.activationId] : []))
        expect(visits.map(({ activationId }) => activationId)).toEqual(arrivals)
        const open = visits
          .filter(({ leftAt }) => leftAt === null)
          .map(({ activationId, nodeId }) => `${activationId} ${nodeId}`)
        const here = Object.values(state.activations).filter((one) => one.state !== "completed")
        expect(open.toSorted()).toEqual(here.map(({ id, nodeId }) => `${id} ${nodeId}`).toSorted())
        for (const { enteredAt, leftAt, ending } of visits) {
          expect(leftAt ?? enteredAt).toBeGreaterThanOrEqual(enteredAt)
          expect(ending === null).toBe(leftAt === null)
        }
      }),
      { seed: 7, numRuns: 100 },
    )
  })
})
