import type { ClockState } from "@/core/ticket/state"
import type { Tier } from "@/core/warning/tier"

// What a clock says of itself. Counting open time is in count-clock: calendars bring a library that readers need not load.

const minuteMs = 60_000

/** Open minutes from dispatch at which a tier fires; where it counts by the wall clock, as if everything were open. */
export function tierMinute(tier: Tier, targetMin: number): number {
  return tier.at.type === "percent" ? (targetMin * tier.at.percent) / 100 : targetMin + tier.at.min
}

export const isByWall = (tier: Tier | undefined): boolean => tier?.at.type === "offset" && tier.at.time === "wall"

/** Where a clock is in its life; `running` past its deadline too. */
export type ClockPhase = "running" | "paused" | "stopped" | "cancelled"

export function phaseOf({ paused, ended }: Pick<ClockState, "paused" | "ended">): ClockPhase {
  return ended ? ended.as : paused ? "paused" : "running"
}

/** Which life of the clock this is: a timer armed in an earlier one is stale. */
export const versionOf = (clock: Pick<ClockState, "version">): number => clock.version ?? 1

/** Open minutes a paused clock has left, rounded; negative when its deadline has been missed by so many. Pure. */
export const leftMinutes = ({ targetMin, elapsedMs: counted = 0 }: ClockState): number =>
  Math.round(targetMin - counted / minuteMs)

/** The next instant at which a clock has something to do: a tier, or being late. null when nothing is left. */
export function nextInstant(clock: ClockState | null): number | null {
  if (!clock || phaseOf(clock) !== "running") return null
  const instants = clock.tiers.map((tier) => tier.at)
  if (!clock.breached && clock.dueAt !== null) instants.push(clock.dueAt)
  return instants.length > 0 ? Math.min(...instants) : null
}
