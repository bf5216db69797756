"use client"

import clsx from "clsx"
import { SignalHigh, SignalLow, SignalMedium, TriangleAlert, type LucideIcon } from "lucide-react"
import { useLocale } from "use-intl"
import { statusInk } from "@/components/ui/status"
import { priorityTitles } from "@/core/flow/variables"
import { prioritySchema, type Priority } from "@/core/ticket/event"

const looks = {
  low: { icon: SignalLow, ink: "text-muted" },
  normal: { icon: SignalMedium, ink: "text-muted" },
  high: { icon: SignalHigh, ink: statusInk.late },
  urgent: { icon: TriangleAlert, ink: statusInk.breached },
} satisfies Record<Priority, { icon: LucideIcon; ink: string }>

/** How urgent a ticket is: an icon with its word, which `isIconOnly` keeps for screen readers and the tooltip. */
export function PriorityMark(props: { priority: string; isIconOnly?: boolean; className?: string }) {
  const locale = useLocale()
  const priority = prioritySchema.safeParse(props.priority).data ?? "normal"
  const { icon: Icon, ink } = looks[priority]
  const title = priorityTitles[priority][locale]
  return (
    <span
      title={props.isIconOnly ? title : undefined}
      className={clsx("inline-flex shrink-0 items-center gap-1 text-xs font-medium", ink, props.className)}
    >
      <Icon className="size-4 shrink-0" strokeWidth={2.25} aria-hidden="true" />
      <span className={props.isIconOnly ? "sr-only" : undefined}>{title}</span>
    </span>
  )
}
