import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { genesisHash, hashEvent, packStep, seal, unpackStep, verifyChain } from "./chain"
import type { TicketEvent } from "./event"
import { foldEvents, stateAt } from "./replay"
import { Drive, runnable } from "./testing/drive"
import { approvalFlow } from "./testing/small-flow"
import { ids } from "./testing/tenant"

const ticket = new Drive(runnable(approvalFlow({}))).open({ amount: 1 })
for (const by of ids.agents) ticket.decide("approve", { by })
const { events, head } = ticket
const copy = () => structuredClone(events)

describe("verifyChain", () => {
  it("accepts what was sealed", () => {
    expect(verifyChain(events, head)).toEqual({ ok: true, head })
    expect(events[0]?.prev).toBe(genesisHash)
    expect(head).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it.each<[string, (list: TicketEvent[]) => unknown, number]>([
    ["an edited event", (list) => (list[2]!.at += 1), 3],
    ["an edited body", (list) => ((list[4]!.body as { extra?: number }).extra = 1), 5],
    ["another person", (list) => (list[5]!.by = ids.owner), 6],
    ["a deleted event", (list) => list.splice(3, 1), 4],
    ["a deleted first event", (list) => list.splice(0, 1), 1],
    ["two swapped events", (list) => list.splice(3, 2, list[4]!, list[3]!), 4],
    ["a cut tail", (list) => list.splice(-2), events.length - 2],
    ["an edited last event", (list) => (list.at(-1)!.at += 1), events.length],
    ["an event put in between", (list) => list.splice(3, 0, list[3]!), 5],
    ["nothing left", (list) => list.splice(0), 1],
  ])("names the first event that cannot be trusted: %s", (_, tamper, brokenSeq) => {
    const list = copy()
    tamper(list)
    expect(verifyChain(list, head)).toEqual({ ok: false, brokenSeq })
  })

  it("finds any edit of any event", () => {
    fc.assert(
      fc.property(fc.nat(events.length - 1), fc.integer(), (index, at) => {
        fc.pre(events[index]!.at !== at)
        const list = copy()
        list[index]!.at = at
        expect(verifyChain(list, head).ok).toBe(false)
      }),
    )
  })
})

describe("hashEvent", () => {
  it("is that of the canonical JSON, whatever order the keys come in", () => {
    const event = events[0]!
    const { body, ...rest } = event
    expect(hashEvent({ body, ...rest })).toBe(hashEvent(event))
  })

  // Fixed for ever: tickets sealed by this version must be proved by every later one.
  it("never changes", () => {
    const [event] = seal([{ type: "commented", comment: "费用减免 ✓" }], {
      at: 1,
      by: ids.owner,
      prev: genesisHash,
      seq: 0,
    }).events
    expect(canonicalJson(event)).toBe(
      `{"at":1,"body":{"comment":"费用减免 ✓","type":"commented"},"by":"${ids.owner}","prev":"${genesisHash}","seq":1}`,
    )
    expect(hashEvent(event!)).toBe("_WwRNvDrnctu2SmUFkQqO9SxseXYFRfNlvkV_9E2oiY")
  })
})

describe("packStep", () => {
  it("gives the same events back", () => {
    const step = events.slice(3, 8).map((event) => ({ ...event, at: events[3]!.at, by: events[3]!.by }))
    const sealed = seal(
      step.map((event) => event.body),
      { at: step[0]!.at, by: step[0]!.by, prev: step[0]!.prev, seq: 3 },
    )
    expect(unpackStep(JSON.parse(JSON.stringify(packStep(sealed.events))))).toEqual(sealed.events)
  })
})

describe("replay", () => {
  it("gives the stored state, and every state on the way with everybody in it", () => {
    expect(foldEvents(events)).toEqual(ticket.now)
    expect(stateAt(events, 0)).toBeNull()
    expect(Object.values(stateAt(events, 5)?.todos ?? {}).map((todo) => todo.state)).toEqual([
      "active",
      "active",
      "active",
    ])
    const end = stateAt(events, events.length)
    expect(Object.values(end?.todos ?? {}).map((todo) => todo.state)).toEqual(["approved", "approved", "approved"])
    expect(end).toMatchObject({ status: "closed", resolution: "done" })
  })
})
