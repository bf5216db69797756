"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, Pencil, Workflow } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { StatusChip } from "@/components/ui/status-chip"
import type { Verdict } from "./explain-rules"
import type { Rule } from "./routing-page"
import { useConditions } from "./use-conditions"

const moverId = (ruleId: string, by: -1 | 1) => `${by < 0 ? "up" : "down"}-${ruleId}`

/** Gives the focus back to a rule's arrow after the move: a row that changes its place in the page loses it. */
export function focusMover(ruleId: string, by: -1 | 1) {
  requestAnimationFrame(() => document.getElementById(moverId(ruleId, by))?.focus())
}

/** One rule in its place: what it asks, which flow it starts, and what it makes of the call that is being tried. */
export function RuleRow(props: {
  rule: Rule
  place: number
  verdict: Verdict | null
  isFirst: boolean
  isLast: boolean
  onMove: (by: -1 | 1) => void
  onEdit: () => void
}) {
  const t = useTranslations("routing")
  const { rule, verdict } = props
  const conditions = useConditions()(rule.match)
  return (
    <li
      className={clsx(
        "flex items-start gap-3 border-b border-separator px-3 py-3 last:border-b-0 md:px-4",
        verdict?.is === "wins" && "bg-accent-soft",
      )}
    >
      <span className="w-5 pt-1 text-right text-sm text-muted figures" aria-hidden="true">
        {props.place}
      </span>
      <div className="min-w-0 flex-1 space-y-1">
        <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
          <span className={clsx("text-sm font-medium", !rule.enabled && "text-muted")}>{rule.name}</span>
          {!rule.enabled && (
            <StatusChip meaning="neutral" size="sm">
              {t("off")}
            </StatusChip>
          )}
          {rule.flowState !== "live" && (
            <StatusChip meaning="warning" size="sm">
              {t(`flowState.${rule.flowState}`)}
            </StatusChip>
          )}
        </div>
        <p className="text-sm text-pretty text-muted">
          {conditions.join(t("comma"))}
          {rule.whenAbandoned && ` · ${t("abandoned")}`}
        </p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
          <Workflow className="size-3.5 text-muted" aria-hidden="true" />
          {rule.flowName}
          <span className="text-xs text-muted">· {t("matched", { count: rule.matchedCalls })}</span>
        </p>
        {verdict && <VerdictText verdict={verdict} />}
      </div>
      <div className="flex shrink-0 max-sm:flex-col">
        <IconButton
          icon={ArrowUp}
          size="sm"
          label={t("up", { name: rule.name })}
          id={moverId(rule.id, -1)}
          isDisabled={props.isFirst}
          onPress={() => props.onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="sm"
          label={t("down", { name: rule.name })}
          id={moverId(rule.id, 1)}
          isDisabled={props.isLast}
          onPress={() => props.onMove(1)}
        />
        <IconButton icon={Pencil} size="sm" label={`${t("edit")}: ${rule.name}`} onPress={props.onEdit} />
      </div>
    </li>
  )
}

function VerdictText({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("routing")
  const reasons = verdict.is === "no" ? verdict.misses.map((miss) => t(`try.reason.${miss}`)).join(t("comma")) : ""
  return (
    <p className={clsx("text-xs", verdict.is === "wins" ? "font-medium text-accent-soft-foreground" : "text-muted")}>
      {verdict.is === "no" ? t("try.verdict.no", { reasons }) : t(`try.verdict.${verdict.is}`)}
    </p>
  )
}
