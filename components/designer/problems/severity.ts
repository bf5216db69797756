import { Lightbulb, OctagonX, TriangleAlert, type LucideIcon } from "lucide-react"
import type { Severity } from "@/core/problem"

/** How problems of each severity look: told apart by shape as well as by colour. */
export const severityLook: Record<
  Severity,
  { icon: LucideIcon; ink: string; soft: string; meaning: "breached" | "warning" | "info" }
> = {
  error: { icon: OctagonX, ink: "text-breached-ink", soft: "bg-breached-soft text-breached-ink", meaning: "breached" },
  warning: {
    icon: TriangleAlert,
    ink: "text-warning-ink",
    soft: "bg-warning-soft text-warning-ink",
    meaning: "warning",
  },
  advice: { icon: Lightbulb, ink: "text-muted", soft: "bg-default text-muted", meaning: "info" },
}
