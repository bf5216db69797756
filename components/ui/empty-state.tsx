import clsx from "clsx"
import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"

/** What a list shows when it has nothing: why it is empty and what to do next. */
export function EmptyState(props: {
  icon: LucideIcon
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
  /** `compact` for panels, default for whole pages. */
  size?: "page" | "compact"
  /** `h1` where this is all there is on the page. */
  titleAs?: "p" | "h1" | "h2"
}) {
  const Icon = props.icon
  const Title = props.titleAs ?? "p"
  const isCompact = props.size === "compact"
  return (
    <div
      className={clsx(
        "flex flex-col items-center justify-center text-center",
        isCompact ? "gap-2 px-4 py-8" : "gap-3 px-6 py-16 md:py-24",
      )}
    >
      <span
        className={clsx(
          "grid place-items-center rounded-xl border border-border bg-surface-secondary text-muted",
          isCompact ? "size-9" : "size-11",
        )}
      >
        <Icon className={isCompact ? "size-4" : "size-5"} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div>
        <Title className={clsx("font-medium text-balance", isCompact ? "text-sm" : "text-base")}>{props.title}</Title>
        {props.description && (
          <p className="mx-auto mt-1 max-w-[46ch] text-sm text-pretty text-muted">{props.description}</p>
        )}
      </div>
      {props.action && <div className="mt-1 flex flex-wrap justify-center gap-2">{props.action}</div>}
    </div>
  )
}
