import { readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, test } from "vitest"
import type { Call } from "@/core/call/call"
import { isCallEvent, parseEvent, type CallEvent, type CtiEvent } from "@/core/call/event"
import { eventMs } from "@/core/call/event-time"
import { reduceCall } from "@/core/call/session"
import { AmiMapper, timeOf } from "./ami-mapper"
import { AmiParser, amiAction, type AmiMessage } from "./ami-parser"
import { resync } from "./ami-resync"

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, "fixtures/asterisk-ami", name))
const settings = { inboundContexts: ["hotline"], wrapUpSec: 0, keysAsSteps: false }
const newMapper = (change = {}) =>
  new AmiMapper({ tenantSlug: "acme", connectorKey: "pbx", host: "pbx.local" }, { ...settings, ...change })
const mapAll = (name: string, mapper = newMapper()) =>
  new AmiParser().push(fixture(name)).flatMap((line) => mapper.map(line))
const message = (headers: Record<string, string>): AmiMessage =>
  new Map(Object.entries({ SystemName: "ast-main", Timestamp: "1795328840.228804", ...headers }))

function callsOf(events: CtiEvent[]): Call[] {
  const byCall = new Map<string, CallEvent[]>()
  for (const event of events.filter(isCallEvent))
    byCall.set(event.subject, [...(byCall.get(event.subject) ?? []), event])
  return [...byCall.values()].map(reduceCall).sort((a, b) => (a.offeredAt < b.offeredAt ? -1 : 1))
}

const run1 = mapAll("run1.raw.txt")
const calls = callsOf(run1)

