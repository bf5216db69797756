import { describe, expect, it } from "vitest"
import type { CallEvent } from "@/core/call/event"
import { reduceCall } from "@/core/call/session"
import { timelineOf } from "./timeline"

const event = (second: number, type: string, data: object = {}) =>
  ({
    specversion: "1.0",
    id: `${type} ${second}`,
    source: "/t/x/cti/pbx/1",
    type: `cti.call.${type}`,
    subject: "call/C1",
    time: `2026-11-22T06:00:${String(second).padStart(2, "0")}.000000Z`,
    data: { callId: "C1", direction: "in", ...data },
  }) as unknown as CallEvent

const events = [
  event(0, "offered", { ani: "139" }),
  event(1, "ivr_entered", { node: "welcome" }),
  event(3, "ivr_step", { node: "main", input: { dtmf: "2" } }),
  event(6, "ivr_step", { node: "bot", input: { speech: "too dear", intent: "fee_reduction", confidence: 0.9 } }),
  event(8, "ivr_exited", { exit: "queue" }),
  event(8, "queued", { queueId: "fees", position: 3 }),
  event(10, "ringing", { queueId: "fees", agentId: "a1" }),
  event(14, "ring_no_answer", { queueId: "fees", agentId: "a1", ringMs: 4000 }),
  event(15, "ringing", { queueId: "fees", agentId: "a2" }),
  event(20, "answered", { queueId: "fees", agentId: "a2", waitMs: 12_000 }),
  event(30, "held"),
  event(35, "retrieved"),
  event(50, "ended", { by: "customer", talkMs: 25_000, holdMs: 5000 }),
]

describe("timelineOf", () => {
  const timeline = timelineOf(reduceCall(events), events)
  it("tells the whole call in order", () => {
    expect(timeline.map(({ is }) => is)).toEqual([
      "offered",
      "ivrEntered",
      ...timeline.filter(({ is }) => is === "ivrStep").map(() => "ivrStep"),
      "ivrExited",
      "queued",
      "ringing",
      "unanswered",
      "ringing",
      "answered",
      "held",
      "retrieved",
      "ended",
    ])
    expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).toSorted((a, b) => a - b))
  })
  it("keeps what the caller said and who did not answer", () => {
    expect(timeline).toContainEqual(
      expect.objectContaining({
        is: "ivrStep",
        node: "bot",
        input: expect.objectContaining({ intent: "fee_reduction" }),
      }),
    )
    expect(timeline).toContainEqual(expect.objectContaining({ is: "unanswered", agentId: "a1", how: "no_answer" }))
    expect(timeline).toContainEqual(expect.objectContaining({ is: "answered", agentId: "a2", waitMs: 12_000 }))
    expect(timeline.at(-1)).toMatchObject({ is: "ended", by: "customer", at: Date.parse("2026-11-22T06:00:50Z") })
  })
  it("says how a caller who gave up left the queue", () => {
    const gaveUp = [...events.slice(0, 6), event(40, "abandoned", { where: "queue" })]
    expect(timelineOf(reduceCall(gaveUp), gaveUp)).toContainEqual(
      expect.objectContaining({ is: "left", cause: "abandoned", queueId: "fees" }),
    )
  })
})
