import { describe, expect, it } from "vitest"
import type { CallNews, Pop } from "@/components/feed/feed-event"
import { withNews, without, withPop, type PopCard } from "./pops"

const now = 1_800_000_000_000
const pop = (callId: string, extra: Partial<Pop> = {}): Pop => ({
  callId,
  at: now - 1000,
  ani: "138",
  dnis: "95001",
  customerId: null,
  ivrPath: [],
  intent: null,
  ticketId: null,
  ...extra,
})
const news = (callId: string, extra: Partial<CallNews> = {}): CallNews => ({
  callId,
  outcome: "ringing",
  answeredAt: null,
  endedAt: null,
  ticketId: null,
  ...extra,
})
const none: readonly PopCard[] = []

describe("cards of callers", () => {
  it("puts the newest first and keeps three", () => {
    const cards = ["a", "b", "c", "d"].reduce((before, callId) => withPop(before, pop(callId), now), none)
    expect(cards.map(({ callId }) => callId)).toEqual(["d", "c", "b"])
  })

  it("shows a caller who was answered before the page was opened as on the line", () => {
    expect(withPop(none, { ...pop("a"), isAnswered: true }, now)).toMatchObject([{ callId: "a", state: "talking" }])
  })

  it("adds the ticket to the card that is there, without moving it", () => {
    const two = withPop(withPop(none, pop("a"), now), pop("b"), now)
    const cards = withPop(two, pop("a", { ticketId: "t" }), now)
    expect(cards.map(({ callId, ticketId }) => [callId, ticketId])).toEqual([
      ["b", null],
      ["a", "t"],
    ])
  })

  it("does not lose the ticket to a late repetition without it", () => {
    const card = withPop(withPop(none, pop("a", { ticketId: "t" }), now), pop("a"), now)
    expect(card[0]?.ticketId).toBe("t")
  })

  it("shows nothing for a call that rang long ago, but still adds to a card", () => {
    expect(withPop(none, pop("a", { at: now - 120_001 }), now)).toBe(none)
    const shown = withPop(none, pop("a"), now)
    expect(withPop(shown, pop("a", { ticketId: "t" }), now + 600_000)[0]?.ticketId).toBe("t")
  })

  it("follows the call: ringing, talking, ended", () => {
    const ringing = withPop(none, pop("a"), now)
    const talking = withNews(ringing, news("a", { answeredAt: now }))
    const ended = withNews(talking, news("a", { answeredAt: now, endedAt: now + 1 }))
    expect([ringing, talking, ended].map((cards) => cards[0]?.state)).toEqual(["ringing", "talking", "ended"])
  })

  it("leaves the cards alone when other calls have news", () => {
    const cards = withPop(none, pop("a"), now)
    expect(withNews(cards, news("b", { endedAt: now }))).toBe(cards)
    expect(withNews(cards, news("a"))).toBe(cards)
  })

  it("goes when dismissed", () => {
    expect(without(withPop(none, pop("a"), now), "a")).toEqual([])
  })
})
