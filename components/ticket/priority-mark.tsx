"use client"

import clsx from "clsx"
import { TriangleAlert } from "lucide-react"
import { useLocale } from "use-intl"
import { statusInk } from "@/components/ui/status"
import { priorities, priorityTitles, type Priority } from "@/core/ticket/priority"

const looks = {
  low: { bars: 1, ink: "text-muted" },
  normal: { bars: 2, ink: "text-muted" },
  high: { bars: 3, ink: statusInk.late },
  urgent: { bars: null, ink: statusInk.breached },
} satisfies Record<Priority, { bars: number | null; ink: string }>

/** Three rising bars, the first `count` of them solid. */
function Bars({ count }: { count: number }) {
  return (
    <svg viewBox="0 0 16 16" className="size-4 shrink-0" fill="currentColor" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={2 + bar * 4.5}
          y={9.5 - bar * 3}
          width={3}
          height={4.5 + bar * 3}
          rx={1}
          opacity={bar < count ? 1 : 0.28}
        />
      ))}
    </svg>
  )
}

/** How urgent a ticket is: an icon with its word, which `isIconOnly` keeps for screen readers and the tooltip. */
export function PriorityMark(props: { priority: string; isIconOnly?: boolean; className?: string }) {
  const locale = useLocale()
  const priority = priorities.find((one) => one === props.priority) ?? "normal"
  const { bars, ink } = looks[priority]
  const title = priorityTitles[priority][locale]
  return (
    <span
      title={props.isIconOnly ? title : undefined}
      className={clsx("inline-flex shrink-0 items-center gap-1 text-xs font-medium", ink, props.className)}
    >
      {bars === null ? (
        <TriangleAlert className="size-4 shrink-0" strokeWidth={2.25} aria-hidden="true" />
      ) : (
        <Bars count={bars} />
      )}
      <span className={props.isIconOnly ? "sr-only" : undefined}>{title}</span>
    </span>
  )
}
