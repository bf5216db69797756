import clsx from "clsx"
import type { ReactNode } from "react"
import { statusIcon, statusSoft, type Meaning } from "./status"

/** A message in the page's flow that stays until its cause is gone. `isAssertive` when it appears after an action. */
export function Banner(props: {
  meaning: Meaning
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  isAssertive?: boolean
  className?: string
}) {
  const Icon = statusIcon[props.meaning]
  return (
    <div
      role={props.isAssertive ? "alert" : undefined}
      className={clsx(
        "flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm",
        statusSoft[props.meaning],
        props.className,
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 text-pretty">
        {props.title && <p className="font-medium">{props.title}</p>}
        {props.children}
      </div>
      {props.action && <div className="shrink-0">{props.action}</div>}
    </div>
  )
}
