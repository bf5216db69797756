"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { RowCard } from "./row-card"
import { SourceField } from "./source-field"
import { FieldPlace } from "./field-place"

const valuesSchema = z.array(z.object({ field: z.string(), source: z.string() }))

/** Fields that get new values, each with the expression that gives it. */
export function ValuesControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.values")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const values = valuesSchema.safeParse(value).data ?? []
  const free = fields.filter((field) => !values.some((one) => one.field === field.key))
  const change = (index: number, more: Partial<(typeof values)[number]>, isTyped = false) =>
    onChange(
      values.map((one, at) => (at === index ? { ...one, ...more } : one)),
      isTyped,
    )
  return (
    <ControlFrame label={label} help={help} error={error}>
      <div className="space-y-3">
        {values.length > 0 && (
          <ul className="space-y-3">
            {values.map((one, index) => {
              const field = fields.find(({ key }) => key === one.field)
              return (
                <RowCard
                  key={one.field || index}
                  removeLabel={t("remove", { field: field?.label[locale] ?? one.field })}
                  onRemove={isDisabled ? undefined : () => onChange(values.filter((_, at) => at !== index))}
                  first={
                    <SelectField
                      label={t("field")}
                      options={[...(field ? [field] : []), ...free].map(({ key, label: name }) => ({
                        value: key,
                        label: name[locale] || key,
                      }))}
                      value={one.field}
                      isDisabled={isDisabled}
                      onChange={(key) => change(index, { field: key })}
                    />
                  }
                >
                  <FieldPlace name={`${index}.source`}>
                    <SourceField
                      label={t("source")}
                      expect="any"
                      value={one.source}
                      isDisabled={isDisabled}
                      onChange={(source) => change(index, { source }, true)}
                    />
                  </FieldPlace>
                </RowCard>
              )
            })}
          </ul>
        )}
        {!isDisabled && (
          <Button
            size="sm"
            variant="outline"
            isDisabled={free.length === 0}
            onPress={() => onChange([...values, { field: free[0]?.key ?? "", source: "" }])}
          >
            <Plus aria-hidden="true" />
            {t("add")}
          </Button>
        )}
        {fields.length === 0 && <p className="text-xs text-muted">{t("noFields")}</p>}
      </div>
    </ControlFrame>
  )
}
