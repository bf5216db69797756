"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "use-intl"
import type { ExpressionProblem } from "@/core/expression/problem"
import type { Locale } from "@/core/text"

const shownMax = 3

/** The problems under an expression, the first ones in words: squiggles say nothing to a screen reader or a thumb. */
export function ProblemList(props: {
  id: string
  problems: readonly ExpressionProblem[]
  locale: Locale
  onFix?: (problem: ExpressionProblem) => void
  /** Goes to the characters a problem is about. */
  onShow?: (problem: ExpressionProblem) => void
}) {
  const { id, problems, locale, onFix, onShow } = props
  const t = useTranslations("editor")
  const more = problems.length - shownMax
  return (
    <ul id={id} aria-live="polite" className="text-xs text-breached-ink empty:hidden">
      {problems.slice(0, shownMax).map((problem) => (
        <li key={`${problem.code} ${problem.start} ${problem.end}`} className="mt-1.5 flex items-start gap-1.5">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
          <Words problem={problem} locale={locale} onShow={onShow} />
          {onFix && problem.fix !== undefined && (
            <button
              type="button"
              onClick={() => onFix(problem)}
              aria-label={t("replaceWith", { fix: problem.fix })}
              className="max-w-40 shrink-0 cursor-pointer truncate rounded-sm px-1 font-mono text-accent hover:bg-accent-soft max-md:py-1"
            >
              {problem.fix}
            </button>
          )}
        </li>
      ))}
      {more > 0 && <li className="mt-1.5 pl-5 text-muted">{t("moreProblems", { count: more })}</li>}
    </ul>
  )
}

function Words(props: {
  problem: ExpressionProblem
  locale: Locale
  onShow: ((problem: ExpressionProblem) => void) | undefined
}) {
  const { problem, locale, onShow } = props
  const words = (
    <>
      {problem.message[locale]}
      {problem.hint && <span className="text-muted"> {problem.hint[locale]}</span>}
    </>
  )
  const look = "min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]"
  if (!onShow) return <span className={look}>{words}</span>
  return (
    <button
      type="button"
      className={`${look} cursor-pointer text-start hover:underline`}
      onClick={() => onShow(problem)}
    >
      {words}
    </button>
  )
}
