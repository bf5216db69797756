import { describe, expect, it } from "vitest"
import { minute, monday9 } from "@/core/ticket/testing/drive"
import { edge, flowOf, handleFlow, node } from "@/core/ticket/testing/small-flow"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import type { Move } from "./move"
import { outcomeOf } from "./outcome"
import { lastRun, play } from "./play"
import { decision, feeDraft, opening, waiting, worldOf } from "./testing.fixture"

const fee = worldOf(feeDraft)
const run = (moves: Move[], world = fee) => play(world, monday9, moves)
const pathOf = (moves: Move[], world = fee) => outcomeOf(run(moves, world), world.flow).path.map((one) => one.nodeId)
const refusedOf = (moves: Move[], world = fee) => run(moves, world).refused?.problems.map(({ code }) => code)

describe("a dry run", () => {
  it("goes where the form and the decisions send it", () => {
    const [sam, mei] = [ids.supervisor, ids.manager]
    expect(pathOf([opening(40_000), decision("supervisor", sam, "approve")])).toEqual([
      "start",
      "create",
      "supervisor",
      "small",
      "waived",
    ])
    const larger = [opening(60_000), decision("supervisor", sam, "approve"), decision("manager", mei, "approve")]
    expect(pathOf(larger)).toEqual(["start", "create", "supervisor", "small", "manager", "medium", "waived"])
    expect(lastRun(run(larger)).state).toMatchObject({ status: "closed", resolution: "waived" })
  })

  it("says what a form lacks, field by field, and leaves the run as it was", () => {
    const played = run([{ ...opening(1), fields: { amount: 1 } } as Move])
    expect(played.refused).toMatchObject({ index: 0, problems: [{ code: "fieldMissing", place: { field: "reason" } }] })
    expect(played.runs).toHaveLength(1)
  })

  it("opens from a call as half filled in as a call leaves it", () => {
    const call = {
      caller: "13800000000",
      dialled: "95588",
      intent: null,
      ivrPath: ["2", "fee"],
      agentId: ids.agents[2],
    }
    const { state } = lastRun(run([{ type: "open", by: null, call, fields: {} }]))
    expect(state).toMatchObject({
      title: "Fee reduction 13800000000",
      initiatorId: null,
      origin: { ivrPath: ["2", "fee"] },
    })
    expect(Object.values(state!.todos)).toHaveLength(1)
  })

  it("fires each warning at its own instant while time passes, and says whom it would have told", () => {
    const played = run([opening(40_000), waiting(91)])
    const { messages, at } = lastRun(played)
    expect(at).toBe(monday9 + 91 * minute)
    const warned = messages.filter(({ kind }) => kind === "todoWarned")
    expect(warned.map(({ at: sentAt, channel, level }) => [(sentAt - monday9) / minute, level, channel])).toEqual([
      [60, 1, "inApp"],
      [60, 1, "wecom"],
      [75, 2, "sms"],
      [75, 2, "sms"],
      [90, 3, "phone"],
      [90, 3, "phone"],
    ])
    expect(new Set(warned.map(({ personId }) => personId))).toEqual(new Set([ids.supervisor, ids.manager]))
  })

  it("goes to the next thing that is due and no further", () => {
    const steps = [1, 2, 3].map((count) => lastRun(run([opening(1), ...Array<Move>(count).fill(waiting(null))])))
    expect(steps.map(({ at }) => (at - monday9) / minute)).toEqual([60, 75, 90])
    expect(refusedOf([opening(1), ...Array<Move>(4).fill(waiting(null))])).toEqual(["nothingToWaitFor"])
  })

  it("takes everybody to be at work, and leaves out who has left", () => {
    const group = handleFlow({
      people: { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true },
      distribution: "all",
    })
    const { state } = lastRun(run([{ ...opening(1), fields: {} } as Move], worldOf(group)))
    expect(Object.values(state!.todos).map(({ assigneeId }) => assigneeId)).toEqual([...ids.agents])
  })

  it("has somebody of the group claim what waits in a queue, also when the one who did has left", () => {
    const world = worldOf(handleFlow({ people: { type: "role", role: "supervisor" }, distribution: "queue" }))
    const open = { ...opening(1), fields: {} } as Move
    expect(refusedOf([open, decision("work", ids.supervisor, "done")], world)).toEqual(["noTodoThere"])
    const claim = { type: "claim" as const, nodeId: "work", personId: ids.gone }
    expect(pathOf([open, claim, decision("work", ids.head, "done")], world)).toEqual(["start", "work", "close"])
  })

  it("goes on with what a service answers, and stops with an incident when it cannot be reached", () => {
    const call = { url: "https://crm.example", method: "GET", outputs: [] }
    const world = worldOf(
      flowOf(
        [node("ask", "serviceCall", { ...call, serviceId: null, body: [], attemptsMax: 1, timeoutSec: 5 })],
        [edge("start.next", "ask"), edge("ask.done", "close")],
      ),
    )
    const open = { ...opening(1), fields: {} } as Move
    expect(pathOf([open, { type: "answer", nodeId: "ask", status: 200, body: "{}" }], world)).toContain("close")
    const failed = [open, { type: "answer" as const, nodeId: "ask", status: null, body: "" }]
    expect(Object.values(lastRun(run(failed, world)).state!.incidents)).toMatchObject([{ code: "callFailed" }])
    const retried = [...failed, { type: "retry" as const, nodeId: "ask", personId: ids.owner }]
    expect(Object.keys(lastRun(run(retried, world)).state!.incidents)).toEqual([])
    expect(refusedOf([open, { type: "retry", nodeId: "ask", personId: ids.owner }], world)).toEqual(["noIncidentThere"])
  })

  it("waits for tickets of another flow until they are said to have ended", () => {
    const call = { flowId: uuid(60), mode: "wait", items: "who", itemField: null, inputs: [], outputs: [] }
    const fields = { who: ["a", "b"] }
    const open: Move = { type: "open", by: ids.agents[0], call: null, fields }
    const ended: Move = { type: "ended", nodeId: "sub", resolution: "done", fields: {} }
    const asking = worldOf({
      ...flowOf([node("sub", "subFlow", { call })], [edge("start.next", "sub"), edge("sub.done", "close")]),
      nodes: [
        node("start", "start", { fields: ["who"] }),
        node("sub", "subFlow", { call }),
        ...flowOf([], []).nodes.slice(-1),
      ],
    })
    expect(pathOf([open, ended], asking)).toEqual(["start", "sub"])
    expect(pathOf([open, ended, ended], asking)).toEqual(["start", "sub", "close"])
    expect(refusedOf([open, ended, ended, ended], asking)).toEqual(["ticketClosed"])
  })

  it("refuses a move by nobody's todo, and another before the ticket is there", () => {
    expect(refusedOf([decision("supervisor", ids.supervisor, "approve")])).toEqual(["notOpened"])
    expect(refusedOf([opening(1), decision("manager", ids.manager, "approve")])).toEqual(["noTodoThere"])
    expect(refusedOf([opening(1), opening(1)])).toEqual(["alreadyOpen"])
  })

  it("hands the seat to whoever has it when the one it was recorded with has left", () => {
    const left = {
      ...directory,
      people: directory.people.map((person) => ({ ...person, active: person.active && person.id !== ids.supervisor })),
    }
    const world = worldOf(feeDraft, { directory: left })
    expect(pathOf([opening(1), decision("supervisor", ids.supervisor, "approve")], world).at(-1)).toBe("waived")
  })
})
