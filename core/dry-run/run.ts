import type { Problem } from "@/core/problem"
import type { TicketEvent } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import type { Notification } from "@/core/warning/notify"

/** A message that would have gone out. `seq`: the event that caused it. */
export type SentMessage = Notification & { seq: number; at: number }

/** How a pool's turn stands inside the run; it begins where nobody has had one. */
export type RunPool = { sequence: number; lastPersonId: string | null }

/**
 * A ticket that exists nowhere but here, after some moves. `at`: the virtual clock, in epoch ms, which never goes back.
 * Plain data: the same moves give the same bytes.
 */
export type Run = {
  at: number
  state: TicketState | null
  events: TicketEvent[]
  messages: SentMessage[]
  pools: Record<string, RunPool>
  /** When each person last got or finished a todo of the run. */
  idleSince: Record<string, number>
  /** Who took the call that opened it. */
  callAgents: Record<string, string | null>
}

export const startRun = (at: number): Run => ({
  at,
  state: null,
  events: [],
  messages: [],
  pools: {},
  idleSince: {},
  callAgents: {},
})

/** Ids of what a run makes up. They are those of no ticket, version or call. */
export const madeUp = {
  ticketId: "00000000-0000-4000-8000-000000000000",
  versionId: "00000000-0000-4000-8000-000000000001",
  ruleId: "00000000-0000-4000-8000-000000000002",
  callId: "dry-run",
  /** Of the ticket that an event asked for. */
  childId: (seq: number, index: number): string =>
    `00000000-0000-4000-9000-${String(seq * 1000 + index).padStart(12, "0")}`,
} as const

/** A move that cannot be made as things stand. */
export class Refused extends Error {
  override name = "Refused"
  constructor(readonly problems: Problem[]) {
    super(problems[0]?.code ?? "refused")
  }
}
