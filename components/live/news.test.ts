import { describe, expect, it } from "vitest"
import type { FeedEvent } from "@/components/feed/feed-event"
import { applyNews, newsOf } from "./news"
import type { Snapshot } from "./snapshot"
import { emptyGauge, liveAgent, liveCall } from "./testing-live"

const snapshot: Snapshot = {
  asOf: 0,
  gauge: emptyGauge,
  today: {} as Snapshot["today"],
  calls: [liveCall("a", { revision: 3 })],
  agents: [liveAgent("x")],
  connectors: [],
}
const call = (callId: string, change: Parameters<typeof liveCall>[1]) =>
  ({ is: "call", call: liveCall(callId, change) }) as const
const after = (...news: Parameters<typeof applyNews>[1]) => applyNews(snapshot, news)

describe("applyNews", () => {
  it("takes newer news of a call and leaves older ones", () => {
    expect(after(call("a", { revision: 4, outcome: "ringing" })).calls).toMatchObject([{ outcome: "ringing" }])
    expect(after(call("a", { revision: 3, outcome: "ringing" }))).toBe(snapshot)
    expect(after(call("a", { revision: 2, outcome: "ringing" }))).toBe(snapshot)
  })
  it("adds calls that begin and drops calls that end", () => {
    expect(after(call("b", { revision: 1 })).calls.map(({ callId }) => callId)).toEqual(["a", "b"])
    expect(after(call("a", { revision: 4, outcome: "answered" })).calls).toEqual([])
    expect(after(call("a", { revision: 2, outcome: "answered" })).calls).toHaveLength(1)
    expect(after(call("z", { outcome: "answered" }))).toBe(snapshot)
  })
  it("ends at the last word, however much came in between", () => {
    expect(
      after(call("b", { revision: 1 }), call("b", { revision: 2, outcome: "abandoned_queue" })).calls,
    ).toHaveLength(1)
  })
  it("replaces an agent and takes only a newer gauge", () => {
    const agent = liveAgent("x", { work: "talking", callId: "a" })
    expect(after({ is: "agent", agent }).agents).toEqual([agent])
    const gauge = { ...emptyGauge, asOf: 5, totals: { ...emptyGauge.totals, talking: 2 } }
    const moved = after({ is: "gauge", gauge })
    expect(moved.gauge.totals.talking).toBe(2)
    expect(applyNews(moved, [{ is: "gauge", gauge: { ...emptyGauge, asOf: 4 } }])).toBe(moved)
  })
})

describe("newsOf", () => {
  const event = (topic: string, body: object) => ({ topic, body, at: 1 }) as FeedEvent
  it("reads what the server sends", () => {
    expect(newsOf(event("call.changed", liveCall("a")))).toEqual({ is: "call", call: liveCall("a") })
    expect(newsOf(event("agent.changed", liveAgent("x")))).toEqual({ is: "agent", agent: liveAgent("x") })
    expect(newsOf(event("queue.gauge", emptyGauge))).toMatchObject({ is: "gauge", gauge: { asOf: 0 } })
  })
  it("asks for a fresh reading where it cannot read", () => {
    expect(newsOf(event("call.changed", { ...liveCall("a"), outcome: "teleported" }))).toEqual({ is: "reread" })
    expect(newsOf(event("agent.changed", {}))).toEqual({ is: "reread" })
    expect(newsOf(event("connector.changed", { connectorId: "c" }))).toEqual({ is: "reread" })
  })
})
