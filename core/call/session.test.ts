import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { callSchema, type Call } from "./call"
import { isOpen } from "./outcome"
import type { CallEvent } from "./event"
import { eventData, type EventData } from "./event-data"
import { eventTime, parseEventTime } from "./event-time"
import { reduceCall } from "./session"

const start = Date.parse("2026-11-22T06:00:00Z")
let counter = 0

/** An event of call C1 `sec` seconds in. */
function at<Type extends CallEvent["type"]>(sec: number, type: Type, data: Partial<EventData<Type>> = {}): CallEvent {
  const time = eventTime(start + Math.floor(sec * 1000)).slice(0, 20)
  const micros = String(Math.round((sec % 1) * 1e6)).padStart(6, "0")
  counter += 1
  return {
    specversion: "1.0",
    id: `e${counter}`,
    source: "/t/acme/cti/pbx/n1",
    type,
    subject: "call/C1",
    time: `${time}${micros}Z`,
    data: { callId: "C1", ...data },
  } as CallEvent
}

const offered = (sec = 0) => at(sec, "cti.call.offered", { ani: "1390001", dnis: "95188" })
const queued = (sec: number, queueId = "support", segmentId?: string) =>
  at(sec, "cti.call.queued", { queueId, ...(segmentId && { segmentId }) })
const answered = (sec: number, agentId = "a1") => at(sec, "cti.call.answered", { agentId })

describe("where a call stands, while it goes on", () => {
  const steps: [string, CallEvent[], Call["outcome"]][] = [
    ["it reached us", [offered()], "in_ivr"],
    ["it is with the machine", [offered(), at(1, "cti.call.ivr_step", { node: "main" })], "in_ivr"],
    ["it waits", [offered(), queued(2)], "waiting"],
    ["an agent is chosen", [offered(), queued(2), at(3, "cti.call.agent_offered", { agentId: "a1" })], "ringing"],
    ["it rings", [offered(), queued(2), at(3, "cti.call.ringing", { agentId: "a1" })], "ringing"],
    [
      "nobody picked up: it waits again",
      [
        offered(),
        queued(2),
        at(3, "cti.call.ringing", { agentId: "a1" }),
        at(9, "cti.call.ring_no_answer", { agentId: "a1" }),
      ],
      "waiting",
    ],
    ["an agent talks", [offered(), queued(2), answered(5)], "talking"],
    [
      "a leave that nothing explains yet is not an abandon",
      [offered(), queued(2), at(5, "cti.call.dequeued", {})],
      "waiting",
    ],
    [
      "blind transfer to someone we cannot see",
      [offered(), queued(2), answered(5), at(9, "cti.call.transferred", { kind: "blind", fromAgent: "a1" })],
      "talking",
    ],
    ["transferred back into a queue", [offered(), queued(2), answered(5), queued(9, "second")], "talking"],
  ]
  test.each(steps)("%s", (_name, events, outcome) => {
    expect(reduceCall(events).outcome).toBe(outcome)
  })
})

