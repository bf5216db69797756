import type { Actor, PauseCause, TicketEvent } from "../event"

/** A stretch of a clock's life in which it ran, or stood still. `to` null: it still does. Milliseconds since 1970 UTC. */
export type Stretch =
  | {
      type: "ran"
      from: number
      to: number | null
      /** Open time counted, as recorded; null while it runs. */ ms: number | null
    }
  | { type: "paused"; from: number; to: number | null; by: Actor; cause: PauseCause; comment: string }

/** One life of a clock, from its start (or from starting anew) to its end. */
export type ClockHistory = {
  startedAt: number
  targetMin: number
  /** True when it was started before, and begins from nothing here. */
  isAgain: boolean
  stretches: Stretch[]
  /** The deadline it has, or had when it ended; null while it is paused. */
  dueAt: number | null
  /** It counts nothing any more: why, and since when. `over`: what it measured is. */
  ended: { at: number; as: "stopped" | "cancelled" | "over" } | null
}

/**
 * The latest life of a clock, told by its ticket's events. null for one that never started. Pure; only what events say,
 * so that it is the same years later, whatever has become of the calendar.
 */
export function clockHistory(events: readonly TicketEvent[], clockId: string): ClockHistory | null {
  const tale = new Tale(clockId)
  for (const event of events) tale.hear(event)
  return tale.history
}

class Tale {
  history: ClockHistory | null = null
  private counted = 0
  private activationId: string | null
  /** Of a visit: whose it is. */
  private tokenId: string | null = null

  constructor(private readonly clockId: string) {
    this.activationId = clockId.startsWith("a") ? clockId : null
  }

  hear({ at, by, body }: TicketEvent): void {
    const { clockId } = this
    if (body.type === "entered" && body.activationId === clockId) this.tokenId = body.tokenId
    if ((body.type === "dispatched" || body.type === "added") && body.todos.some(({ id }) => id === clockId)) {
      const todo = body.todos.find(({ id }) => id === clockId)
      if (body.type === "dispatched") this.activationId = body.activationId
      const clock = todo?.clock ?? body.clock
      if (todo?.state === "active" && clock) this.begin(clock.startedAt, clock)
    }
    if (body.type === "activated" && body.todoId === clockId && body.clock) this.begin(at, body.clock)
    if ((body.type === "clockStarted" || body.type === "clockReset") && body.clockId === clockId)
      this.begin(at, body.clock)
    if (!this.history) return
    if ((body.type === "rescheduled" && body.todoId === clockId) || isOf(body, "clockRescheduled", clockId)) {
      this.history.dueAt = body.clock.dueAt
    }
    if (isOf(body, "clockPaused", clockId)) {
      this.close(at, body.elapsedMs)
      const { cause, comment } = body
      this.history.stretches.push({ type: "paused", from: at, to: null, by, cause, comment })
      this.history.dueAt = null
    }
    if (isOf(body, "clockResumed", clockId)) {
      this.close(at, null)
      this.history.stretches.push({ type: "ran", from: at, to: null, ms: null })
      this.history.dueAt = body.dueAt
    }
    if (isOf(body, "clockEnded", clockId)) this.end(at, body.as, body.elapsedMs)
    if (body.type === "retracted" && body.todoId === clockId) this.reopen()
    if (this.isOver(body)) this.end(at, "over", null)
  }

  private begin(at: number, { targetMin, dueAt }: { targetMin: number; dueAt: number }): void {
    this.counted = 0
    const stretches: Stretch[] = [{ type: "ran", from: at, to: null, ms: null }]
    this.history = { startedAt: at, targetMin, isAgain: this.history !== null, stretches, dueAt, ended: null }
  }

  /** The last stretch ends; of one that ran, what it counted. */
  private close(at: number, elapsedMs: number | null): void {
    const last = this.history?.stretches.at(-1)
    if (!last || last.to !== null) return
    last.to = at
    if (last.type !== "ran" || elapsedMs === null) return
    last.ms = elapsedMs - this.counted
    this.counted = elapsedMs
  }

  private end(at: number, as: "stopped" | "cancelled" | "over", elapsedMs: number | null): void {
    if (!this.history || this.history.ended) return
    this.close(at, elapsedMs)
    this.history.ended = { at, as }
  }

  /** A vote is taken back: its clock goes on as if it had never stopped. */
  private reopen(): void {
    const last = this.history?.stretches.at(-1)
    if (!this.history || this.history.ended?.as !== "over" || !last) return
    last.to = null
    this.history.ended = null
  }

  private isOver(body: TicketEvent["body"]): boolean {
    const { clockId, activationId, tokenId } = this
    if (body.type === "closed") return true
    if (clockId.startsWith("s")) return false
    if (body.type === "completed" && body.activationId === activationId) return true
    if (body.type === "ended" && tokenId !== null && body.tokenIds.includes(tokenId)) return true
    if (body.type === "moved" && tokenId !== null && body.tokenId === tokenId) return true
    if (body.type === "settled" && body.todoId === clockId) return body.state !== "active"
    if (body.type === "cancelled" && body.todoIds.includes(clockId)) return true
    return (body.type === "decided" || body.type === "returned") && body.todoId === clockId
  }
}

type Body<T extends TicketEvent["body"]["type"]> = Extract<TicketEvent["body"], { type: T }>

function isOf<T extends "clockPaused" | "clockResumed" | "clockEnded" | "clockRescheduled">(
  body: TicketEvent["body"],
  type: T,
  clockId: string,
): body is Body<T> {
  return body.type === type && "clockId" in body && body.clockId === clockId
}
