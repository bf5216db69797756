"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"

/** The caller's number; a withheld one is said, not left empty. The customer stands beside it where one is known. */
export function CallerName(props: { ani: string | null; customerId?: string | null; className?: string }) {
  const t = useTranslations("ticket.call")
  return (
    <span className={clsx("inline-flex max-w-full min-w-0 items-baseline gap-2", props.className)}>
      <span className={clsx("truncate", props.ani ? "figures" : "text-muted")}>{props.ani || t("withheld")}</span>
      {props.customerId && <span className="min-w-0 truncate text-xs font-normal text-muted">{props.customerId}</span>}
    </span>
  )
}
