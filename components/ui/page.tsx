import clsx from "clsx"
import type { ReactNode } from "react"

/**
 * The body of a page below its header. `work` uses the full width (lists, wallboards), `reading` keeps lines
 * short (forms, settings). `isFlush` leaves the padding to the content (tables that run edge to edge).
 */
export function PageBody(props: {
  children: ReactNode
  width?: "work" | "reading"
  isFlush?: boolean
  className?: string
}) {
  return (
    <div
      className={clsx(
        "w-full min-w-0 flex-1",
        !props.isFlush && "px-4 py-4 md:px-6 md:py-5",
        props.width === "reading" && "max-w-4xl",
        props.className,
      )}
    >
      {props.children}
    </div>
  )
}

/** A titled group on a page: hairline panel with an optional head and actions. */
export function Panel(props: {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
  isFlush?: boolean
  className?: string
}) {
  return (
    <section className={clsx("panel min-w-0", props.className)}>
      {(props.title ?? props.actions) && (
        <div className="flex min-h-11 items-center justify-between gap-3 border-b border-separator px-4 py-2">
          <div className="min-w-0">
            <h2 className="text-sm font-medium">{props.title}</h2>
            {props.description && <p className="text-xs text-muted">{props.description}</p>}
          </div>
          {props.actions && <div className="flex shrink-0 items-center gap-2">{props.actions}</div>}
        </div>
      )}
      <div className={clsx(!props.isFlush && "p-4")}>{props.children}</div>
    </section>
  )
}
