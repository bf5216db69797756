"use client"

import { useTranslations } from "use-intl"
import * as z from "zod"
import { SelectField } from "@/components/ui/select-field"
import { customKindSchema } from "@/core/flow/custom-kind"
import { customValuesSchema } from "@/core/flow/nodes/custom"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { CustomFieldInput, type CustomValue } from "./custom-field-input"

/** Only the definition must be whole; what was filled in may be anything. */
const looseSchema = z.object({
  kindId: z.string(),
  definition: customKindSchema,
  values: customValuesSchema.shape.values.catch({}),
  keep: customValuesSchema.shape.keep.catch({}),
})
const notKept = "none"

/** What a kind of the organisation's own asks for, and where what it answers goes. */
export function CustomFieldsControl({ panel, label, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.custom")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const custom = looseSchema.safeParse(value).data
  if (!custom) return error ? <p className="text-xs text-breached-ink">{error}</p> : null
  const { definition, values, keep } = custom
  const set = (key: string, next: CustomValue | undefined, isTyped = false) => {
    const { [key]: _before, ...rest } = values
    onChange({ ...custom, values: next === undefined ? rest : { ...rest, [key]: next } }, isTyped)
  }
  const keepIn = (key: string, field: string) => {
    const { [key]: _before, ...rest } = keep
    onChange({ ...custom, keep: field === notKept ? rest : { ...rest, [key]: field } })
  }
  return (
    <ControlFrame label={label} isLabelHidden error={error}>
      <div className="space-y-4">
        {definition.fields.map((field) => (
          <CustomFieldInput
            key={field.key}
            panel={panel}
            field={field}
            value={values[field.key]}
            isDisabled={isDisabled}
            onChange={(next, isTyped) => set(field.key, next, isTyped)}
          />
        ))}
        {definition.fields.length === 0 && definition.results.length === 0 && (
          <p className="text-sm text-muted">{t("nothing")}</p>
        )}
        {definition.results.length > 0 && (
          <ControlFrame label={t("results")}>
            <div className="space-y-2.5">
              {definition.results.map((result) => {
                const chosen = keep[result.key]
                const isGone = chosen !== undefined && !fields.some(({ key }) => key === chosen)
                return (
                  <SelectField
                    key={result.key}
                    label={t("keep", { result: result.label[locale] })}
                    options={[
                      { value: notKept, label: t("notKept") },
                      ...fields.map(({ key, label: name }) => ({ value: key, label: name[locale] || key })),
                    ]}
                    placeholder={isGone ? chosen : undefined}
                    value={isGone ? null : (chosen ?? notKept)}
                    isDisabled={isDisabled}
                    onChange={(field) => keepIn(result.key, field)}
                  />
                )
              })}
            </div>
          </ControlFrame>
        )}
      </div>
    </ControlFrame>
  )
}
