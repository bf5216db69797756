"use client"

import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { checkCustomKind } from "@/core/flow/check-custom-kind"
import { customKindSchema, type CustomKind } from "@/core/flow/custom-kind"
import { schemaProblems } from "@/core/flow/schema-problems"
import type { Problem } from "@/core/problem"

export type KindPart = {
  draft: CustomKind
  /** What is wrong with a field ("exits.1.id"), once saving has been tried. */
  errorOf: (field: string) => string | undefined
  change: (more: Partial<CustomKind>) => void
}

const refusals = ["FORBIDDEN", "NOT_FOUND", "CONFLICT"] as const

/** A node kind while it is edited. Everything wrong with it is shown from the first try to save on. */
export function useKindDraft(initial: CustomKind) {
  const t = useTranslations("admin.refusal")
  const invalid = useTranslations("kinds")
  const locale = useLocale()
  const [draft, setDraft] = useState(initial)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const own = useMemo((): Problem[] => {
    const schema = schemaProblems(customKindSchema, draft, {})
    return [...schema, ...checkCustomKind(draft)]
  }, [draft])
  const refusal = error === null ? null : refusalOf(error)
  const said = refusal?.problems ?? []
  const problems = isTried ? [...own, ...said] : said
  const general = refusals.find((code) => code === refusal?.code)
  return {
    draft,
    isBusy,
    isChanged: draft !== initial,
    problemCount: problems.length,
    errorOf: (field: string) => {
      const found = problems.find(({ place }) => place.field === field)
      return found?.code === "invalid" ? invalid("invalid") : found?.text[locale]
    },
    /** What belongs to no field of the form. */
    refused: error === null || said.length > 0 ? null : t(general ?? "failed"),
    change: (more: Partial<CustomKind>) => {
      setDraft((before) => ({ ...before, ...more }))
      setError(null)
    },
    /** The answer, or undefined when something is wrong: then the first wrong field has the focus. */
    send: async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
      setTried(true)
      setError(null)
      if (own.length > 0) {
        focusFirstInvalid(document.body)
        return undefined
      }
      return attempt(work)
    },
    attempt,
  }

  async function attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    setBusy(true)
    try {
      return await work()
    } catch (refused) {
      setError(refused)
      focusFirstInvalid(document.body)
      return undefined
    } finally {
      setBusy(false)
    }
  }
}
