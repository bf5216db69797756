import { describe, expect, test } from "vitest"
import { eventId, parseEvent, parseSource, parseSubject } from "./event"
import { eventRank, eventTypes } from "./event-data"
import { elapsedMs, eventMs, eventTime, parseEventTime } from "./event-time"
import { JSON_DEPTH_MAX } from "./json-limits"

const good = {
  specversion: "1.0",
  id: "1",
  source: "/t/acme/cti/pbx/n1",
  type: "cti.call.ivr_step",
  subject: "call/C1",
  time: "2026-11-22T14:27:12.784783+08:00",
  datacontenttype: "application/json",
  sequence: "0001",
  data: { node: "bot", input: { intent: "fee_reduction", slots: { amount: 800 } } },
}
const codes = (input: unknown) => {
  const parsed = parseEvent(input)
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.code} ${problem.place.field}`)
}

describe("an event as a sender wrote it", () => {
  test("is respelled: UTC with microseconds, the id of the subject in the data", () => {
    expect(parseEvent(good)).toEqual({
      ok: true,
      event: {
        specversion: "1.0",
        id: "1",
        source: "/t/acme/cti/pbx/n1",
        type: "cti.call.ivr_step",
        subject: "call/C1",
        time: "2026-11-22T06:27:12.784783Z",
        sequence: "0001",
        data: { callId: "C1", ...good.data },
      },
    })
  })

  test("what we do not know is kept apart, and survives being parsed again", () => {
    const parsed = parseEvent({
      ...good,
      traceparent: "00-1",
      data: { mood: "angry", vendor: { event: "X", raw: { a: 1 } } },
    })
    expect(parsed).toMatchObject({
      ok: true,
      event: {
        data: { vendor: { event: "X", raw: { a: 1 }, extra: { mood: "angry" }, attributes: { traceparent: "00-1" } } },
      },
    })
    const event = parsed.ok ? parsed.event : undefined
    expect(parseEvent(event)).toEqual({ ok: true, event })
  })

  test("all problems are reported at once, each with its place", () => {
    expect(
      codes({
        ...good,
        time: "yesterday",
        subject: "agent/7",
        source: "pbx",
        data: { durationMs: -1, input: { dtmf: 5 } },
      }),
    ).toEqual([
      "invalid_time time",
      "invalid_source source",
      "invalid_subject subject",
      "invalid_invalid_type data.input.dtmf",
      "invalid_too_small data.durationMs",
    ])
  })

  test.each<[string, object, string[]]>([
    ["no type we know", { type: "cti.call.exploded" }, ["invalid_invalid_value type"]],
    ["another version", { specversion: "0.3" }, ["invalid_invalid_value specversion"]],
    ["no data", { data: undefined }, ["invalid_invalid_type data"]],
    ["a call id that is not the subject's", { data: { callId: "C2" } }, ["subject_mismatch data.callId"]],
    ["half an emoji", { data: { ani: "\ud83d" } }, ["lone_surrogate data.ani"]],
    ["a null character", { id: "a\u0000b" }, ["null_character id"]],
    [
      "a number that overflowed",
      JSON.parse('{"data":{"durationMs":1e309}}') as object,
      ["number_not_finite data.durationMs"],
    ],
    [
      "an integer that lost digits",
      JSON.parse('{"data":{"input":{"slots":{"n":9007199254740993}}}}') as object,
      ["invalid_too_big data.input.slots.n"],
    ],
    [
      "a key that reaches for the prototype",
      JSON.parse('{"data":{"__proto__":{"x":1}}}') as object,
      ["forbidden_key data"],
    ],
    ["a date that never was", { time: "2026-02-30T00:00:00Z" }, ["invalid_time time"]],
    ["a time without an offset", { time: "2026-11-22T06:27:12" }, ["invalid_time time"]],
    ["a time in another age", { time: "9999-12-31T00:00:00Z" }, ["invalid_time time"]],
  ])("%s is refused", (_name, change, expected) => {
    expect(codes({ ...good, ...change })).toEqual(expected)
  })

  test("nesting: the limit passes, one more is refused, a hundred thousand do not hang", () => {
    const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`) as object
    // The envelope and `data` are the first two levels.
    expect(codes({ ...good, data: { vendor: nested(JSON_DEPTH_MAX - 2) } })).toEqual([])
    expect(codes({ ...good, data: { vendor: nested(JSON_DEPTH_MAX - 1) } })[0]).toMatch(/^too_deep/)
    expect(codes({ ...good, data: nested(100_000) })[0]).toMatch(/^too_deep/)
  })

  test.each([[null], [5], ["x"], [[]], [true]])("%j is refused, not thrown on", (input) => {
    expect(codes(input).length).toBeGreaterThan(0)
  })

  test("keys named like parts of every object are values like any other", () => {
    const slots = { constructor: "a", toString: "b", hasOwnProperty: "c" }
    const parsed = parseEvent({ ...good, data: { input: { slots }, constructor: "d" } })
    expect(parsed).toMatchObject({
      ok: true,
      event: { data: { input: { slots }, vendor: { extra: { constructor: "d" } } } },
    })
  })

  test("problems speak both languages", () => {
    const parsed = parseEvent({ ...good, id: 5 })
    expect(parsed.ok ? [] : parsed.problems[0]?.text.zh).toMatch(/\p{Script=Han}/u)
  })
})

