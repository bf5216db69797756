"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, ChevronDown, CircleCheck } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { severities, type Problem, type Severity } from "@/core/problem"
import { useDesignerContext, useGraph } from "./designer-context"
import { FixButton } from "./problems/fix-button"
import { severityLook } from "./problems/severity"
import { keyOf, stepOf, type ProblemWalk } from "./problems/use-problem-walk"
import { stepName } from "./step-name"
import type { Checked } from "./use-problems"

/** Rows that are drawn at once; the rest on request. */
const rowsMax = 60

/** "Ready to publish" or "3 problems", at the top of the designer. Opens the list. */
export function ProblemStatus(props: {
  checked: Checked
  /** What is drawn is what is live. */
  isPublished: boolean
  isOpen: boolean
  controls: string
  onToggle: () => void
}) {
  const t = useTranslations("designer.problems")
  const { errors, warnings, advice } = props.checked
  const isReady = errors === 0 && warnings === 0
  const look = severityLook[errors > 0 ? "error" : "warning"]
  const Icon = isReady ? CircleCheck : look.icon
  return (
    <button
      type="button"
      aria-expanded={props.isOpen}
      aria-controls={props.controls}
      disabled={isReady && advice === 0 && !props.isOpen}
      onClick={props.onToggle}
      className={clsx(
        "flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2 text-xs font-medium whitespace-nowrap md:h-7",
        isReady ? "bg-ok-soft text-ok-ink" : look.soft,
      )}
    >
      <Icon className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
      <span aria-live="polite" className={clsx(isReady && "max-md:sr-only")}>
        {errors > 0
          ? t("errors", { count: errors })
          : warnings > 0
            ? t("warnings", { count: warnings })
            : props.isPublished
              ? t("published")
              : t("ready")}
        {isReady && advice > 0 && (
          <span className="font-normal max-md:hidden">{` · ${t("adviceCount", { count: advice })}`}</span>
        )}
      </span>
    </button>
  )
}

/** All problems of the flow below the canvas; choosing one goes to the field it is about, and one press mends it. */
export function ProblemStrip(props: { id: string; checked: Checked; walk: ProblemWalk; onClose: () => void }) {
  const t = useTranslations("designer.problems")
  const { edges } = useGraph()
  const { listed, currentKey, go, step } = props.walk
  const [shown, setShown] = useState(rowsMax)
  const list = useRef<HTMLUListElement>(null)
  const fixed = useRef<number | null>(null)
  // The row that was mended takes its button along; the hands stay where they are, at the next one.
  useEffect(() => {
    const at = fixed.current
    if (at === null || document.activeElement !== document.body) return
    fixed.current = null
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-problem]") ?? []
    rows[Math.min(at, rows.length - 1)]?.focus()
  }, [listed])
  useEffect(() => {
    list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" })
  }, [currentKey])
  return (
    <section
      id={props.id}
      aria-label={t("title")}
      className="@container flex max-h-64 shrink-0 flex-col border-t border-border bg-surface max-md:max-h-64"
    >
      <header className="flex items-center gap-2 py-1 pr-2 pl-4">
        <h2 className="text-xs font-medium text-muted max-md:sr-only">{t("title")}</h2>
        <SeverityFilter checked={props.checked} walk={props.walk} />
        <span className="ml-auto flex shrink-0 items-center">
          <IconButton
            size="sm"
            icon={ArrowUp}
            label={t("previous")}
            shortcut="⇧F8"
            placement="top"
            isDisabled={listed.length === 0}
            onPress={() => step(-1)}
          />
          <IconButton
            size="sm"
            icon={ArrowDown}
            label={t("next")}
            shortcut="F8"
            placement="top"
            isDisabled={listed.length === 0}
            onPress={() => step(1)}
          />
          <IconButton size="sm" icon={ChevronDown} label={t("close")} placement="top" onPress={props.onClose} />
        </span>
      </header>
      {listed.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-muted">{t("none")}</p>
      ) : (
        <ul ref={list} className="min-h-0 overflow-y-auto pb-2">
          {listed.slice(0, shown).map((problem, index) => (
            <ProblemRow
              // oxlint-disable-next-line react/no-array-index-key -- two problems may be equal in everything but their place
              key={`${keyOf(problem)} ${index}`}
              problem={problem}
              nodeId={stepOf(problem, edges)}
              isCurrent={keyOf(problem) === currentKey}
              onGo={() => go(problem)}
              onFixed={() => {
                fixed.current = index
              }}
            />
          ))}
          {listed.length > shown && (
            <li>
              <button
                type="button"
                className="px-4 py-1.5 text-sm text-link hover:underline"
                onClick={() => setShown(shown + rowsMax)}
              >
                {t("more", { count: listed.length - shown })}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

/** Which severities are listed, with how many there are of each. */
function SeverityFilter({ checked, walk }: { checked: Checked; walk: ProblemWalk }) {
  const t = useTranslations("designer.problems")
  const counts: Record<Severity, number> = { error: checked.errors, warning: checked.warnings, advice: checked.advice }
  const present = severities.filter((severity) => counts[severity] > 0)
  if (present.length < 2) return null
  const chip = (filter: Severity | null, label: string) => (
    <button
      key={filter ?? "all"}
      type="button"
      aria-pressed={walk.filter === filter}
      onClick={() => walk.setFilter(filter)}
      className={clsx(
        "h-6 rounded-md px-2 text-xs whitespace-nowrap max-md:h-8",
        walk.filter === filter ? "bg-default font-medium text-foreground" : "text-muted hover:text-foreground",
      )}
    >
      {label}
    </button>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset does not lie in a line
    <div role="group" aria-label={t("filter")} className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
      {chip(null, t("all"))}
      {present.map((severity) => chip(severity, t(`count.${severity}`, { count: counts[severity] })))}
    </div>
  )
}

function ProblemRow(props: {
  problem: Problem
  nodeId: string | undefined
  isCurrent: boolean
  onGo: () => void
  onFixed: () => void
}) {
  const t = useTranslations("designer.problems")
  const { locale } = useDesignerContext()
  const { problem } = props
  const node = useGraph().nodes.find(({ id }) => id === props.nodeId)
  const { icon: Icon, ink } = severityLook[problem.severity]
  const where = node ? stepName(node, locale) : t("flow")
  return (
    <li
      className={clsx(
        "flex items-start gap-x-2 py-0.5 pr-3 @max-3xl:flex-col @max-3xl:items-stretch",
        props.isCurrent && "bg-accent-soft",
      )}
    >
      <button
        type="button"
        data-problem
        aria-current={props.isCurrent}
        onClick={props.onGo}
        className="flex min-w-0 flex-1 items-start gap-2.5 py-1 pl-4 text-start text-sm hover:bg-default"
      >
        <Icon className={clsx("mt-0.5 size-4 shrink-0", ink)} aria-label={t(problem.severity)} />
        <span className="w-36 shrink-0 truncate text-muted @max-md:hidden">{where}</span>
        <span className="min-w-0 flex-1 text-pretty">
          {problem.text[locale]} {problem.hint && <span className="text-muted">{problem.hint[locale]}</span>}
        </span>
      </button>
      <span className="@max-3xl:pb-1 @max-3xl:pl-[12.25rem] @max-md:pl-10.5 @3xl:max-w-[40%] @3xl:pt-0.5">
        <FixButton problem={problem} onFixed={props.onFixed} />
      </span>
    </li>
  )
}
