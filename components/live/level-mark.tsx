import clsx from "clsx"
import type { ReactNode } from "react"
import { statusIcon, statusInk, type Meaning } from "@/components/ui/status"

/** A service level with the mark of how it stands against the target. */
export function LevelMark(props: { meaning: Meaning | undefined; children: ReactNode; title?: string }) {
  const Icon = props.meaning && statusIcon[props.meaning]
  return (
    <span
      title={props.title}
      className={clsx("inline-flex items-center gap-1", props.meaning ? statusInk[props.meaning] : "text-muted")}
    >
      {Icon && <Icon className="size-[1.1em] shrink-0" aria-hidden="true" />}
      {props.children}
    </span>
  )
}
