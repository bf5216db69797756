"use client"

import { Plus, X } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { TextField } from "@/components/ui/text-field"
import type { Field } from "@/core/flow/graph"
import { CommittedText } from "../controls/committed-text"
import { ControlFrame } from "../controls/control-frame"
import { useDesignerContext } from "../designer-context"

type Choice = NonNullable<Field["values"]>[number]

function freeValue(values: readonly Choice[]): string {
  let number = values.length + 1
  while (values.some(({ value }) => value === `choice${number}`)) number += 1
  return `choice${number}`
}

/** The closed list of a text field. Without choices any text may be filled in. */
export function ChoicesEditor(props: { field: Field; onChange: (field: Field, typing?: string) => void }) {
  const t = useTranslations("designer.choices")
  const { isEditable } = useDesignerContext()
  const { field } = props
  const values = field.values ?? []
  const set = (next: Choice[], typing?: string) => {
    const { values: _, ...rest } = field
    props.onChange(next.length > 0 ? { ...rest, values: next } : rest, typing && `choices:${typing}`)
  }
  const replace = (index: number, choice: Choice, typing?: string) =>
    set(
      values.map((other, at) => (at === index ? choice : other)),
      typing && `${index}:${typing}`,
    )
  return (
    <ControlFrame label={t("title")} help={values.length === 0 ? t("none") : t("hint")}>
      <ol className="space-y-2">
        {values.map((choice, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the value changes while it is being typed
          <li key={index} className="relative space-y-1.5 rounded-lg bg-surface-secondary p-2 pr-9">
            <TextField
              label={t("zh")}
              value={choice.label.zh}
              maxLength={400}
              isDisabled={!isEditable}
              onChange={(zh) => replace(index, { ...choice, label: { ...choice.label, zh } }, "zh")}
            />
            <TextField
              label={t("en")}
              value={choice.label.en}
              maxLength={400}
              isDisabled={!isEditable}
              onChange={(en) => replace(index, { ...choice, label: { ...choice.label, en } }, "en")}
            />
            <CommittedText
              label={t("value")}
              isMono
              value={choice.value}
              isDisabled={!isEditable}
              check={(value) => {
                if (value.trim() === "" || value.length > 128) return t("valueInvalid")
                return values.some((other, at) => at !== index && other.value === value) ? t("valueTaken") : null
              }}
              onCommit={(value) => replace(index, { ...choice, value }, "value")}
            />
            {isEditable && (
              <IconButton
                size="sm"
                icon={X}
                label={t("delete")}
                className="absolute top-1 right-1"
                onPress={() => set(values.filter((_, at) => at !== index))}
              />
            )}
          </li>
        ))}
      </ol>
      {isEditable && (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          onPress={() => set([...values, { value: freeValue(values), label: { en: "", zh: "" } }])}
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
    </ControlFrame>
  )
}
