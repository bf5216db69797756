import { describe, expect, it } from "vitest"
import { handle } from "@/core/flow/nodes/handle"
import { Drive, runnable } from "@/core/ticket/testing/drive"
import { approvalFlow, edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { ids } from "@/core/ticket/testing/tenant"
import { todoStory } from "./todo-story"

const [ada, bo, cai] = ids.agents
const { head } = ids

const asked = () => {
  const ticket = new Drive(runnable(approvalFlow())).open({ amount: 1 })
  const todoId = ticket.todo(ada).id
  ticket.send(ada, { type: "addSign", todoId, mode: "before", personIds: [head], comment: "the dates, please" })
  return ticket
}

describe("todoStory", () => {
  it("says who asked, for what, and why", () => {
    const ticket = asked()
    expect(todoStory(ticket.events, ticket.todo(head).id)?.asked).toEqual({
      by: ada,
      mode: "before",
      comment: "the dates, please",
    })
    expect(todoStory(ticket.events, ticket.todo(bo).id)?.asked).toBeNull()
  })

  it("names everybody with a say in the step, and those who were asked", () => {
    const ticket = asked()
    expect([...todoStory(ticket.events, ticket.todo(bo).id)!.signerIds].toSorted()).toEqual(
      [ada, bo, cai, head].toSorted(),
    )
  })

  it("knows a todo that has left the ticket's state", () => {
    const work = (id: string, person: string) =>
      node(id, "handle", {
        ...handle.defaults(),
        people: { type: "named", personIds: [person] },
        distribution: "all",
      })
    const line = flowOf(
      [work("write", ada), work("check", bo)],
      [edge("start.next", "write"), edge("write.done", "check"), edge("check.done", "close")],
    )
    const ticket = new Drive(runnable(line)).open({ amount: 1 })
    const { id, activationId } = ticket.todo(ada)
    ticket.decide("done", { by: ada })
    expect(ticket.now.todos[id]).toBeUndefined()
    expect(todoStory(ticket.events, id)).toMatchObject({ nodeId: "write", activationId })
  })

  it("is nothing for a todo nobody knows, and for a trace that was changed", () => {
    const ticket = asked()
    expect(todoStory(ticket.events, "d99")).toBeNull()
    expect(todoStory(ticket.events.slice(2), ticket.todo(bo).id)).toBeNull()
  })
})
