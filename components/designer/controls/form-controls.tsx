"use client"

import { Checkbox } from "@heroui/react/checkbox"
import { Label } from "@heroui/react/label"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"

const keysSchema = z.array(z.string())
const nothing = "none"

/** Which of the flow's fields are asked for here. Their order is the form's. */
export function FieldsControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.fields")
  const { store, locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const chosen = keysSchema.safeParse(value).data ?? []
  const known = new Set(fields.map(({ key }) => key))
  const gone = chosen.filter((key) => !known.has(key))
  const toggle = (key: string, isOn: boolean) => {
    const kept = isOn ? [...chosen, key] : chosen.filter((other) => other !== key)
    const rank = new Map(fields.map((field, index) => [field.key, index]))
    onChange(kept.toSorted((a, b) => (rank.get(a) ?? 999) - (rank.get(b) ?? 999)))
  }
  return (
    <ControlFrame
      label={label}
      help={fields.length > 0 ? help : t("none")}
      error={error}
      action={
        <Button size="sm" variant="ghost" className="-my-1 h-6 px-1.5 text-xs" onPress={() => store.showFlow(true)}>
          {t("manage")}
        </Button>
      }
    >
      <div className="space-y-1">
        {fields.map((field) => (
          <FieldCheckbox
            key={field.key}
            label={field.label[locale] || field.key}
            detail={detailOf(field, kindOfField(field).title[locale], t("required"))}
            isOn={chosen.includes(field.key)}
            isDisabled={isDisabled}
            onChange={(isOn) => toggle(field.key, isOn)}
          />
        ))}
        {gone.map((key) => (
          <FieldCheckbox
            key={key}
            label={t("gone", { key })}
            isOn
            isDisabled={isDisabled}
            onChange={() => toggle(key, false)}
          />
        ))}
      </div>
    </ControlFrame>
  )
}

const detailOf = (field: Field, type: string, required: string) => (field.required ? `${type} · ${required}` : type)

function FieldCheckbox(props: {
  label: string
  detail?: string
  isOn: boolean
  isDisabled: boolean
  onChange: (isOn: boolean) => void
}) {
  return (
    <Checkbox isSelected={props.isOn} isDisabled={props.isDisabled} onChange={props.onChange} className="w-full">
      <Checkbox.Content className="flex min-h-8 w-full items-center gap-2 md:min-h-6">
        <Checkbox.Control>
          <Checkbox.Indicator />
        </Checkbox.Control>
        <Label className="min-w-0 flex-1 truncate font-normal">{props.label}</Label>
        {props.detail && <span className="shrink-0 text-xs text-muted">{props.detail}</span>}
      </Checkbox.Content>
    </Checkbox>
  )
}

export function ScoreFieldControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.fields")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const whole = fields.filter(({ type }) => type === "int")
  const chosen = typeof value === "string" ? value : nothing
  const options = [
    { value: nothing, label: t("noScore") },
    ...whole.map((field) => ({ value: field.key, label: field.label[locale] || field.key })),
    ...(chosen !== nothing && !whole.some(({ key }) => key === chosen) ? [{ value: chosen, label: chosen }] : []),
  ]
  return (
    <SelectField
      label={label}
      description={help}
      error={error}
      isDisabled={isDisabled}
      options={options}
      value={chosen}
      onChange={(key) => onChange(key === nothing ? null : key)}
    />
  )
}

const resolutionSchema = z.looseObject({
  code: z.string().catch(""),
  text: z.looseObject({ en: z.string().catch(""), zh: z.string().catch("") }).catch({ en: "", zh: "" }),
})

/** How a ticket ended: a code for reports and its words in both languages. */
export function ResolutionControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.resolution")
  const resolution = resolutionSchema.safeParse(value).data ?? { code: "", text: { en: "", zh: "" } }
  const { code, text } = resolution
  const change = (next: { code?: string; text?: { en: string; zh: string } }) =>
    onChange({ code, text: { en: text.en, zh: text.zh }, ...next }, true)
  return (
    <ControlFrame label={label} help={help} error={error}>
      <div className="space-y-2.5">
        <TextField
          label={t("zh")}
          value={text.zh}
          isDisabled={isDisabled}
          onChange={(zh) => change({ text: { en: text.en, zh } })}
        />
        <TextField
          label={t("en")}
          value={text.en}
          isDisabled={isDisabled}
          onChange={(en) => change({ text: { en, zh: text.zh } })}
        />
        <TextField
          label={t("code")}
          value={code}
          isDisabled={isDisabled}
          inputProps={{ className: "font-mono" }}
          onChange={(next) => change({ code: next })}
        />
      </div>
    </ControlFrame>
  )
}
