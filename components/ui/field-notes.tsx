"use client"

import { useId, type ReactNode } from "react"

export interface FieldTexts {
  label: ReactNode
  description?: ReactNode
  /** Shown in red below the field and read with it; also marks the field invalid. */
  error?: ReactNode
}

/** The ids that tie a field to its label and to what is said below it. */
export function useFieldIds(texts: Pick<FieldTexts, "description" | "error">, describedBy?: string) {
  const id = useId()
  const ids = { input: `${id}i`, label: `${id}l`, description: `${id}d`, error: `${id}e` }
  const notes = [texts.error ? ids.error : texts.description ? ids.description : undefined, describedBy]
  return { ...ids, describedBy: notes.filter(Boolean).join(" ") || undefined }
}

/** Below a field: what is wrong with it, or else what it is for. */
export function FieldNotes({
  ids,
  description,
  error,
}: Pick<FieldTexts, "description" | "error"> & { ids: ReturnType<typeof useFieldIds> }) {
  if (error) {
    return (
      <span id={ids.error} data-slot="field-error" data-visible className="field-error">
        {error}
      </span>
    )
  }
  if (!description) return null
  return (
    <span id={ids.description} data-slot="description" className="description">
      {description}
    </span>
  )
}
