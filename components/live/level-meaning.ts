import type { Meaning } from "@/components/ui/status"
import { serviceLevelTarget } from "./wait-limits"

/** Ten points below the target is still close to it. */
const closeBy = 0.1

/** How a service level stands against the target; nothing while there is none. Pure. */
export function levelMeaning(value: number | null): Meaning | undefined {
  if (value === null) return undefined
  return value >= serviceLevelTarget ? "ok" : value >= serviceLevelTarget - closeBy ? "warning" : "late"
}
