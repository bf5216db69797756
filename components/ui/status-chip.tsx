import clsx from "clsx"
import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { statusIcon, statusSoft, type Meaning } from "./status"

/** A state in a word: colour, icon and text together. Give `icon` where a more telling one exists. */
export function StatusChip(props: {
  meaning: Meaning
  children: ReactNode
  icon?: LucideIcon
  size?: "sm" | "md"
  className?: string
}) {
  const Icon = props.icon ?? statusIcon[props.meaning]
  return (
    <span
      className={clsx(
        "inline-flex max-w-full items-center gap-1 rounded-md align-middle font-medium whitespace-nowrap",
        props.size === "sm" ? "h-5 px-1.5 text-xs" : "h-6 px-2 text-xs",
        statusSoft[props.meaning],
        props.className,
      )}
    >
      <Icon className="size-3.5 shrink-0" strokeWidth={2.25} aria-hidden="true" />
      <span className="truncate">{props.children}</span>
    </span>
  )
}
