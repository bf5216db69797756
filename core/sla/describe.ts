import type { Text } from "@/core/text"
import type { SlaPolicy } from "./policy"

/** Minutes as people say them: "45 min", "1 h", "1 h 30 min". A day is not used: it might mean 8 hours or 24. */
export function describeMinutes(minutes: number): Text {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const en = [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(" ")
  const zh = [hours > 0 && `${hours}小时`, (rest > 0 || hours === 0) && `${rest}分钟`].filter(Boolean).join("")
  return { en, zh }
}

/** "1 h · 3 tiers"; null without a deadline. */
export function describeSla(sla: SlaPolicy | null): Text | null {
  if (!sla) return null
  const { en, zh } = describeMinutes(sla.targetMin)
  const { length } = sla.tiers
  if (length === 0) return { en, zh }
  return { en: `${en} · ${length} ${length === 1 ? "tier" : "tiers"}`, zh: `${zh} · ${length}级预警` }
}
