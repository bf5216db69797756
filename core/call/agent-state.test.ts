import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { agentFact, agentFacts, agentStateSchema, mergeAgent, newAgentState, type AgentFact } from "./agent-state"
import type { AgentEvent, CallEvent, ExtensionEvent } from "./event"
import { extensionStateSchema, mergeExtension, newExtensionState } from "./extension-state"
import { reduceCall } from "./session"

let counter = 0
const time = (sec: number) => `2026-11-22T06:00:${String(sec).padStart(2, "0")}.000000Z`
function agent(sec: number, type: AgentEvent["type"], data: AgentEvent["data"] = {}): AgentFact {
  counter += 1
  const source = "/t/acme/cti/pbx/n1"
  return agentFact({ specversion: "1.0", id: `e${counter}`, source, type, subject: "agent/a1", time: time(sec), data })
}
const call = (...steps: [number, CallEvent["type"], object?][]) =>
  reduceCall(
    steps.map(([sec, type, data], index) => {
      const common = { specversion: "1.0", id: `c${index}`, source: "/t/acme/cti/pbx/n1", subject: "call/C1" }
      return { ...common, type, time: time(sec), data: { callId: "C1", agentId: "a1", ...data } } as CallEvent
    }),
  )
const state = (facts: AgentFact[]) => facts.reduce(mergeAgent, newAgentState("a1"))
const view = (facts: AgentFact[]) => {
  const { presence, work } = state(facts)
  return [presence?.value, presence?.reason, work?.value]
}

describe("an agent on two axes", () => {
  test("a break during a call keeps both", () => {
    const facts = [
      agent(1, "cti.agent.ready"),
      ...agentFacts(call([2, "cti.call.answered"])),
      agent(3, "cti.agent.not_ready", { reason: "lunch" }),
    ]
    expect(view(facts)).toEqual(["not_ready", "lunch", "talking"])
  })

  test("logged in and ready in the same instant is ready; logged out wins over both", () => {
    expect(view([agent(1, "cti.agent.ready"), agent(1, "cti.agent.logged_in")])[0]).toBe("ready")
    expect(view([agent(1, "cti.agent.logged_out"), agent(1, "cti.agent.ready")])[0]).toBe("logged_out")
  })

  test("a call that ends without naming the agent still frees the agent", () => {
    const ended = call([2, "cti.call.answered"], [9, "cti.call.ended", { agentId: undefined }])
    expect(view(agentFacts(ended))).toEqual([undefined, undefined, "idle"])
  })

  test("wrap-up that starts in the instant the call ends is not undone by the end", () => {
    const ended = call([2, "cti.call.answered"], [9, "cti.call.ended"])
    const wrapUp = agent(9, "cti.agent.acw_started", { callId: "C1" })
    expect(view([wrapUp, ...agentFacts(ended)])[2]).toBe("acw")
    expect(view([wrapUp, ...agentFacts(ended), agent(12, "cti.agent.acw_ended")])[2]).toBe("idle")
  })

  test("offered, ringing, on hold, outbound", () => {
    expect(view(agentFacts(call([1, "cti.call.agent_offered"])))[2]).toBe("reserved")
    expect(view(agentFacts(call([1, "cti.call.agent_offered"], [2, "cti.call.ringing"])))[2]).toBe("ringing")
    expect(view(agentFacts(call([1, "cti.call.answered"], [2, "cti.call.held"])))[2]).toBe("hold")
    expect(view(agentFacts(call([0, "cti.call.offered", { direction: "out" }], [1, "cti.call.answered"])))[2]).toBe(
      "outbound",
    )
  })

  test("in any order and with any repetition the same facts give the same state", () => {
    const fact = fc
      .tuple(
        fc.nat(5),
        fc.constantFrom<AgentEvent["type"]>(
          "cti.agent.logged_in",
          "cti.agent.logged_out",
          "cti.agent.ready",
          "cti.agent.not_ready",
          "cti.agent.busy",
          "cti.agent.acw_started",
          "cti.agent.acw_ended",
        ),
        fc.record({ extension: fc.constantFrom("1001", "1002"), name: fc.constantFrom("Li", "Wang") }),
      )
      .map(([sec, type, data]) => agent(sec, type, data))
    fc.assert(
      fc.property(
        fc
          .array(fact, { maxLength: 12, size: "max" })
          .chain((facts) =>
            fc.tuple(
              fc.constant(facts),
              fc.shuffledSubarray(facts, { minLength: facts.length }),
              fc.shuffledSubarray(facts),
            ),
          ),
        ([facts, shuffled, repeated]) => {
          expect(state([...shuffled, ...repeated])).toEqual(state(facts))
          expect(agentStateSchema.parse(state(facts))).toEqual(state(facts))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test("an extension: registered and what its line does are two things, the newest of each wins", () => {
  const event = (sec: number, type: ExtensionEvent["type"], data: object = {}) =>
    ({
      specversion: "1.0",
      id: `x${sec}`,
      source: "/t/acme/cti/pbx/n1",
      type,
      subject: "ext/1001",
      time: time(sec),
      data,
    }) as ExtensionEvent
  const events = [
    event(1, "cti.ext.registered", { agentId: "a1" }),
    event(2, "cti.ext.state", { devState: "inuse" }),
    event(4, "cti.ext.state", { devState: "idle" }),
    event(3, "cti.ext.unregistered"),
  ]
  const merged = events.reduce(mergeExtension, newExtensionState("1001"))
  expect(merged).toMatchObject({ agentId: "a1", registered: { value: false }, device: { value: "idle" } })
  expect([...events].reverse().reduce(mergeExtension, newExtensionState("1001"))).toEqual(merged)
  expect(extensionStateSchema.parse(merged)).toEqual(merged)
})
