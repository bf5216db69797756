"use client"

import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { fieldUsage } from "@/core/design/field-usage"
import { withKind } from "@/core/design/form-edits"
import { isVariableKey } from "@/core/expression/variable"
import { filledIn } from "@/core/flow/form/condition"
import type { Setting } from "@/core/flow/form/field-kind"
import { fieldKinds, kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import { builtInVariables, flowVariables } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import { CommittedText } from "../controls/committed-text"
import { FieldRoot } from "../controls/field-place"
import { ExpressionField } from "../controls/expression-field"
import { Segmented } from "../controls/segmented"
import { SwitchInput } from "../controls/switch-input"
import { useDesignerContext, useGraph } from "../designer-context"
import { ChoicesEditor } from "../inspector/choices-editor"
import { keyFromLabel } from "../key-from-label"
import { EmptyInput } from "./empty-input"
import { SettingControl } from "./setting-control"

export type FieldFormProps = {
  field: Field
  fields: readonly Field[]
  index: number
  problems: readonly Problem[]
  /** `typing` names the text being typed; without it the change is a step of its own. */
  onChange: (field: Field, typing?: string) => void
}

/** Everything about one field of the form: its names, its kind and what that lets one say, and when it is shown. */
export function FieldForm(props: FieldFormProps) {
  return (
    <>
      <Names {...props} />
      <Kind {...props} />
      <Conditions {...props} />
      <EmptyInput key={kindOfField(props.field).kind} {...props} />
      <Look {...props} />
    </>
  )
}

function Names({ field, fields, index, onChange }: FieldFormProps) {
  const t = useTranslations("designer.form")
  const { isEditable } = useDesignerContext()
  const graph = useGraph()
  const usage = fieldUsage(graph, field.key)
  const uses = usage.nodeIds.length + usage.edgeIds.length + usage.slaIds.length
  // A key that nobody reads yet follows the English name until somebody chooses one.
  const [followsName, setFollowsName] = useState(() => /^field\d+$/.test(field.key))
  const isTaken = (key: string) =>
    fields.some((other, at) => at !== index && other.key === key) || builtInVariables.some((other) => other.key === key)
  const checkKey = (key: string) => {
    if (!isVariableKey(key)) return t("keyInvalid")
    return isTaken(key) ? t("keyTaken") : null
  }
  const setEnglish = (en: string) => {
    const key = followsName && uses === 0 ? keyFromLabel(en) : ""
    const label = { ...field.label, en }
    onChange({ ...field, label, ...(key && !isTaken(key) && { key }) }, "en")
  }
  return (
    <>
      <TextField
        label={t("nameZh")}
        value={field.label.zh}
        maxLength={400}
        isDisabled={!isEditable}
        onChange={(zh) => onChange({ ...field, label: { ...field.label, zh } }, "zh")}
      />
      <TextField
        label={t("nameEn")}
        value={field.label.en}
        maxLength={400}
        isDisabled={!isEditable}
        onChange={setEnglish}
      />
      <FieldRoot field={`fields.${index}.key`}>
        {" "}
        <CommittedText
          label={t("key")}
          description={uses > 0 ? t("keyUsed", { count: uses }) : t("keyHint")}
          isMono
          value={field.key}
          isDisabled={!isEditable || uses > 0}
          check={checkKey}
          onCommit={(key) => {
            setFollowsName(false)
            onChange({ ...field, key }, "key")
          }}
        />
      </FieldRoot>
    </>
  )
}

function Kind({ field, index, problems, onChange }: FieldFormProps) {
  const t = useTranslations("designer.form")
  const { locale, isEditable } = useDesignerContext()
  const kind = kindOfField(field)
  const errorOf = (setting: string) =>
    problems.find(({ place }) => place.field?.startsWith(`fields.${index}.settings.${setting}`))?.text[locale]
  return (
    <>
      <SelectField
        label={t("type")}
        isDisabled={!isEditable}
        options={fieldKinds.map((one) => ({ value: one.kind, label: one.title[locale] }))}
        value={kind.kind}
        onChange={(chosen) => onChange(withKind(field, chosen))}
      />
      <SwitchInput
        label={t("required")}
        isOn={field.required}
        isDisabled={!isEditable}
        // What must be filled in is never empty for a condition; anything else may be.
        onChange={(required) => onChange({ ...field, required, nullable: !required })}
      />
      {(kind.hasChoices || field.values) && <ChoicesEditor field={field} onChange={onChange} />}
      {Object.entries(kind.settings.shape).map(([name, schema]) => {
        const { setting } = schema.meta() as { setting: Setting }
        return (
          <SettingControl
            key={`${kind.kind}.${name}`}
            setting={setting}
            value={field.settings?.[name]}
            error={errorOf(name)}
            isDisabled={!isEditable}
            onChange={(value) => {
              const { [name]: _before, ...rest } = field.settings ?? {}
              const { settings: _settings, ...bare } = field
              const settings = value === undefined ? rest : { ...rest, [name]: value }
              // A field of before there were kinds takes the kind it has, now that something is said of it.
              const named = { ...bare, kind: kind.kind }
              onChange(Object.keys(settings).length > 0 ? { ...named, settings } : named, `settings.${name}`)
            }}
          />
        )
      })}
    </>
  )
}

function Conditions({ field, fields, index, onChange }: FieldFormProps) {
  const t = useTranslations("designer.builder")
  const { locale, isEditable } = useDesignerContext()
  const variables = useMemo(() => filledIn(flowVariables([...fields])), [fields])
  const others = useMemo(
    () => variables.filter(({ key }) => key !== field.key && !key.startsWith(`${field.key}.`)),
    [variables, field.key],
  )
  return (["shownWhen", "requiredWhen"] as const).map((name) => {
    const source = field[name]
    if (!isEditable) {
      return source === undefined ? null : (
        <div key={name}>
          <p className="text-sm font-medium">{t(name)}</p>
          <code className="block text-xs break-words">{source}</code>
        </div>
      )
    }
    const set = (next: string | undefined, typing?: string) => {
      const { [name]: _before, ...rest } = field
      onChange(next === undefined ? rest : { ...rest, [name]: next }, typing)
    }
    if (name === "requiredWhen" && field.required && source === undefined) return null
    return (
      <div key={name} className="space-y-2">
        <SwitchInput
          label={t(`${name}On`)}
          help={t(`${name}Help`)}
          isOn={source !== undefined}
          onChange={(isOn) => set(isOn ? "" : undefined)}
        />
        {source !== undefined && (
          <FieldRoot field={`fields.${index}.${name}`}>
            <ExpressionField
              label={t(name)}
              locale={locale}
              variables={others}
              expect="bool"
              value={source}
              placeholder={t("conditionExample")}
              onChange={(next) => set(next.slice(0, 4096), name)}
            />
          </FieldRoot>
        )}
      </div>
    )
  })
}

function Look({ field, onChange }: FieldFormProps) {
  const t = useTranslations("designer.builder")
  const { isEditable } = useDesignerContext()
  const { section, help = { en: "", zh: "" } } = field
  const setHelp = (next: { en: string; zh: string }) => {
    const { help: _before, ...rest } = field
    onChange(next.en === "" && next.zh === "" ? rest : { ...rest, help: next }, "help")
  }
  return (
    <>
      <TextField
        label={t("helpZh")}
        value={help.zh}
        maxLength={400}
        isDisabled={!isEditable}
        onChange={(zh) => setHelp({ ...help, zh })}
      />
      <TextField
        label={t("helpEn")}
        value={help.en}
        maxLength={400}
        isDisabled={!isEditable}
        onChange={(en) => setHelp({ ...help, en })}
      />
      <Segmented
        label={t("width")}
        isDisabled={!isEditable}
        options={[
          { value: "full", label: t("full") },
          { value: "half", label: t("half") },
        ]}
        value={field.width ?? "full"}
        onChange={(width) => {
          const { width: _before, ...rest } = field
          onChange(width === "half" ? { ...rest, width } : rest)
        }}
      />
      <SwitchInput
        label={t("sectionOn")}
        isOn={section !== undefined}
        isDisabled={!isEditable}
        onChange={(isOn) => {
          const { section: _before, ...rest } = field
          onChange(isOn ? { ...rest, section: { en: "", zh: "" } } : rest)
        }}
      />
      {section && (
        <div className="space-y-2">
          <TextField
            label={t("sectionZh")}
            value={section.zh}
            maxLength={400}
            isDisabled={!isEditable}
            onChange={(zh) => onChange({ ...field, section: { ...section, zh } }, "section.zh")}
          />
          <TextField
            label={t("sectionEn")}
            value={section.en}
            maxLength={400}
            isDisabled={!isEditable}
            onChange={(en) => onChange({ ...field, section: { ...section, en } }, "section.en")}
          />
        </div>
      )}
    </>
  )
}
