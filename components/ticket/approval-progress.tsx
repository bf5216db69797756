"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { statusSolid } from "@/components/ui/status"

/** Votes of one approval. `need` approvals pass it. */
export type Progress = { approved: number; rejected: number; need: number; seats: number }

/** Above this many seats single boxes would be too small to tell apart. */
const boxesMax = 12

/**
 * "2 of 5, needs 3": a box for each seat (approved, rejected, open) and a mark after the needed ones. `isShort` leaves
 * the sentence to screen readers, for rows of a list.
 */
export function ApprovalProgress({ progress, isShort }: { progress: Progress; isShort?: boolean }) {
  const t = useTranslations("ticket.progress")
  const { approved, rejected, need, seats } = progress
  const sentence = t("sentence", { approved, seats, need })
  const short = `${approved}/${need}`
  return (
    <span className={clsx("inline-flex items-center gap-2", isShort ? "text-xs text-muted" : "text-sm")}>
      {seats <= boxesMax && (
        <span className="relative inline-flex gap-0.5" aria-hidden="true">
          {Array.from({ length: seats }, (_, index) => (
            <span
              key={index}
              className={clsx("flex items-center gap-0.5", index === need - 1 && need < seats && "pr-px")}
            >
              <span
                className={clsx(
                  "rounded-xs",
                  isShort ? "h-2 w-2.5" : "h-2.5 w-5",
                  index < approved
                    ? statusSolid.ok
                    : index >= seats - rejected
                      ? statusSolid.breached
                      : "bg-default outline-1 -outline-offset-1 outline-border-strong",
                )}
              />
              {index === need - 1 && need < seats && (
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
          {sentence}
          {rejected > 0 && <span className="text-muted"> · {t("rejected", { count: rejected })}</span>}
        </span>
      )}
    </span>
  )
}
