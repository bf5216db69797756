import type { CallNews, Pop } from "@/components/feed/feed-event"

/** A call that came to this person's phone, by the feed or as it is right now. */
export type PopCall = Pop & { isAnswered?: boolean }

/** A caller at this person's phone, until dismissed. */
export type PopCard = Pop & { state: "ringing" | "talking" | "ended" }

/** A pop that comes out of a resumed feed this late is about a call that is long over. */
const ageMaxMs = 120_000
const cardsMax = 3

/** The newest call first; a second pop of the same call brings its ticket. Calls that are too old change nothing. */
export function withPop(cards: readonly PopCard[], news: PopCall, nowMs: number): readonly PopCard[] {
  const { isAnswered = false, ...pop } = news
  const known = cards.find(({ callId }) => callId === pop.callId)
  if (known) {
    const merged = { ...known, ...pop, ticketId: pop.ticketId ?? known.ticketId }
    return cards.map((card) => (card === known ? merged : card))
  }
  if (nowMs - pop.at > ageMaxMs) return cards
  return [{ ...pop, state: isAnswered ? ("talking" as const) : ("ringing" as const) }, ...cards].slice(0, cardsMax)
}

/** What became of the call of a card that is shown. */
export function withNews(cards: readonly PopCard[], news: CallNews): readonly PopCard[] {
  const known = cards.find(({ callId }) => callId === news.callId)
  if (!known) return cards
  const state = news.endedAt !== null ? "ended" : news.answeredAt !== null ? "talking" : known.state
  const ticketId = news.ticketId ?? known.ticketId
  if (state === known.state && ticketId === known.ticketId) return cards
  return cards.map((card) => (card === known ? { ...known, state, ticketId } : card))
}

export const without = (cards: readonly PopCard[], callId: string) => cards.filter((card) => card.callId !== callId)
