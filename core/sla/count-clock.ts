import type { ClockState } from "@/core/ticket/state"
import type { Tier } from "@/core/warning/tier"
import { addWorking, workingBetween } from "./calendar"
import { isByWall, phaseOf, tierMinute } from "./clock"
import type { Calendar, SlaPolicy } from "./policy"

const minuteMs = 60_000

/** No tier fires before the clock starts, nor for the first time before the tier below it. */
function inOrder<T extends { at: number; times?: number | undefined }>(startedAt: number, tiers: T[]): T[] {
  let earliest = startedAt
  return tiers.map((tier) => {
    if (tier.times !== undefined) return tier
    earliest = Math.max(earliest, tier.at)
    return { ...tier, at: earliest }
  })
}

/** When a tier fires. `instant`: the instant at which so many open minutes have been counted. */
function fires(tier: Tier, targetMin: number, instant: (minutes: number) => number): number {
  const minute = tierMinute(tier, targetMin)
  return isByWall(tier) ? instant(targetMin) + (minute - targetMin) * minuteMs : instant(minute)
}

/** The clock of a todo dispatched at `startedAt`: its deadline and the instant of each tier. Level = place in the list. */
export function startClock(policy: SlaPolicy, startedAt: number, calendar: Calendar) {
  const { targetMin } = policy
  const instant = (minutes: number) => addWorking(startedAt, minutes, calendar)
  const tiers = policy.tiers.map((tier, index) => ({ level: index + 1, at: fires(tier, targetMin, instant) }))
  return { targetMin, startedAt, dueAt: instant(targetMin), tiers: inOrder(startedAt, tiers) }
}

/** Open time a clock has counted by `at`, in milliseconds. Pure. */
export function elapsedMs(clock: ClockState, at: number, calendar: Calendar): number {
  const before = clock.elapsedMs ?? 0
  if (phaseOf(clock) !== "running") return before
  return before + Math.round(workingBetween(clock.since ?? clock.startedAt, at, calendar) * minuteMs)
}

/**
 * What pausing a running clock keeps: the open time it has counted, and what is left until each tier, as that counts:
 * nothing of one that is due and whose timer comes late.
 */
export function pauseClock(clock: ClockState, at: number, { tiers }: Pick<SlaPolicy, "tiers">, calendar: Calendar) {
  const left = clock.tiers.map(({ at: due, ...tier }) => ({
    ...tier,
    ms: isByWall(tiers[tier.level - 1])
      ? Math.max(0, due - at)
      : Math.round(workingBetween(at, due, calendar) * minuteMs),
  }))
  return { elapsedMs: elapsedMs(clock, at, calendar), left }
}

/**
 * A paused clock goes on: what was left is counted from `at`. A deadline that has been missed stays where it was missed;
 * one that nothing is left of is now. A tier by the wall clock keeps its distance from a deadline that is still to come.
 */
export function resumeClock(
  { targetMin, elapsedMs: counted = 0, paused }: ClockState,
  at: number,
  { tiers: policy }: Pick<SlaPolicy, "tiers">,
  calendar: Calendar,
) {
  const dueAt = paused?.dueAt ?? addWorking(at, targetMin - counted / minuteMs, calendar)
  const tiers = (paused?.left ?? []).map(({ ms, ...left }) => {
    const tier = policy[left.level - 1]
    const again = (): number => {
      if (!tier || !isByWall(tier)) return addWorking(at, ms / minuteMs, calendar)
      const isRelative = paused?.dueAt === undefined && left.times === undefined
      return isRelative ? fires(tier, targetMin, () => dueAt) : at + ms
    }
    return { ...left, at: again() }
  })
  return { dueAt, tiers: inOrder(at, tiers) }
}

/**
 * A running clock by a calendar that has changed: its present stretch is counted anew from where that began; what was
 * counted before a pause stays as it was counted then. Tiers that have fired stay fired, one that repeats goes on as it
 * was. Null when nothing moves.
 */
export function recountClock(clock: ClockState, policy: SlaPolicy, calendar: Calendar) {
  if (phaseOf(clock) !== "running") return null
  // One that was kept when its ticket moved to another version has the target of the version it left.
  const { targetMin } = clock
  const since = clock.since ?? clock.startedAt
  const counted = (clock.elapsedMs ?? 0) / minuteMs
  const instant = (minutes: number) => addWorking(since, minutes - counted, calendar)
  const left = new Set(clock.tiers.flatMap(({ level, times }) => (times === undefined ? [level] : [])))
  const tiers = policy.tiers.flatMap((tier, index) => {
    return left.has(index + 1) ? [{ level: index + 1, at: fires(tier, targetMin, instant) }] : []
  })
  return {
    targetMin,
    startedAt: clock.startedAt,
    dueAt: instant(targetMin),
    tiers: [...inOrder(clock.startedAt, tiers), ...clock.tiers.filter(({ times }) => times !== undefined)],
    ...(clock.since !== undefined && { since, elapsedMs: clock.elapsedMs ?? 0 }),
  }
}