describe("the recorded calls of a hard phone", () => {
  test("five calls, each as it was made", () => {
    expect(
      calls.map(({ callId, outcome, waitMs, endedBy, agentId, queueId }) => [
        callId,
        outcome,
        waitMs,
        endedBy,
        agentId,
        queueId,
      ]),
    ).toEqual([
      ["ast-main-1795328837.0", "answered", 2000, "customer", "agent-1001", "support"],
      ["ast-main-1795328845.9", "abandoned_queue", 5000, "customer", null, "support"],
      ["ast-main-1795328861.27", "abandoned_queue", 2000, "customer", "agent-1001", "support"],
      ["ast-main-1795328866.40", "answered", 2000, "agent", "agent-1001", "support"],
      ["ast-main-1795328878.58", "answered", 2000, null, "agent-1002", "support"],
    ])
  })

  test("as Asterisk's own queue log has them", () => {
    const log = fixture("queue_log.txt")
      .toString()
      .trim()
      .split("\n")
      .map((line) => line.split("|"))
    const callIds = new Set(calls.map((call) => call.callId))
    for (const [, callId = "", , agent, verb, ...facts] of log) {
      const call = calls.find((known) => known.callId === callId)
      if (!call || !callIds.has(callId)) continue
      if (verb === "CONNECT")
        expect([call.legs[0]?.agentId, call.waitMs, call.legs[0]?.ringMs]).toEqual([
          agent,
          Number(facts[0]) * 1000,
          Number(facts[2]) * 1000,
        ])
      if (verb === "COMPLETECALLER" || verb === "COMPLETEAGENT") {
        const talked = ((call.talkMs ?? 0) + call.holdMs) / 1000
        expect(Math.abs(talked - Number(facts[1]))).toBeLessThan(1.1)
      }
      if (verb === "ABANDON") expect([call.outcome, call.waitMs]).toEqual(["abandoned_queue", Number(facts[2]) * 1000])
      if (verb === "BLINDTRANSFER")
        expect(call.transfers[0]).toMatchObject({ kind: "blind", to: facts[0], fromAgent: agent })
    }
  })

  test("who called what, through which menu", () => {
    expect(calls[0]).toMatchObject({
      ani: "1390001",
      dnis: "95188",
      trunk: "PJSIP/carrier",
      nodeId: "ast-main",
      direction: "in",
      toPeople: true,
      ivr: { path: ["main-menu", "choice"], exit: "queue" },
      recordings: [{ recordingId: "ast-main-1795328837.0" }],
    })
  })

  test("hold carries the agent's channel and still finds its call: 2 s of it", () => {
    expect(calls[0]?.holdMs).toBe(1997)
    expect(calls[0]?.talkMs).toBe(17_499 - 1997)
    expect(calls[0]?.legs[0]).toMatchObject({ holdMs: 1997, segmentId: "ast-main-1795328838.4" })
  })

  test("after a blind transfer the caller's leg lives on, with the next agent", () => {
    expect(calls[4]?.legs.map((leg) => [leg.agentId, leg.state, leg.endedBy])).toEqual([
      ["agent-1001", "ended", "transfer"],
      ["agent-1002", "ended", null],
    ])
    expect(calls[4]?.talkMs).toBe(3001 + 6989)
  })

  test("nothing depends on the order in which the lines came", () => {
    expect(callsOf(run1.toReversed())).toEqual(calls)
    expect(callsOf([...run1, ...run1.slice(40, 90)])).toEqual(calls)
  })

  test("every event passes the checks of the ingestion route, under ids of its own", () => {
    for (const event of run1) expect(parseEvent(JSON.parse(JSON.stringify(event)))).toMatchObject({ ok: true })
    expect(new Set(run1.map((event) => event.id)).size).toBe(run1.length)
  })

  test("two collectors on one Asterisk say the same; one that joins later too, of what it hears", () => {
    const other = newMapper()
    const late = new AmiParser()
      .push(fixture("run1.raw.txt"))
      .slice(200)
      .flatMap((line) => other.map(line))
    expect(mapAll("run1.raw.txt").map((event) => event.id)).toEqual(run1.map((event) => event.id))
    const known = new Map(run1.map((event) => [event.id, event]))
    expect(late.filter((event) => event.type !== "cti.ext.state").every((event) => known.has(event.id))).toBe(true)
  })

  test("agents log in, take a break with a reason, and phones register and go", () => {
    const facts = run1
      .filter((event) => event.type.startsWith("cti.agent."))
      .map((event) => [event.type, event.subject, "reason" in event.data ? event.data.reason : undefined])
    expect(facts).toEqual([
      ["cti.agent.logged_in", "agent/agent-1001", undefined],
      ["cti.agent.ready", "agent/agent-1001", undefined],
      ["cti.agent.logged_in", "agent/agent-1002", undefined],
      ["cti.agent.ready", "agent/agent-1002", undefined],
      ["cti.agent.logged_in", "agent/agent-1002", undefined],
      ["cti.agent.not_ready", "agent/agent-1002", "lunch"],
    ])
    const gone = run1.filter((event) => event.type === "cti.ext.unregistered").map((event) => event.subject)
    expect(new Set(gone)).toEqual(new Set(["ext/1001", "ext/1002"]))
    expect(run1.some((event) => event.type === "cti.node.down")).toBe(true)
  })
})

describe("the recorded calls of a browser phone", () => {
  const second = callsOf(mapAll("run2.raw.txt"))

  test("nobody picked up for eight seconds: that leg says so, in milliseconds, and the caller rings on", () => {
    // The recording stops while the second caller waits.
    expect(second.map((call) => call.outcome)).toEqual(["answered", "ringing"])
    expect(second[1]?.legs.map((leg) => [leg.state, leg.ringMs])).toEqual([
      ["no_answer", 8000],
      ["ringing", null],
    ])
  })
})

