"use client"

import clsx from "clsx"
import dynamic from "next/dynamic"
import { useId, useMemo, useState } from "react"
import { Skeleton } from "@/components/ui/skeleton"
import { checkExpression } from "@/core/expression/check"
import type { ExpressionProblem } from "@/core/expression/problem"
import { heightPx, type ExpressionEditorProps } from "./editor-props"
import { ProblemList } from "./problem-list"
import { useSettled } from "./use-settled"

// Two megabytes of editor travel only to a page that shows an expression, and only to a keyboard: Monaco does not speak
// to the keyboards of phones. Where it cannot be loaded (a strict network, a lost connection) the plain field takes over.
const Field = dynamic(
  async () => {
    const isTouch = matchMedia("(hover: none) and (pointer: coarse)").matches
    if (!isTouch) {
      try {
        // Monaco takes its own words (what it tells a screen reader) from a global that must be there before it.
        if (document.documentElement.lang.startsWith("zh")) await import("monaco-editor/nls/lang/zh-cn")
        return (await import("./monaco-field")).MonacoField
      } catch (error) {
        console.error("The expression editor could not be loaded", error)
      }
    }
    return (await import("./plain-field")).PlainField
  },
  { ssr: false, loading: () => <Skeleton className="m-2 h-4 w-2/5" /> },
)

/** One condition, target or person rule in CEL: proposals, explanations and every problem while it is typed. */
export function ExpressionEditor(props: ExpressionEditorProps & { className?: string }) {
  const { value, onChange, variables, expect, locale, minLines = 1, readOnly = false, className } = props
  const describedBy = useId()
  // Half a word is not a mistake: what is wrong is said when the typing pauses. Until then the last answer stands.
  const settled = useSettled(value, 400)
  const problems = useMemo(
    // An empty field is told what to do by its placeholder; whether it may stay empty is for the form to say.
    () => (settled.trim() === "" ? [] : checkExpression(settled, { variables, expect }).problems),
    [settled, variables, expect],
  )
  const [shown, setShown] = useState<{ start: number; end: number } | null>(null)
  const apply = ({ start, end, fix }: ExpressionProblem) => {
    if (fix !== undefined) onChange(value.slice(0, start) + fix + value.slice(end))
  }
  return (
    <div className={clsx("min-w-0", className)}>
      <div
        style={{ minHeight: heightPx(minLines) + 2 }}
        data-invalid={problems.length > 0 || undefined}
        className={clsx(
          "rounded-lg border border-(--field-border) bg-(--field-background) transition-colors",
          "focus-within:border-accent focus-within:ring-1 focus-within:ring-accent",
          "data-invalid:border-breached data-invalid:focus-within:border-breached data-invalid:focus-within:ring-breached",
          readOnly && "bg-surface-secondary",
        )}
      >
        <Field
          {...props}
          minLines={minLines}
          readOnly={readOnly}
          problems={problems}
          describedBy={describedBy}
          reveal={props.reveal ?? shown}
          onRevealed={() => {
            setShown(null)
            props.onRevealed?.()
          }}
        />
      </div>
      <ProblemList
        id={describedBy}
        problems={problems}
        locale={locale}
        {...(settled === value && { onShow: ({ start, end }) => setShown({ start, end }) })}
        {...(!readOnly && settled === value && { onFix: apply })}
      />
    </div>
  )
}
