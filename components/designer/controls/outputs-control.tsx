"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Field } from "@/core/flow/graph"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { RowCard } from "./row-card"
import { SampleAnswer } from "./sample-answer"

const outputsSchema = z.array(z.object({ pointer: z.string(), field: z.string() }))
const outputsMax = 50
const pointerCharsMax = 400

/** Fields a value could go to: those of its type before others that take it. */
const typesFor = (value: unknown): Field["type"][] => {
  if (typeof value === "boolean") return ["bool"]
  if (Array.isArray(value)) return ["list<string>"]
  if (typeof value === "number") return Number.isInteger(value) ? ["int", "double", "money"] : ["double", "money"]
  return ["string"]
}

/** What of the answer goes where: a path into its JSON, and a field of the flow. */
export function OutputsControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.outputs")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const outputs = outputsSchema.safeParse(value).data ?? []
  const free = fields.filter(({ key }) => !outputs.some(({ field }) => field === key))
  const change = (index: number, more: Partial<(typeof outputs)[number]>, isTyped = false) =>
    onChange(
      outputs.map((one, at) => (at === index ? { ...one, ...more } : one)),
      isTyped,
    )
  const add = (pointer: string, wanted: Field | undefined) =>
    onChange([...outputs, { pointer, field: wanted?.key ?? "" }])
  const mayAdd = outputs.length < outputsMax && fields.length > 0
  return (
    <ControlFrame label={label} help={help} error={error}>
      <div className="space-y-3">
        {outputs.length > 0 && (
          <ul className="space-y-3">
            {outputs.map((output, index) => {
              const own = fields.filter(({ key }) => key === output.field)
              return (
                <RowCard
                  // oxlint-disable-next-line react/no-array-index-key -- the path changes while it is being typed
                  key={index}
                  removeLabel={t("remove", { pointer: output.pointer || t("whole") })}
                  onRemove={isDisabled ? undefined : () => onChange(outputs.filter((_, at) => at !== index))}
                  first={
                    <TextField
                      label={t("pointer")}
                      placeholder="/customer/level"
                      value={output.pointer}
                      maxLength={pointerCharsMax}
                      isDisabled={isDisabled}
                      inputProps={{ className: "font-mono", spellCheck: false }}
                      onChange={(pointer) => change(index, { pointer }, true)}
                    />
                  }
                >
                  <SelectField
                    label={t("field")}
                    options={[...own, ...free].map((field) => ({
                      value: field.key,
                      label: field.label[locale] || field.key,
                    }))}
                    value={own.length > 0 ? output.field : null}
                    isDisabled={isDisabled}
                    onChange={(field) => change(index, { field })}
                  />
                </RowCard>
              )
            })}
          </ul>
        )}
        {!isDisabled && mayAdd && (
          <>
            <Button size="sm" variant="outline" onPress={() => add("", free[0])}>
              <Plus aria-hidden="true" />
              {t("add")}
            </Button>
            <SampleAnswer
              taken={outputs.map(({ pointer }) => pointer)}
              onPick={(leaf) => {
                const types = typesFor(leaf.value)
                add(leaf.pointer, types.map((type) => free.find((field) => field.type === type)).find(Boolean))
              }}
            />
          </>
        )}
        {fields.length === 0 && <p className="text-xs text-muted">{t("noFields")}</p>}
      </div>
    </ControlFrame>
  )
}
