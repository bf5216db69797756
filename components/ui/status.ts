import {
  CircleCheck,
  CircleDashed,
  CirclePlay,
  ClockAlert,
  Info,
  OctagonX,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react"

/**
 * What a colour means. `late`: past its time and still open, somebody can still act. `breached`: lost for good, it
 * counts in the report. `active`: going on now. Never a colour alone: every meaning has its icon.
 */
export const meanings = ["neutral", "active", "info", "ok", "warning", "late", "breached"] as const
export type Meaning = (typeof meanings)[number]

export const statusIcon: Record<Meaning, LucideIcon> = {
  neutral: CircleDashed,
  active: CirclePlay,
  info: Info,
  ok: CircleCheck,
  warning: TriangleAlert,
  late: ClockAlert,
  breached: OctagonX,
}

/** Ink on soft ground; for chips, banners, rows. */
export const statusSoft: Record<Meaning, string> = {
  neutral: "bg-default text-default-foreground",
  active: "bg-accent-soft text-accent-soft-foreground",
  info: "bg-info-soft text-info-ink",
  ok: "bg-ok-soft text-ok-ink",
  warning: "bg-warning-soft text-warning-ink",
  late: "bg-late-soft text-late-ink",
  breached: "bg-breached-soft text-breached-ink",
}

/** Ink on the page's own ground; for figures and inline text. */
export const statusInk: Record<Meaning, string> = {
  neutral: "text-muted",
  active: "text-accent-soft-foreground",
  info: "text-info-ink",
  ok: "text-ok-ink",
  warning: "text-warning-ink",
  late: "text-late-ink",
  breached: "text-breached-ink",
}

/** Solid ground without text; for dots, bars, rings. */
export const statusSolid: Record<Meaning, string> = {
  neutral: "bg-border-strong",
  active: "bg-accent",
  info: "bg-info",
  ok: "bg-ok",
  warning: "bg-warning",
  late: "bg-late",
  breached: "bg-breached",
}

/** The CSS variable of the solid colour; for SVG and charts. */
export const statusVariable: Record<Meaning, string> = {
  neutral: "--border-strong",
  active: "--accent",
  info: "--info",
  ok: "--ok",
  warning: "--warning",
  late: "--late",
  breached: "--breached",
}
