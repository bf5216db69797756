"use client"

import { useState } from "react"
import { useTimeZone, useTranslations } from "use-intl"
import { draftOf, valueOf, type FieldDraft } from "@/components/ticket/field-draft"
import { FieldInput } from "@/components/ticket/field-input"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { holdsInitial, kindOfField } from "@/core/flow/form/kinds"
import { initialSchema, type Field } from "@/core/flow/graph"
import { useDesignerContext } from "../designer-context"
import type { FieldFormProps } from "./field-form"
import { FieldRoot } from "../controls/field-place"

/** What an empty input shows and begins with. */
export function EmptyInput({ field, index, problems, onChange }: FieldFormProps) {
  const t = useTranslations("designer.builder")
  const { isEditable } = useDesignerContext()
  const timeZone = useTimeZone() ?? "UTC"
  const [typed, setTyped] = useState<FieldDraft | null>(null)
  const kind = kindOfField(field)
  const { placeholder = { en: "", zh: "" } } = field
  const setPlaceholder = (next: { en: string; zh: string }) => {
    const { placeholder: _before, ...rest } = field
    onChange(next.en === "" && next.zh === "" ? rest : { ...rest, placeholder: next }, "placeholder")
  }
  const setInitial = (draft: FieldDraft) => {
    setTyped(draft)
    const { initial: _before, ...rest } = field
    const initial = initialSchema.safeParse(valueOf(field, draft, timeZone)).data
    onChange(initial === undefined ? rest : { ...rest, initial }, "initial")
  }
  return (
    <>
      {typing.has(kind.kind) && (
        <div className="space-y-2">
          <TextField
            label={t("placeholderZh")}
            value={placeholder.zh}
            maxLength={400}
            isDisabled={!isEditable}
            onChange={(zh) => setPlaceholder({ ...placeholder, zh })}
          />
          <TextField
            label={t("placeholderEn")}
            value={placeholder.en}
            maxLength={400}
            isDisabled={!isEditable}
            onChange={(en) => setPlaceholder({ ...placeholder, en })}
          />
        </div>
      )}
      {holdsInitial(kind) && (
        <FieldRoot field={`fields.${index}.initial`}>
          {" "}
          <FieldInput
            field={{ ...bare(field), required: false, label: { en: t("initial"), zh: t("initial") } }}
            draft={typed ?? draftOf(field, field.initial ?? null, timeZone)}
            problem={problems.find(({ place }) => place.field === `fields.${index}.initial`)?.text}
            isDisabled={!isEditable}
            onChange={setInitial}
          />
        </FieldRoot>
      )}
      {field.initial !== undefined && field.values && (
        <Button size="sm" variant="ghost" isDisabled={!isEditable} onPress={() => setInitial("")}>
          {t("noInitial")}
        </Button>
      )}
    </>
  )
}

/** Kinds that are typed: an example can stand in their input. */
const typing = new Set([
  "text",
  "longText",
  "phone",
  "email",
  "list",
  "number",
  "integer",
  "money",
  "duration",
  "choice",
])

const bare = ({ help: _help, placeholder: _placeholder, ...field }: Field): Field => field
