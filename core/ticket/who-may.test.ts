import { describe, expect, it } from "vitest"
import { Drive, runnable } from "./testing/drive"
import { approvalFlow } from "./testing/small-flow"
import { directory, ids } from "./testing/tenant"
import { globalTodoId, parseTodoId } from "./local-id"
import { mayAct, relationsOf, ticketActions, type TicketAction } from "./who-may"

const [ada, bo, cai] = ids.agents
const ticket = new Drive(runnable(approvalFlow({ mode: "sequential" }))).open({ amount: 1 }, bo)
const standing = {
  state: ticket.now,
  directory,
  administratorIds: [ids.manager],
  todo: ticket.todo(ada),
  at: ticket.at,
}

describe("mayAct", () => {
  it.each<[string, string, TicketAction[]]>([
    [
      "the assignee",
      ada,
      ["decide", "transfer", "comment", "addSign", "delegate", "return", "copy", "acknowledge", "pause", "resume"],
    ],
    ["the initiator", bo, ["comment", "revoke", "withdraw", "urge", "copy"]],
    ["a colleague", cai, ["comment", "copy"]],
    [
      "a supervisor",
      ids.supervisor,
      ["transfer", "comment", "removeSign", "urge", "copy", "acknowledge", "pause", "resume"],
    ],
    [
      "an administrator of the flow",
      ids.manager,
      ["transfer", "comment", "revoke", "removeSign", "jump", "urge", "copy", "acknowledge", "pause", "resume"],
    ],
    [
      "the owner of the tenant",
      ids.owner,
      ["transfer", "comment", "revoke", "removeSign", "jump", "urge", "copy", "acknowledge", "pause", "resume"],
    ],
    ["somebody who has left", ids.gone, []],
    ["the timer", "timer", []],
  ])("%s", (_, actor, actions) => {
    expect(ticketActions.filter((action) => mayAct(action, actor, standing))).toEqual(actions)
  })

  it("is the answer the engine gives", () => {
    const { id } = standing.todo
    const bodies = {
      decide: { type: "decide", todoId: id, decision: "approve", outcome: null, comment: "", fields: {} },
      transfer: { type: "transfer", todoId: id, toId: ids.head, comment: "" },
      comment: { type: "comment", comment: "x" },
      revoke: { type: "revoke", comment: "" },
    } as const
    for (const actor of [ada, bo, cai, ids.supervisor, ids.manager, ids.owner, ids.gone]) {
      for (const [action, body] of Object.entries(bodies)) {
        const flow = runnable({
          ...approvalFlow({ mode: "sequential" }),
          settings: { homeUnitId: null, administratorIds: [ids.manager] },
        })
        const copy = Object.assign(new Drive(flow), {
          state: ticket.state,
          events: [...ticket.events],
          head: ticket.head,
        })
        const allowed = copy.send(actor, body).type === "events"
        expect([actor, action, allowed]).toEqual([actor, action, mayAct(action as TicketAction, actor, standing)])
      }
    }
  })

  it("allows nothing on a todo whose turn has not come, and of a closed ticket to open it again and to talk", () => {
    const waiting = Object.values(ticket.now.todos).find((todo) => todo.assigneeId === bo)
    expect(mayAct("decide", bo, { ...standing, todo: waiting })).toBe(false)
    const closed = { ...standing, state: { ...ticket.now, status: "closed" as const } }
    expect(ticketActions.filter((action) => mayAct(action, ids.owner, closed))).toEqual(["comment", "reopen", "copy"])
  })

  it("offers to retry only where there is something to retry", () => {
    const incidents = { i9: { id: "i9", activationId: "a3", code: "nobody" } }
    expect(mayAct("retry", ids.owner, standing)).toBe(false)
    const stuck = { ...standing, state: { ...ticket.now, incidents } }
    const actors = [ids.owner, ids.manager, ids.supervisor, bo, ids.gone]
    expect(actors.map((actor) => mayAct("retry", actor, stuck))).toEqual([true, true, true, false, false])
  })

  it("knows several relations at once", () => {
    expect([...relationsOf(ids.manager, standing)].toSorted()).toEqual(["flowAdministrator", "member", "supervisor"])
  })
})

describe("a todo's global id", () => {
  it("is taken apart again, and nothing else is", () => {
    expect(parseTodoId(globalTodoId(ids.flow, "d12"))).toEqual({ ticketId: ids.flow, todoId: "d12" })
    for (const wrong of ["", "d1", `${ids.flow}.a1`, `${ids.flow}.d1.d2`, `${ids.flow}.dx`, "x.d1"]) {
      expect(parseTodoId(wrong)).toBeNull()
    }
  })
})
