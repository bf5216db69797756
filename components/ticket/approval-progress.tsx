"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { statusInk, statusSolid } from "@/components/ui/status"
import type { Progress } from "@/core/ticket/progress"
import { outlookOf } from "./progress-outlook"

const outlookInk = {
  sure: statusInk.ok,
  lost: statusInk.breached,
  every: statusInk.warning,
  open: "text-muted",
}

/** Above this many votes single boxes would be too small to tell apart. */
const boxesMax = 12

/**
 * "2 of 5, needs 3, can still fail": a box for each vote (approved, rejected, open) and a mark after the needed ones.
 * `isShort` leaves the sentence to screen readers and to the pointer, for rows of a list.
 */
export function ApprovalProgress({ progress, isShort }: { progress: Progress; isShort?: boolean }) {
  const t = useTranslations("ticket.progress")
  const { approved, rejected, need, votes } = progress
  const outlook = outlookOf(progress)
  const ahead = t(`outlook.${outlook.is}`, { missing: outlook.missing })
  const counts = t("sentence", { approved, seats: votes, need })
  const against = rejected > 0 ? t("rejected", { count: rejected }) : null
  const sentence = [counts, against, outlook.is === "over" ? null : ahead].filter((part) => part !== null).join(" · ")
  const short = `${approved}/${need}`
  return (
    <span
      title={isShort ? sentence : undefined}
      className={clsx(
        "inline-flex gap-2",
        isShort ? "items-center text-xs text-muted" : "flex-wrap items-center text-sm",
      )}
    >
      {votes <= boxesMax && (
        <span className="relative inline-flex gap-0.5" aria-hidden="true">
          {Array.from({ length: votes }, (_, index) => (
            <span
              key={index}
              className={clsx("flex items-center gap-0.5", index === need - 1 && need < votes && "pr-px")}
            >
              <span
                className={clsx(
                  "rounded-xs",
                  isShort ? "h-2 w-2.5" : "h-2.5 w-5",
                  index < approved
                    ? statusSolid.ok
                    : index >= votes - rejected
                      ? statusSolid.breached
                      : "bg-default outline-1 -outline-offset-1 outline-border-strong",
                )}
              />
              {index === need - 1 && need < votes && (
                <span className={clsx("w-0.5 rounded-full bg-foreground", isShort ? "h-3" : "h-4")} />
              )}
            </span>
          ))}
        </span>
      )}
      {isShort ? (
        <span className="figures">
          <span aria-hidden="true">{short}</span>
          <span className="sr-only">{sentence}</span>
        </span>
      ) : (
        <span>
          {counts}
          {against !== null && <span className="text-muted"> · {against}</span>}
          {outlook.is !== "over" && <span className={outlookInk[outlook.is]}> · {ahead}</span>}
        </span>
      )}
    </span>
  )
}
