"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { fieldProblems } from "@/components/auth/field-problems"
import { refusalOf } from "@/components/designer/app-error"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import type { Problem } from "@/core/problem"
import { ownField } from "./own-field"

const focusInvalid = () => focusFirstInvalid(document.querySelector<HTMLElement>("[role=dialog]") ?? document.body)
const refusals = ["FORBIDDEN", "NOT_FOUND", "CONFLICT", "RATE_LIMITED"] as const

/**
 * What a settings form holds, and what the server said to it. A refusal stands below its field until that field is
 * changed; what belongs to no field is in `others`. `extraFields` are fields of the answer that the draft does not have.
 */
export function useAdminForm<Draft extends object>(initial: Draft, extraFields: readonly string[] = []) {
  const t = useTranslations("admin.refusal")
  const locale = useLocale()
  const [draft, setDraft] = useState(initial)
  const [error, setError] = useState<unknown>(null)
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setBusy] = useState(false)

  const refusal = error === null ? null : refusalOf(error)
  const fields = [...Object.keys(initial), ...extraFields]
  const isNamed = refusal !== null && refusal.problems.length > 0
  const problems: Problem[] = isNamed
    ? refusal.problems.map((problem) => ({ ...problem, place: { field: ownField(problem.place.field, fields) } }))
    : []
  const { byField, others } = fieldProblems(problems, fields, locale)
  const general = refusals.find((code) => code === refusal?.code)

  return {
    draft,
    isBusy,
    /** For forms that find something wrong before they send. */
    focusInvalid,
    set:
      <Field extends keyof Draft & string>(field: Field) =>
      (value: Draft[Field]) => {
        setDraft((before) => ({ ...before, [field]: value }))
        setChanged((before) => new Set([...before, field]))
      },
    errorOf: (field: string) => (changed.has(field) ? undefined : byField[field]),
    others: error === null ? [] : isNamed ? others : [t(general ?? "failed")],
    /** Sends the form. The answer, or undefined when it was refused: then the first wrong field has the focus. */
    send: async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
      setBusy(true)
      setError(null)
      setChanged(new Set())
      try {
        return await work()
      } catch (refused) {
        setError(refused)
        focusInvalid()
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
