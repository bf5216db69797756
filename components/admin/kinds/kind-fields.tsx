"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import { RowCard } from "@/components/designer/controls/row-card"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { customFieldSchema, type CustomField } from "@/core/flow/custom-kind"
import { BothTexts } from "./both-texts"
import { freeKey, renamedKey } from "./row-key"
import type { KindPart } from "./use-kind-draft"

const fieldsMax = 30
const types = customFieldSchema.shape.type.options

/** What the author of a flow fills in; each value is sent under its key. */
export function KindFields({ draft: { fields }, errorOf, change }: KindPart) {
  const t = useTranslations("kinds.fields")
  const set = (index: number, more: Partial<CustomField>) =>
    change({ fields: fields.map((one, at) => (at === index ? { ...one, ...more } : one)) })
  const keys = fields.map(({ key }) => key)
  const add = () =>
    change({
      fields: [
        ...fields,
        { key: freeKey("field", keys), label: { en: "", zh: "" }, type: "expression", required: true, options: [] },
      ],
    })
  return (
    <Panel title={t("title")} description={t("help")}>
      {fields.length > 0 && (
        <ul className="mb-3 space-y-3">
          {fields.map((field, index) => (
            <RowCard
              // oxlint-disable-next-line react/no-array-index-key -- the key follows the name while that is being typed
              key={index}
              removeLabel={t("remove", { number: index + 1 })}
              onRemove={() => change({ fields: fields.filter((_, at) => at !== index) })}
              first={
                <BothTexts
                  label="label"
                  field={`fields.${index}.label`}
                  value={field.label}
                  charsMax={60}
                  errorOf={errorOf}
                  onChange={(label) =>
                    set(index, { label, key: renamedKey(field.key, field.label.en, label.en, "field", keys) })
                  }
                />
              }
            >
              <div className="grid gap-2.5 sm:grid-cols-2">
                <TextField
                  label={t("key")}
                  value={field.key}
                  maxLength={40}
                  inputProps={{ className: "font-mono", spellCheck: false }}
                  error={errorOf(`fields.${index}.key`)}
                  onChange={(key) => set(index, { key })}
                />
                <SelectField
                  label={t("type")}
                  options={types.map((type) => ({ value: type, label: t(`types.${type}`) }))}
                  value={field.type}
                  onChange={(type) => set(index, { type, options: type === "choice" ? field.options : [] })}
                />
              </div>
              {field.type === "choice" && (
                <TextField
                  label={t("options")}
                  description={t("optionsHelp")}
                  lines={3}
                  value={field.options.join("\n")}
                  error={errorOf(`fields.${index}.options`)}
                  onChange={(text) => set(index, { options: text === "" ? [] : text.split("\n") })}
                />
              )}
              <SwitchInput
                label={t("required")}
                isOn={field.required}
                onChange={(required) => set(index, { required })}
              />
            </RowCard>
          ))}
        </ul>
      )}
      {fields.length < fieldsMax && (
        <Button size="sm" variant="outline" onPress={add}>
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
    </Panel>
  )
}
