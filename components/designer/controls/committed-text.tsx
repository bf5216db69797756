"use client"

import { useState } from "react"
import { TextField } from "@/components/ui/text-field"

/**
 * A text that only counts when it is valid. While it is not, the field keeps what was typed and says why; the draft
 * keeps the last valid one, because a draft with an invalid key could not be saved at all.
 */
export function CommittedText(props: {
  label: string
  description?: string
  value: string
  isDisabled?: boolean
  isMono?: boolean
  /** What is wrong with a text, or null. */
  check: (text: string) => string | null
  onCommit: (text: string) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? props.value
  const error = typed === null ? null : props.check(typed)
  return (
    <TextField
      label={props.label}
      description={props.description}
      error={error ?? undefined}
      value={text}
      isDisabled={props.isDisabled}
      inputProps={props.isMono ? { className: "font-mono", spellCheck: false } : undefined}
      onChange={(next) => {
        setTyped(next)
        if (props.check(next) === null) props.onCommit(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