describe("what Asterisk does that one trips over", () => {
  const lineOf = (event: string, headers: Record<string, string> = {}) =>
    message({
      Event: event,
      Uniqueid: "ast-main-1.0",
      Linkedid: "ast-main-1.0",
      Context: "hotline",
      Queue: "support",
      ...headers,
    })
  const agentLine = (event: string, headers: Record<string, string> = {}) =>
    lineOf(event, { Interface: "PJSIP/1001", MemberName: "agent-1001", DestUniqueid: "ast-main-1.4", ...headers })

  test("ring time is seconds when an agent connects and milliseconds when one does not", () => {
    const mapper = newMapper()
    const [, answered] = mapper.map(agentLine("AgentConnect", { HoldTime: "12", RingTime: "2" }))
    const [missed] = mapper.map(agentLine("AgentRingNoAnswer", { RingTime: "8000" }))
    expect(answered?.data).toMatchObject({ waitMs: 12_000, ringMs: 2000 })
    expect(missed?.data).toMatchObject({ ringMs: 8000 })
  })

  test("leave comes before connect: a leave alone is no abandon", () => {
    const mapper = newMapper()
    const joined = mapper.map(lineOf("QueueCallerJoin", { Timestamp: "1795328838.222563" }))
    const left = mapper.map(lineOf("QueueCallerLeave", { Timestamp: "1795328840.228804" }))
    expect(callsOf([...joined, ...left])[0]?.outcome).toBe("waiting")
    const connected = mapper.map(agentLine("AgentConnect", { Timestamp: "1795328840.228898", HoldTime: "2" }))
    expect(callsOf([...joined, ...left, ...connected])[0]).toMatchObject({
      outcome: "talking",
      passages: [{ cause: "answered" }],
    })
  })

  test.each([
    ["TIMEOUT", "timeout"],
    ["FULL", "full"],
    ["LEAVEEMPTY", "empty"],
    ["JOINUNAVAIL", "empty"],
    ["CONTINUE", "exit_key"],
    ["WITHDRAW", "withdrawn"],
  ])("a queue that ends with %s says why the caller left", (status, cause) => {
    const mapper = newMapper()
    const events = [
      ...mapper.map(lineOf("QueueCallerJoin", { Timestamp: "1795328838.000000" })),
      ...mapper.map(lineOf("QueueCallerLeave", { Timestamp: "1795328863.000000" })),
      ...mapper.map(lineOf("UserEvent", { UserEvent: "QueueExit", Status: status, Timestamp: "1795328863.000100" })),
      ...mapper.map(lineOf("Hangup", { Timestamp: "1795328864.000000" })),
    ]
    expect(callsOf(events)[0]).toMatchObject({ outcome: "unserved", waitMs: 25_000, passages: [{ cause }] })
  })

  test("a step of the menu brings intent and slots, numbers as numbers", () => {
    const mapper = newMapper()
    const [step] = mapper.map(
      lineOf("UserEvent", {
        UserEvent: "IvrStep",
        Node: "bot",
        Intent: "fee_reduction",
        Slots: "amount, card",
        "Slot-amount": "80000",
        "Slot-card": "0622",
      }),
    )
    expect(step?.data).toMatchObject({
      node: "bot",
      input: { intent: "fee_reduction", slots: { amount: 80_000, card: 622 } },
    })
  })

  test("keys are steps only when asked for, and only before the queue", () => {
    const key = lineOf("DTMFEnd", { Digit: "2", Direction: "Received", DurationMs: "120" })
    expect(newMapper().map(key)).toEqual([])
    const mapper = newMapper({ keysAsSteps: true })
    expect(mapper.map(key)[0]).toMatchObject({
      type: "cti.call.ivr_step",
      data: { input: { dtmf: "2" }, durationMs: 120 },
    })
    mapper.map(lineOf("QueueCallerJoin"))
    expect(mapper.map(key)).toEqual([])
  })

  test("calls between extensions are none of ours", () => {
    const mapper = newMapper()
    for (const event of ["Newchannel", "Hangup", "UserEvent", "MixMonitorStart"])
      expect(mapper.map(lineOf(event, { Context: "agents", UserEvent: "IvrStep" }))).toEqual([])
  })

  test("a busy agent refuses, a call dialled to an extension without a queue is a leg too", () => {
    const mapper = newMapper()
    mapper.map(lineOf("Newchannel"))
    mapper.map(agentLine("AgentCalled"))
    expect(mapper.map(agentLine("DialEnd", { DialStatus: "BUSY" }))[0]?.type).toBe("cti.call.agent_rejected")
    expect(mapper.map(agentLine("DialEnd", { DialStatus: "NOANSWER" }))).toEqual([])
    const direct = { DestUniqueid: "ast-main-1.9", DestChannel: "PJSIP/2002-0000000a", Queue: "" }
    expect(mapper.map(lineOf("DialBegin", direct))[0]).toMatchObject({
      type: "cti.call.ringing",
      data: { agentId: "2002", extension: "2002" },
    })
    expect(mapper.map(lineOf("DialEnd", { ...direct, DialStatus: "ANSWER" }))[0]?.type).toBe("cti.call.answered")
  })

  test("wrap-up begins with the end of the call and ends by itself, unless the agent is at the next call", () => {
    const mapper = newMapper({ wrapUpSec: 30 })
    const done = () => mapper.map(agentLine("AgentComplete", { Reason: "caller" }))
    expect(done().map((event) => event.type)).toEqual(["cti.call.ended", "cti.agent.acw_started"])
    const at = eventMs(timeOf("1795328840.228804") ?? "")
    expect(mapper.due(at + 29_999)).toEqual([])
    expect(mapper.due(at + 30_000)).toMatchObject([{ type: "cti.agent.acw_ended", subject: "agent/agent-1001" }])
    expect(mapper.due(at + 60_000)).toEqual([])
    done()
    mapper.map(agentLine("AgentCalled"))
    expect(mapper.due(at + 60_000)).toEqual([])
  })

  test("an agent in two queues is logged out when the last is left, and paused when paused in both", () => {
    const mapper = newMapper()
    const member = (event: string, queue: string, paused = "0") =>
      mapper
        .map(message({ Event: event, Queue: queue, MemberName: "agent-1001", Interface: "PJSIP/1001", Paused: paused }))
        .at(-1)?.type
    expect(member("QueueMemberAdded", "a")).toBe("cti.agent.ready")
    expect(member("QueueMemberAdded", "b")).toBe("cti.agent.ready")
    expect(member("QueueMemberPause", "a", "1")).toBe("cti.agent.ready")
    expect(member("QueueMemberPause", "b", "1")).toBe("cti.agent.not_ready")
    expect(member("QueueMemberRemoved", "a")).toBe("cti.agent.not_ready")
    expect(member("QueueMemberRemoved", "b")).toBe("cti.agent.logged_out")
  })

  test("without a system name, call ids of two servers do not meet", () => {
    const bare = (host: string) => {
      const mapper = new AmiMapper({ tenantSlug: "acme", connectorKey: "pbx", host }, settings)
      const line = new Map([
        ["Event", "Newchannel"],
        ["Timestamp", "1795328840.228804"],
        ["Uniqueid", "1.0"],
        ["Linkedid", "1.0"],
        ["Context", "hotline"],
      ])
      return mapper.map(line)[0]?.subject
    }
    expect(bare("pbx-a")).toBe("call/pbx-a-1.0")
    expect(bare("pbx-a")).not.toBe(bare("pbx-b"))
  })

  test("time stamps keep their microseconds, and what is none is nothing", () => {
    expect(timeOf("1795328838.222563")).toBe("2026-11-22T06:27:18.222563Z")
    expect(timeOf("1795328838.5")).toBe("2026-11-22T06:27:18.500000Z")
    for (const text of [undefined, "", "now", "1795328838"]) expect(timeOf(text)).toBeNull()
  })
})

