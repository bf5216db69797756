"use client"

import clsx from "clsx"
import { ChevronDown, CircleCheck, OctagonX, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { stepName } from "./step-name"
import type { Problem } from "@/core/problem"
import { useDesignerContext, useGraph } from "./designer-context"
import type { Checked } from "./use-problems"

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
  const { errors, warnings } = props.checked
  const isReady = errors === 0 && warnings === 0
  const Icon = errors > 0 ? OctagonX : warnings > 0 ? TriangleAlert : CircleCheck
  return (
    <button
      type="button"
      aria-expanded={props.isOpen}
      aria-controls={props.controls}
      disabled={isReady && !props.isOpen}
      onClick={props.onToggle}
      className={clsx(
        "flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2 text-xs font-medium whitespace-nowrap md:h-7",
        errors > 0
          ? "bg-breached-soft text-breached-ink"
          : warnings > 0
            ? "bg-warning-soft text-warning-ink"
            : "bg-ok-soft text-ok-ink",
      )}
    >
      <Icon className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
      <span aria-live="polite">
        {errors > 0
          ? t("errors", { count: errors })
          : warnings > 0
            ? t("warnings", { count: warnings })
            : props.isPublished
              ? t("published")
              : t("ready")}
      </span>
    </button>
  )
}

/** All problems of the flow below the canvas; choosing one goes to the field it is about. */
export function ProblemStrip(props: {
  id: string
  checked: Checked
  /** Only what concerns one node, after its badge was pressed; null shows everything. */
  onlyNodeId: string | null
  onClose: () => void
}) {
  const t = useTranslations("designer.problems")
  const graph = useGraph()
  const sourceOf = new Map(graph.edges.map(({ id, source }) => [id, source]))
  const nodeOf = ({ place }: Problem) => place.nodeId ?? sourceOf.get(place.edgeId ?? "")
  const { problems } = props.checked
  const ranked = props.onlyNodeId
    ? problems.toSorted((a, b) => Number(nodeOf(b) === props.onlyNodeId) - Number(nodeOf(a) === props.onlyNodeId))
    : problems
  return (
    <section
      id={props.id}
      aria-label={t("title")}
      className="flex max-h-56 shrink-0 flex-col border-t border-border bg-surface max-md:max-h-64"
    >
      <header className="flex items-center justify-between gap-2 py-1 pr-2 pl-4">
        <h2 className="text-xs font-medium text-muted">{t("title")}</h2>
        <IconButton size="sm" icon={ChevronDown} label={t("close")} placement="top" onPress={props.onClose} />
      </header>
      {ranked.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-muted">{t("none")}</p>
      ) : (
        <ul className="min-h-0 overflow-y-auto pb-2">
          {ranked.map((problem, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two problems may be equal in everything but their place
            <ProblemRow key={`${problem.code} ${index}`} problem={problem} nodeId={nodeOf(problem)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ProblemRow({ problem, nodeId }: { problem: Problem; nodeId: string | undefined }) {
  const t = useTranslations("designer.problems")
  const { store, locale } = useDesignerContext()
  const node = useGraph().nodes.find(({ id }) => id === nodeId)
  const isError = problem.severity === "error"
  const Icon = isError ? OctagonX : TriangleAlert
  const where = node ? stepName(node, locale) : t("flow")
  return (
    <li>
      <button
        type="button"
        onClick={() => store.jump(problem.place)}
        className="flex w-full items-start gap-2.5 px-4 py-1.5 text-start text-sm hover:bg-default"
      >
        <Icon
          className={clsx("mt-0.5 size-4 shrink-0", isError ? "text-breached-ink" : "text-warning-ink")}
          aria-label={isError ? t("error") : t("warning")}
        />
        <span className="w-36 shrink-0 truncate text-muted max-md:hidden">{where}</span>
        <span className="min-w-0 flex-1 text-pretty">
          {problem.text[locale]} {problem.hint && <span className="text-muted">{problem.hint[locale]}</span>}
        </span>
      </button>
    </li>
  )
}
