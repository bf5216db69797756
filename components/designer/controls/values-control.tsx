"use client"

import { Plus, Trash2 } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { SelectField } from "@/components/ui/select-field"
import { flowVariables } from "@/core/flow/variables"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { ExpressionField } from "./expression-field"

const valuesSchema = z.array(z.object({ field: z.string(), source: z.string() }))
const sourceCharsMax = 4096

/** Fields that get new values, each with the expression that gives it. */
export function ValuesControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.values")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useMemo(() => flowVariables(fields), [fields])
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
        {values.map((one, index) => {
          const field = fields.find(({ key }) => key === one.field)
          return (
            <div key={one.field || index} className="space-y-2 rounded-lg border border-border p-2.5">
              <div className="flex items-end gap-2">
                <SelectField
                  className="min-w-0 flex-1"
                  label={t("field")}
                  options={[...(field ? [field] : []), ...free].map(({ key, label: name }) => ({
                    value: key,
                    label: name[locale] || key,
                  }))}
                  value={one.field}
                  isDisabled={isDisabled}
                  onChange={(key) => change(index, { field: key })}
                />
                {!isDisabled && (
                  <IconButton
                    size="sm"
                    icon={Trash2}
                    label={t("remove", { field: field?.label[locale] ?? one.field })}
                    onPress={() => onChange(values.filter((_, at) => at !== index))}
                  />
                )}
              </div>
              {isDisabled ? (
                <code className="block text-xs break-words">{one.source}</code>
              ) : (
                <ExpressionField
                  label={t("source")}
                  locale={locale}
                  variables={variables}
                  expect="any"
                  value={one.source}
                  onChange={(source) => change(index, { source: source.slice(0, sourceCharsMax) }, true)}
                />
              )}
            </div>
          )
        })}
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