describe("after a gap", () => {
  const snapshot = { members: [], entries: [], channels: [] }
  const line = (headers: Record<string, string>) => new Map(Object.entries(headers))

  test("calls that are gone are closed as such, those that still have a channel are not", () => {
    const mapper = newMapper()
    mapper.map(message({ Event: "FullyBooted" }))
    const events = resync(mapper, {
      snapshot: {
        ...snapshot,
        channels: [line({ Linkedid: "ast-main-1.0" })],
        entries: [line({ Uniqueid: "ast-main-3.0", Queue: "support" })],
      },
      atMs: Date.parse("2026-11-22T07:00:00Z"),
      openCalls: new Set(["ast-main-1.0", "ast-main-2.0", "ast-main-3.0"]),
      gapFrom: "2026-11-22T06:59:00.000000Z",
    })
    expect(
      events.filter((event) => event.type === "cti.call.ended").map((event) => [event.subject, event.data]),
    ).toEqual([["call/ast-main-2.0", { callId: "ast-main-2.0", by: "system", inferred: true }]])
    expect(events.at(-1)).toMatchObject({
      type: "cti.node.resynced",
      data: { gap: { from: "2026-11-22T06:59:00.000000Z", to: "2026-11-22T07:00:00.000000Z" } },
    })
  })

  test("a caller who came unseen is waiting since when they wait", () => {
    const events = resync(newMapper(), {
      snapshot: {
        ...snapshot,
        entries: [line({ Uniqueid: "7.0", Queue: "support", Position: "1", Wait: "42", CallerIDNum: "139" })],
      },
      atMs: Date.parse("2026-11-22T07:00:00Z"),
      openCalls: new Set(),
      gapFrom: null,
    })
    expect(callsOf(events)[0]).toMatchObject({
      outcome: "waiting",
      queuedAt: "2026-11-22T06:59:18.000000Z",
      ani: "139",
      queueId: "support",
    })
  })

  test("agents are put where the snapshot has them, and nothing is said of those who did not change", () => {
    const mapper = newMapper()
    const member = (name: string, paused = "0") =>
      line({ Queue: "support", Name: name, Location: `PJSIP/${name.slice(-4)}`, Paused: paused })
    const again = (members: AmiMessage[]) =>
      resync(mapper, {
        snapshot: { ...snapshot, members },
        atMs: Date.parse("2026-11-22T07:00:00Z"),
        openCalls: new Set(),
        gapFrom: null,
      })
        .filter((event) => event.type.startsWith("cti.agent."))
        .map((event) => `${event.type} ${event.subject}`)
    expect(again([member("agent-1001"), member("agent-1002")])).toHaveLength(4)
    expect(again([member("agent-1001"), member("agent-1002")])).toEqual([])
    expect(again([member("agent-1001", "1")])).toEqual([
      "cti.agent.logged_in agent/agent-1001",
      "cti.agent.not_ready agent/agent-1001",
      "cti.agent.logged_out agent/agent-1002",
    ])
  })
})