test("every type has data, a rank, and the subject of its family", () => {
  expect(Object.keys(eventRank).sort()).toEqual([...eventTypes].sort())
  const required = { to: "queue", where: "queue", devState: "idle" }
  for (const type of eventTypes) {
    const family = type.split(".")[1] ?? ""
    const subject = `${["flow", "degrade", "breaker", "route"].includes(family) ? "queue" : family}/7`
    expect(codes({ ...good, type, subject, data: required }), type).toEqual([])
    expect(codes({ ...good, type, subject: "phone/7", data: required }), type).toEqual(["invalid_subject subject"])
  }
})

test("facts of one instant are told apart in the order a call goes through them", () => {
  const order = [
    "offered",
    "ivr_entered",
    "queued",
    "agent_offered",
    "ringing",
    "dequeued",
    "answered",
    "held",
    "retrieved",
    "transferred",
    "ended",
  ]
  const ranks = order.map((name) => eventRank[`cti.call.${name}` as keyof typeof eventRank])
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  expect(eventRank["cti.agent.acw_started"]).toBeGreaterThan(eventRank["cti.call.ended"])
})

test("an id is the same for the same vendor fact and differs between connectors", () => {
  expect(eventId("pbx", "ast|AgentConnect|1")).toMatch(/^[0-9a-f]{64}$/)
  expect(eventId("pbx", "k")).toBe(eventId("pbx", "k"))
  expect(eventId("pbx", "k")).not.toBe(eventId("pbx2", "k"))
})

test("subjects and sources", () => {
  expect(parseSubject("call/a/b|c")).toEqual({ kind: "call", id: "a/b|c" })
  for (const text of ["call/", "calls/1", "call", "agent/a\nb", `call/${"x".repeat(201)}`])
    expect(parseSubject(text)).toBeUndefined()
  expect(parseSource("/t/acme/cti/pbx/n1/a")).toEqual({ tenant: "acme", connector: "pbx", node: "n1/a" })
  for (const text of ["/t/acme/cti/pbx", "/t//cti/pbx/n", "acme", "/t/a b/cti/c/n"])
    expect(parseSource(text)).toBeUndefined()
})

test("event times: text order is time order, and microseconds count", () => {
  expect(parseEventTime("2026-11-22T06:27:12Z")).toBe("2026-11-22T06:27:12.000000Z")
  expect(parseEventTime("2026-11-22t06:27:12.1234567z")).toBe("2026-11-22T06:27:12.123456Z")
  expect(parseEventTime("2026-12-31T23:30:00-01:00")).toBe("2027-01-01T00:30:00.000000Z")
  expect(parseEventTime("2026-11-22T24:00:00Z")).toBeUndefined()
  expect(eventTime(Date.parse("2026-11-22T06:27:12.005Z"))).toBe("2026-11-22T06:27:12.005000Z")
  expect(eventMs("2026-11-22T06:27:12.784783Z")).toBe(Date.parse("2026-11-22T06:27:12.784Z"))
  expect(elapsedMs("2026-11-22T06:27:12.999999Z", "2026-11-22T06:27:13.000499Z")).toBe(1)
  expect(elapsedMs("2026-11-22T06:27:13.000000Z", "2026-11-22T06:27:12.000000Z")).toBe(0)
})
