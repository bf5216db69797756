import { versionOf } from "@/core/sla/clock"
import type { EventBody } from "../event"
import type { ClockState } from "../state"

// What becomes of one clock, whatever it measures. Pure, and without a calendar: every instant stands in the event.

type Body<T extends EventBody["type"]> = Extract<EventBody, { type: T }>
export type StartedClock = Body<"clockStarted">["clock"]

/** A clock begins; `before` is what it was in an earlier life. */
export function begin(clock: StartedClock, before?: ClockState | null): ClockState {
  return { ...clock, breached: false, ...(before && { version: versionOf(before) + 1 }) }
}

export function pause(
  { since: _since, ...clock }: ClockState,
  at: number,
  { cause, elapsedMs, left }: Pick<Body<"clockPaused">, "cause" | "elapsedMs" | "left">,
): ClockState {
  const { dueAt, breached } = clock
  const missed = breached && dueAt !== null ? { dueAt } : {}
  const paused = { at, cause, left, ...missed }
  return { ...clock, dueAt: null, tiers: [], elapsedMs, paused, version: versionOf(clock) + 1 }
}

export function resume(
  { paused: _paused, ...clock }: ClockState,
  at: number,
  { dueAt, tiers }: Pick<Body<"clockResumed">, "dueAt" | "tiers">,
): ClockState {
  return { ...clock, dueAt, tiers, since: at, version: versionOf(clock) + 1 }
}

/** It keeps the deadline it had, for whoever looks back at it. */
export function end(
  { paused, since: _since, ...clock }: ClockState,
  at: number,
  { as, elapsedMs }: Pick<Body<"clockEnded">, "as" | "elapsedMs">,
): ClockState {
  const dueAt = clock.dueAt ?? paused?.dueAt ?? null
  return { ...clock, dueAt, tiers: [], elapsedMs, ended: { at, as }, version: versionOf(clock) + 1 }
}

/** A tier has fired, and with it those below. */
export function fire(clock: ClockState, level: number, again?: Body<"clockWarned">["again"]): ClockState {
  return { ...clock, tiers: [...clock.tiers.filter((tier) => tier.level > level), ...(again ? [again] : [])] }
}

/** A calendar has changed; what was late stays late. */
export function recount(before: ClockState, clock: StartedClock): ClockState {
  return { ...clock, breached: before.breached, version: versionOf(before) + 1 }
}
