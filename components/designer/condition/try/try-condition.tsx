"use client"

import { useEffect, useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { Spinner } from "@/components/ui/spinner"
import { FieldInput } from "@/components/ticket/field-input"
import type { FieldDraft } from "@/components/ticket/field-draft"
import { tryRoutes } from "@/core/design/try-routes"
import { compileExpression, evaluateCondition } from "@/core/expression/evaluate"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"
import { useDesigner } from "../../designer-context"
import { RecentTickets } from "./recent-tickets"
import { useSplitOfCondition } from "./split-context"
import { draftsOfCase, fieldToTry, valuesOfTry } from "./try-field"
import { TryResult } from "./try-result"
import { useCases } from "./use-cases"

type Values = Readonly<Record<string, unknown>>
/** Where the values come from: a case that was chosen, and what somebody has typed over it. */
type Filled = { from: Values | null; typed: Record<string, FieldDraft> }
const untouched: Filled = { from: null, typed: {} }

/**
 * A condition on values of one's own: what it says, row by row, and which way its split would go. It begins with a case in
 * which it holds; everything is worked out in the browser, as the engine would.
 */
export function TryCondition(props: {
  source: string
  variables: readonly Variable[]
  locale: Locale
  /** The values as they are being tried; null when it closes. */
  onTried: (values: Values | null) => void
}) {
  const t = useTranslations("designer.try")
  const { source, variables, locale, onTried } = props
  const fields = useDesigner((state) => state.history.graph.fields)
  const split = useSplitOfCondition()
  const [filled, setFilled] = useState(untouched)
  const [options] = useState(() => ({
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: `${new Date().toISOString().slice(0, 19)}Z`,
  }))
  const cases = useCases(source, variables)
  const own = useMemo(() => compileExpression(source, variables, { expect: "bool" }), [source, variables])
  const routes = split?.routes
  const asked = useMemo(() => {
    const keys = new Set(own.references)
    for (const { condition, fallback } of routes ?? []) {
      if (!fallback) for (const key of compileExpression(condition, variables).references) keys.add(key)
    }
    return [...keys].flatMap((key) => variables.find((variable) => variable.key === key) ?? [])
  }, [own, routes, variables])
  const { holds, doesNot } = cases
  const drafts = useMemo(() => {
    const from = filled.from ?? holds ?? doesNot ?? {}
    return { ...draftsOfCase(asked, fields, from, options), ...filled.typed }
  }, [asked, fields, filled, holds, doesNot, options])
  const values = useMemo(
    () => valuesOfTry(asked, fields, drafts, options.timeZone),
    [asked, fields, drafts, options.timeZone],
  )
  useEffect(() => onTried(values), [values, onTried])
  useEffect(() => () => onTried(null), [onTried])

  if (source.trim() === "" || own.problems.length > 0) {
    return <p className="text-xs text-pretty text-muted">{t("unfinished")}</p>
  }
  const outcome = evaluateCondition(source, variables, values)
  const tried = split ? tryRoutes(split.routes, split.takesEvery, variables, values) : null
  const ownKeys = new Set(own.references)
  const inputs = (group: readonly Variable[]) =>
    group.map((variable) => (
      <FieldInput
        key={variable.key}
        field={fieldToTry(variable, fields)}
        draft={drafts[variable.key] ?? ""}
        onChange={(draft) => setFilled({ ...filled, typed: { ...filled.typed, [variable.key]: draft } })}
      />
    ))
  const others = asked.filter(({ key }) => !ownKeys.has(key))
  return (
    <div className="space-y-3 rounded-lg border border-border bg-surface-secondary p-3">
      <div className="flex flex-wrap items-center gap-1.5">
        {(["holds", "doesNot", "fails"] as const).map((sort) => {
          const found = cases[sort]
          return (
            found && (
              <Button
                key={sort}
                size="sm"
                variant="outline"
                className="h-7 text-xs max-md:h-9"
                onPress={() => setFilled({ from: found, typed: {} })}
              >
                {t(`case.${sort}`)}
              </Button>
            )
          )
        })}
        <RecentTickets onValues={(from) => setFilled({ from, typed: {} })} />
        {cases.isWorking && <Spinner />}
      </div>
      {asked.length === 0 ? (
        <p className="text-xs text-muted">{t("readsNothing")}</p>
      ) : (
        inputs(asked.filter(({ key }) => ownKeys.has(key)))
      )}
      {others.length > 0 && (
        <>
          <p className="text-xs font-medium text-muted">{t("others")}</p>
          {inputs(others)}
        </>
      )}
      <TryResult outcome={outcome} tried={tried} split={split} locale={locale} />
    </div>
  )
}