describe("what became of a call", () => {
  const ended = (sec: number, data: Partial<EventData<"cti.call.ended">> = {}) => at(sec, "cti.call.ended", data)
  const ends: [string, CallEvent[], Partial<Call>][] = [
    [
      "answered after a wait",
      [offered(), queued(2), answered(12), ended(72, { by: "customer" })],
      { outcome: "answered", waitMs: 10_000, talkMs: 60_000, direct: false, endedBy: "customer", agentId: "a1" },
    ],
    [
      "answered without a queue is direct and waited nothing",
      [offered(), answered(3), ended(10)],
      { outcome: "answered", waitMs: 0, talkMs: 7000, direct: true },
    ],
    [
      "the caller gave up in the queue, and no event says so but the hang-up",
      [offered(), queued(2), ended(32)],
      { outcome: "abandoned_queue", waitMs: 30_000, talkMs: null },
    ],
    [
      "the caller gave up in the queue, and that is the last we hear",
      [offered(), queued(2), at(32, "cti.call.abandoned", { where: "queue" })],
      { outcome: "abandoned_queue", waitMs: 30_000, endedBy: "customer" },
    ],
    [
      "hung up in the phone menu",
      [offered(), at(1, "cti.call.ivr_step", { node: "main" }), ended(5)],
      { outcome: "abandoned_ivr", waitMs: null },
    ],
    [
      "solved by the machine",
      [offered(), at(9, "cti.call.ivr_exited", { exit: "self_served" }), ended(9)],
      { outcome: "self_served" },
    ],
    [
      "the queue timed out and nobody else took it",
      [offered(), queued(2), at(27, "cti.call.dequeued", { cause: "timeout" }), ended(28)],
      { outcome: "unserved", waitMs: 25_000 },
    ],
    [
      "timed out in one queue, answered from the next: both waits count",
      [
        offered(),
        queued(2),
        at(22, "cti.call.dequeued", { cause: "timeout" }),
        queued(25, "second"),
        answered(30),
        ended(40),
      ],
      { outcome: "answered", waitMs: 25_000, queueId: "second" },
    ],
    [
      "diverted to chat",
      [offered(), queued(2), at(5, "cti.call.diverted", { to: "chat" }), ended(6)],
      { outcome: "diverted" },
    ],
    [
      "diverted, but queued again and answered",
      [offered(), at(2, "cti.call.diverted", { to: "smart_ivr" }), queued(5), answered(8), ended(9)],
      { outcome: "answered" },
    ],
    ["vanished in a gap", [offered(), queued(2), ended(60, { by: "system", inferred: true })], { outcome: "lost" }],
    [
      "vanished for one collector, seen to end by the other: the true end counts, whenever it is told",
      [
        offered(),
        queued(2),
        ended(60, { by: "system", inferred: true }),
        at(30, "cti.call.abandoned", { where: "queue" }),
      ],
      { outcome: "abandoned_queue", waitMs: 28_000, endedAt: "2026-11-22T06:00:30.000000Z" },
    ],
    ["a virtual call", [offered(), ended(1, { phantom: true })], { outcome: "phantom" }],
    [
      "outbound, nobody picked up",
      [at(0, "cti.call.offered", { direction: "out" }), ended(20)],
      { outcome: "not_reached" },
    ],
    [
      "hangup before ring, transfer after the end: the end stands",
      [offered(), ended(5), at(7, "cti.call.ringing", { agentId: "a1" }), at(9, "cti.call.transferred", {})],
      { outcome: "abandoned_queue", endedAt: "2026-11-22T06:00:05.000000Z" },
    ],
  ]
  test.each(ends)("%s", (_name, events, facts) => {
    const call = reduceCall(events)
    expect(call).toMatchObject(facts)
    expect(isOpen(call.outcome)).toBe(false)
    expect(callSchema.parse(call)).toEqual(call)
  })

  test("a caller who gave up and resumes is waiting again, and answered if answered", () => {
    const gaveUp = [offered(), queued(2, "q", "m1"), at(20, "cti.call.abandoned", { where: "queue" })]
    expect(reduceCall(gaveUp).outcome).toBe("abandoned_queue")
    const resumed = [...gaveUp, queued(40, "q", "m2")]
    expect(reduceCall(resumed)).toMatchObject({ outcome: "waiting", abandonedAt: null, endedAt: null })
    expect(reduceCall([...resumed, answered(50), ended(60)])).toMatchObject({ outcome: "answered", waitMs: 28_000 })
  })

  test("the end of an agent's segment closes the call, unless it was a transfer or somebody still talks", () => {
    const talk = [offered(), queued(2), at(5, "cti.call.answered", { agentId: "a1", segmentId: "s1" })]
    const segmentEnd = (by: "agent" | "transfer") => ended(65, { segmentId: "s1", by })
    expect(reduceCall([...talk, segmentEnd("agent")])).toMatchObject({ outcome: "answered", endedBy: "agent" })
    expect(reduceCall([...talk, segmentEnd("transfer")])).toMatchObject({ outcome: "talking", endedAt: null })
    const conference = [...talk, at(20, "cti.call.answered", { agentId: "a2", segmentId: "s2" })]
    expect(reduceCall([...conference, segmentEnd("agent")])).toMatchObject({ outcome: "talking", agentId: "a2" })
  })

  test("wait and talk that the vendor states beat the ones computed", () => {
    const events = [
      offered(),
      queued(2),
      at(12, "cti.call.dequeued", { cause: "answered", waitMs: 9000 }),
      at(13, "cti.call.answered", { agentId: "a1", waitMs: 9000 }),
      ended(73, { talkMs: 58_000 }),
    ]
    expect(reduceCall(events)).toMatchObject({ waitMs: 9000, talkMs: 58_000 })
  })

  test("holds are a union: two reports of one hold count once, and an open hold ends with the call", () => {
    const events = [
      offered(),
      answered(1),
      at(10, "cti.call.held", { agentId: "a1" }),
      at(11, "cti.call.held", {}),
      at(20, "cti.call.retrieved", { agentId: "a1" }),
      at(30, "cti.call.held", { agentId: "a1" }),
      ended(35),
    ]
    expect(reduceCall(events)).toMatchObject({ holdMs: 15_000, talkMs: 19_000, onHold: false })
    expect(reduceCall(events.slice(0, 4)).onHold).toBe(true)
  })

  test("an agent who did not pick up keeps a leg of their own, with the time it rang", () => {
    const call = reduceCall([
      offered(),
      queued(1),
      at(2, "cti.call.agent_offered", { agentId: "a1", segmentId: "s1" }),
      at(10, "cti.call.ring_no_answer", { agentId: "a1", segmentId: "s1", ringMs: 8000 }),
      at(11, "cti.call.agent_offered", { agentId: "a1", segmentId: "s2" }),
      at(14, "cti.call.answered", { agentId: "a1", segmentId: "s2" }),
      ended(20),
    ])
    expect(call.legs.map((leg) => [leg.segmentId, leg.state, leg.ringMs])).toEqual([
      ["s1", "no_answer", 8000],
      ["s2", "ended", 3000],
    ])
  })
})