describe("the protocol", () => {
  test("the stream may be cut anywhere, also inside a character", () => {
    const bytes = Buffer.from("Asterisk Call Manager/5.0.4\r\nEvent: A\r\nName: 张伟\r\n\r\nEvent: B\r\n\r\n")
    const parser = new AmiParser()
    const messages = [...bytes].flatMap((byte) => parser.push(Buffer.from([byte])))
    expect(messages.map((one) => Object.fromEntries(one))).toEqual([{ Event: "A", Name: "张伟" }, { Event: "B" }])
    expect(parser.greeting).toBe("Asterisk Call Manager/5.0.4")
  })

  test("a value may hold colons, a header sent twice counts with its last value", () => {
    const parser = new AmiParser()
    const [one] = parser.push(Buffer.from("x\r\nURI: sip:1001@host:5060\r\nV: 1\r\nV: 2\r\n\r\n"))
    expect(Object.fromEntries(one ?? [])).toEqual({ URI: "sip:1001@host:5060", V: "2" })
  })

  test("a peer that sends lines or messages without end is given up", () => {
    expect(() => new AmiParser().push(Buffer.alloc(100_000, "x"))).toThrow("line without end")
    expect(() => new AmiParser().push(Buffer.from(`x\r\n${"A: b\r\n".repeat(3000)}`))).toThrow("message without end")
  })

  test("no value can start a line of its own", () => {
    expect(amiAction({ Action: "Login", Username: "cti" })).toBe("Action: Login\r\nUsername: cti\r\n\r\n")
    expect(() => amiAction({ Username: "cti\r\nAction: Command" })).toThrow("line break")
  })
})
