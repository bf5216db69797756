"use client"

import { useTranslations } from "use-intl"
import { TextField } from "@/components/ui/text-field"
import type { Text } from "@/core/text"

/** A text in both languages, side by side where there is room. `field`: where its problems point ("name"). */
export function BothTexts(props: {
  label: "name" | "description" | "label" | "title"
  field: string
  value: Text
  charsMax: number
  errorOf: (field: string) => string | undefined
  onChange: (value: Text) => void
}) {
  const t = useTranslations("kinds.both")
  const { label, field, value, charsMax, errorOf, onChange } = props
  return (
    <div className="grid gap-2.5 sm:grid-cols-2">
      <TextField
        label={t(`${label}.zh`)}
        value={value.zh}
        maxLength={charsMax}
        error={errorOf(`${field}.zh`)}
        onChange={(zh) => onChange({ ...value, zh })}
      />
      <TextField
        label={t(`${label}.en`)}
        value={value.en}
        maxLength={charsMax}
        error={errorOf(`${field}.en`)}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  )
}