test("the way through the phone menu: nodes and keys in order, the last intent, the newest value of each slot", () => {
  const call = reduceCall([
    offered(),
    at(1, "cti.call.ivr_step", { node: "main", input: { dtmf: "2" } }),
    at(4, "cti.call.ivr_step", { node: "bot", input: { intent: "balance", slots: { amount: 1, card: "6222" } } }),
    at(8, "cti.call.ivr_step", { node: "bot", input: { intent: "fee_reduction", slots: { amount: 800 } } }),
    at(9, "cti.call.ivr_exited", { exit: "queue" }),
  ])
  expect(call.ivr.path).toEqual(["main", "2", "bot", "bot"])
  expect(call).toMatchObject({ intent: "fee_reduction", slots: { amount: 800, card: "6222" }, toPeople: true })
})

describe("the same set of events gives the same call", () => {
  const types = Object.keys(eventData).filter((type) => type.startsWith("cti.call.")) as CallEvent["type"][]
  const event = fc
    .record({
      type: fc.constantFrom(...types),
      tick: fc.nat(6),
      id: fc.nat(25),
      source: fc.constantFrom("/t/acme/cti/pbx/n1", "/t/acme/cti/pbx/n2"),
      sequence: fc.option(fc.constantFrom("001", "002"), { nil: undefined }),
      agentId: fc.option(fc.constantFrom("a1", "a2"), { nil: undefined }),
      segmentId: fc.option(fc.constantFrom("s1", "s2"), { nil: undefined }),
      queueId: fc.option(fc.constantFrom("q1", "q2"), { nil: undefined }),
      cause: fc.option(fc.constantFrom("answered", "abandoned", "timeout"), { nil: undefined }),
      by: fc.option(fc.constantFrom("customer", "agent", "transfer"), { nil: undefined }),
      where: fc.constantFrom("ivr", "queue", "ringing"),
      exit: fc.constantFrom("queue", "self_served", "hangup"),
      waitMs: fc.option(fc.nat(5000), { nil: undefined }),
      node: fc.constantFrom("main", "fees"),
      to: fc.constantFrom("chat", "queue"),
      customerId: fc.option(fc.constantFrom("k1", "k2"), { nil: undefined }),
      intent: fc.constantFrom("fee", "complaint"),
    })
    .map(({ type, tick, id, source, sequence, intent, ...data }) => {
      const time = parseEventTime(`2026-11-22T06:00:0${tick}Z`) ?? ""
      const body = { callId: "C1", ...data, input: { intent, slots: { n: tick } } }
      const { success, data: parsed } = eventData[type].safeParse(body)
      if (!success) throw new Error(`generator made an invalid ${type}`)
      return { specversion: "1.0", id: `e${id}`, source, type, subject: "call/C1", time, sequence, data: parsed }
    }) as fc.Arbitrary<CallEvent>

  test("in any order and with any repetition, even when one id carries two bodies", () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(
        fc
          .array(event, { minLength: 1, maxLength: 25, size: "max" })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray(events, { minLength: events.length }),
              fc.shuffledSubarray(events),
            ),
          ),
        ([events, shuffled, repeated]) => {
          const call = reduceCall(events)
          seen.set(call.outcome, (seen.get(call.outcome) ?? 0) + 1)
          expect(reduceCall([...repeated, ...shuffled])).toEqual(call)
          expect(reduceCall([...shuffled, ...repeated])).toEqual(call)
          expect(callSchema.parse(call)).toEqual(call)
        },
      ),
      { numRuns: 3000 },
    )
    // A generator that never leaves the phone menu would prove nothing.
    for (const outcome of ["answered", "talking", "abandoned_queue", "diverted", "ringing"])
      expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(20)
  })

  test("no duration is ever negative and no end lies before the answer", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25, size: "max" }), (events) => {
        const call = reduceCall(events)
        for (const ms of [call.waitMs, call.ringMs, call.talkMs, call.holdMs, ...call.legs.map((leg) => leg.talkMs)])
          expect(ms ?? 0).toBeGreaterThanOrEqual(0)
        if (call.answeredAt && call.endedAt) expect(call.endedAt >= call.answeredAt).toBe(true)
        expect(isOpen(call.outcome)).toBe(call.endedAt === null && call.outcome !== "phantom")
      }),
      { numRuns: 3000 },
    )
  })
})
