import clsx from "clsx"
import { ArrowDownRight, ArrowUpRight, Minus } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { statusIcon, statusInk, type Meaning } from "./status"

const arrow = { up: ArrowUpRight, down: ArrowDownRight, flat: Minus }

/**
 * One figure with its name. `meaning` marks a figure that needs a look (icon + ink); `change` tells where it comes
 * from. The whole tile is a link when `href` is given.
 */
export function StatTile(props: {
  label: ReactNode
  value: ReactNode
  unit?: ReactNode
  hint?: ReactNode
  meaning?: Meaning
  change?: { direction: keyof typeof arrow; text: ReactNode; meaning?: Meaning }
  href?: string
  /** A sparkline or a bar below the figure. */
  children?: ReactNode
  className?: string
}) {
  const Icon = props.meaning && props.meaning !== "neutral" ? statusIcon[props.meaning] : undefined
  const Arrow = props.change && arrow[props.change.direction]
  const body = (
    <>
      <span className="flex items-center gap-1.5 text-sm text-muted">
        {Icon && props.meaning && (
          <Icon className={clsx("size-3.5 shrink-0", statusInk[props.meaning])} aria-hidden="true" />
        )}
        <span className="truncate">{props.label}</span>
      </span>
      <span className="mt-1 flex flex-wrap items-baseline gap-x-1.5">
        <span
          className={clsx(
            "text-2xl font-semibold tracking-[-0.02em] figures",
            props.meaning && props.meaning !== "neutral" && statusInk[props.meaning],
          )}
        >
          {props.value}
        </span>
        {props.unit && <span className="text-sm text-muted">{props.unit}</span>}
      </span>
      {(props.change ?? props.hint) && (
        <span className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-muted">
          {props.change && Arrow && (
            <span className={clsx("inline-flex items-center gap-0.5", statusInk[props.change.meaning ?? "neutral"])}>
              <Arrow className="size-3.5" aria-hidden="true" />
              {props.change.text}
            </span>
          )}
          {props.hint}
        </span>
      )}
      {props.children && <span className="mt-2 block">{props.children}</span>}
    </>
  )
  const frame = clsx("panel flex min-w-0 flex-col px-4 py-3", props.className)
  if (!props.href) return <div className={frame}>{body}</div>
  return (
    <Link href={props.href} className={clsx(frame, "transition-colors hover:border-border-strong")}>
      {body}
    </Link>
  )
}
