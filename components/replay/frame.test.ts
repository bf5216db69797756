import { describe, expect, it } from "vitest"
import { events, head, wang } from "@/components/ticket/testing-trace"
import { approval } from "@/core/flow/nodes/approval"
import { join } from "@/core/flow/nodes/join"
import { parallel } from "@/core/flow/nodes/parallel"
import { Drive, runnable } from "@/core/ticket/testing/drive"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { ids } from "@/core/ticket/testing/tenant"
import { foldEvents } from "@/core/ticket/replay"
import { verifyChain } from "@/core/ticket/chain"
import type { EventType, TicketEvent } from "@/core/ticket/event"
import { frameAt, nextVisit, traceFile } from "./frame"

const seqOf = (type: EventType, index = 0) => events.filter(({ body }) => body.type === type)[index]!.seq
const frame = (seq: number) => frameAt(events, seq)!

describe("frameAt", () => {
  it("has a state for every event, and ends where the stored state ends", () => {
    for (const { seq } of events) expect(frame(seq).state?.seq).toBe(seq)
    const last = frame(events.length).state!
    const stored = foldEvents(events)
    expect({ status: last.status, variables: last.variables, resolution: last.resolution }).toEqual({
      status: stored.status,
      variables: stored.variables,
      resolution: stored.resolution,
    })
  })

  it("is nothing outside the trace", () => {
    expect(frameAt(events, 0)).toBeNull()
    expect(frameAt(events, events.length + 1)).toBeNull()
  })

  it("moves the token along and leaves what it passed behind it", () => {
    expect(frame(seqOf("entered", 1))).toMatchObject({ tokens: ["sup"], done: ["start"], takenEdges: ["e1"] })
    expect(frame(seqOf("entered", 3))).toMatchObject({
      tokens: ["heads"],
      done: ["start", "sup", "split"],
      takenEdges: ["e1", "e2", "e3"],
    })
    expect(frame(events.length).tokens).toEqual([])
  })

  it("marks a variable only at the event that changed it", () => {
    const decided = seqOf("decided")
    const reason = (seq: number) => frame(seq).variables.find(({ key }) => key === "reason")
    expect(reason(decided - 1)).toBeUndefined()
    expect(reason(decided)).toMatchObject({ value: "loyalty", isChanged: true })
    expect(reason(decided + 1)).toMatchObject({ value: "loyalty", isChanged: false })
  })

  it("shows the clock as it was: running, then overdue, then stopped", () => {
    const clock = (seq: number) => frame(seq).state?.todos["d4"]?.clock
    expect(clock(seqOf("dispatched"))).toMatchObject({ breached: false })
    expect(clock(seqOf("dispatched"))?.tiers).toHaveLength(2)
    expect(clock(seqOf("warned"))?.tiers).toHaveLength(1)
    expect(clock(seqOf("breached"))).toMatchObject({ breached: true })
    expect(clock(seqOf("decided"))).toBeNull()
  })

  it("says under a node who has it, how the votes stand, that it is stuck, how it ended", () => {
    expect(frame(seqOf("dispatched")).marks["sup"]).toEqual({ is: "person", personId: wang, others: 0 })
    expect(frame(seqOf("incident")).marks["split"]).toEqual({ is: "held" })
    expect(frame(seqOf("dispatched", 1)).marks["heads"]).toEqual({ is: "votes", approved: 0, need: 1 })
    expect(frame(events.length).marks["heads"]).toMatchObject({ is: "ended", exit: "approved", meaning: "ok" })
  })

  it("does not fall over a trace in which events were swapped", () => {
    const swapped = [...events]
    ;[swapped[3], swapped[4]] = [swapped[4]!, swapped[3]!]
    expect(frameAt(swapped, 4)?.state).toBeNull()
    expect(frameAt(swapped, 4)?.event).toBe(swapped[3])
  })
})

describe("nextVisit", () => {
  it("goes to the next visit, else round to the first, else nowhere", () => {
    const entered = seqOf("entered", 1)
    expect(nextVisit(events, "sup", 1)).toBe(entered)
    expect(nextVisit(events, "sup", events.length)).toBe(entered)
    expect(nextVisit(events, "never", 1)).toBeNull()
  })
})

describe("traceFile", () => {
  const flow = { id: "f", name: "Fees", versionNumber: 3 }

  it("carries all that is needed to check the chain again", () => {
    const file = traceFile({ id: "t", number: 1042, head, flow, events })
    const content = JSON.parse(file.text) as { events: TicketEvent[]; head: string }
    expect(file.name).toBe("ticket-1042-trace.json")
    expect(verifyChain(content.events, content.head)).toEqual({ ok: true, head })
  })

  it("shows an edit made to the file", () => {
    const content = JSON.parse(traceFile({ id: "t", number: 1, head, flow, events }).text) as { events: TicketEvent[] }
    content.events[7] = { ...content.events[7]!, at: content.events[7]!.at + 1 }
    expect(verifyChain(content.events, head)).toEqual({ ok: false, brokenSeq: 8 })
  })
})

describe("frameAt, of a ticket in several branches", () => {
  const vote = (key: string, personId: string) =>
    node(key, "approval", {
      ...approval.defaults(),
      rejectComment: false,
      people: { type: "named", personIds: [personId] },
    })
  const [ada, bo] = ids.agents
  const branched = flowOf(
    [
      node("split", "parallel", parallel.defaults()),
      vote("legal", ada),
      vote("money", bo),
      node("join", "join", join.defaults()),
    ],
    [
      edge("start.next", "split"),
      edge("split.route", "legal"),
      edge("split.route", "money"),
      edge("legal.approved", "join"),
      edge("money.approved", "join"),
      edge("join.next", "close"),
    ],
  )
  const ticket = new Drive(runnable(branched)).open({ amount: 1 })
  ticket.decide("approve", { by: ada })
  const half = ticket.events.length
  ticket.decide("approve", { by: bo })
  const frameOf = (seq: number) => frameAt(ticket.events, seq)!

  it("shows every token, who has the one and that the other waits", () => {
    const { tokens, marks } = frameOf(half)
    expect(tokens.toSorted()).toEqual(["join", "money"])
    expect(marks).toMatchObject({
      join: { is: "waiting", count: 1 },
      money: { is: "person", personId: bo },
      legal: { is: "ended", exit: "approved" },
    })
  })

  it("looks at the node the event is about, not at the first token", () => {
    const entered = ticket.events.filter(({ body }) => body.type === "entered")
    const nodes = entered.map(({ seq }) => frameOf(seq).focus)
    expect(nodes).toEqual(["start", "split", "legal", "money", "join", "join", "close"])
    const decided = ticket.events.filter(({ body }) => body.type === "decided")
    expect(decided.map(({ seq }) => frameOf(seq).focus)).toEqual(["legal", "money"])
  })

  it("has no token left once they have joined and the ticket is closed", () => {
    expect(frameOf(ticket.events.length).tokens).toEqual([])
  })
})
