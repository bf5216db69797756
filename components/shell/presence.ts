import { CircleDot, CircleMinus, Moon, type LucideIcon } from "lucide-react"
import type { Presence } from "@/core/people/directory"

/** What the switch works on. Without it the shell shows no switch. */
export interface PresenceControl {
  value: Presence
  onChange: (value: Presence) => void
}

export const presences = ["online", "busy", "away"] as const satisfies readonly Presence[]

export const presenceIcon: Record<Presence, LucideIcon> = { online: CircleDot, busy: CircleMinus, away: Moon }

export const presenceInk: Record<Presence, string> = { online: "text-ok", busy: "text-late", away: "text-muted" }
