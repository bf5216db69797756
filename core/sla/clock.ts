import type { ClockState } from "@/core/ticket/state"
import type { Tier } from "@/core/warning/tier"
import { addWorking } from "./calendar"
import type { Calendar, SlaPolicy } from "./policy"

/** Open minutes from dispatch at which a tier fires. */
export function tierMinute(tier: Tier, targetMin: number): number {
  return tier.at.type === "percent" ? (targetMin * tier.at.percent) / 100 : targetMin + tier.at.min
}

/** The clock of a todo dispatched at `startedAt`: its deadline and the instant of each tier. Level = place in the list. */
export function startClock(policy: SlaPolicy, startedAt: number, calendar: Calendar) {
  return {
    targetMin: policy.targetMin,
    startedAt,
    dueAt: addWorking(startedAt, policy.targetMin, calendar),
    tiers: policy.tiers.map((tier, index) => ({
      level: index + 1,
      at: addWorking(startedAt, tierMinute(tier, policy.targetMin), calendar),
    })),
  }
}

/** The next instant at which a clock has something to do: a tier, or being late. null when nothing is left. */
export function nextInstant(clock: ClockState | null): number | null {
  if (!clock) return null
  const instants = clock.tiers.map((tier) => tier.at)
  if (!clock.breached) instants.push(clock.dueAt)
  return instants.length > 0 ? Math.min(...instants) : null
}
