"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { fieldUsage } from "@/core/design/field-usage"
import { isVariableKey, variableTypes } from "@/core/expression/variable"
import type { Field } from "@/core/flow/graph"
import { builtInVariables } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import { CommittedText } from "../controls/committed-text"
import { typeKey } from "../controls/form-controls"
import { SwitchInput } from "../controls/switch-input"
import { useDesignerContext, useGraph } from "../designer-context"
import { keyFromLabel } from "../key-from-label"
import { ChoicesEditor } from "./choices-editor"

type Props = {
  field: Field
  fields: readonly Field[]
  index: number
  problems: readonly Problem[]
  isOpen: boolean
  onToggle: () => void
  /** `typing` names the text being typed; without it the change is a step of its own. */
  onChange: (field: Field, typing?: string) => void
  onMove: (by: number) => void
  onDelete: () => void
}

/** One field of the form, folded to a line until it is edited. */
export function FieldEditor(props: Props) {
  const t = useTranslations("designer.form")
  const tType = useTranslations("designer.fields.types")
  const { locale, isEditable } = useDesignerContext()
  const { field, isOpen } = props
  return (
    <li
      data-field={`fields.${props.index}`}
      className={clsx("rounded-lg border", props.problems.length > 0 ? "border-breached/60" : "border-border")}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={props.onToggle}
        className="flex w-full items-center gap-2 rounded-lg px-3 py-1.5 text-start hover:bg-default"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{field.label[locale] || field.key}</span>
          <span className="block truncate text-xs text-muted">
            {tType(typeKey(field))}
            {field.required && ` · ${t("required")}`}
            {" · "}
            <span className="font-mono">{field.key}</span>
          </span>
        </span>
        <ChevronDown
          className={clsx("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-180")}
          aria-hidden="true"
        />
      </button>
      {props.problems.map((problem) => (
        <p key={problem.code} className="px-3 pb-1.5 text-xs text-breached-ink">
          {problem.text[locale]}
        </p>
      ))}
      {isOpen && (
        <div className="space-y-3 border-t border-separator px-3 pt-3 pb-2">
          <FieldForm {...props} />
          {isEditable && <FieldFooter {...props} />}
        </div>
      )}
    </li>
  )
}

function FieldForm({ field, fields, index, onChange }: Props) {
  const t = useTranslations("designer.form")
  const tType = useTranslations("designer.fields.types")
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
  const holdsChoices = field.type === "string" || field.type === "list<string>"
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
      <SelectField
        label={t("type")}
        isDisabled={!isEditable}
        options={variableTypes.map((type) => ({ value: type, label: tType(typeKey({ type })) }))}
        value={field.type}
        onChange={(type) => {
          const { values, ...rest } = field
          const keeps = values && (type === "string" || type === "list<string>")
          onChange({ ...rest, type, ...(keeps && { values }) })
        }}
      />
      <SwitchInput
        label={t("required")}
        isOn={field.required}
        isDisabled={!isEditable}
        // What must be filled in is never empty for a condition; anything else may be.
        onChange={(required) => onChange({ ...field, required, nullable: !required })}
      />
      {holdsChoices && <ChoicesEditor field={field} onChange={onChange} />}
    </>
  )
}

function FieldFooter({ index, fields, onMove, onDelete }: Props) {
  const t = useTranslations("designer.form")
  return (
    <div className="flex items-center justify-end">
      <IconButton size="sm" icon={ArrowUp} label={t("up")} isDisabled={index === 0} onPress={() => onMove(-1)} />
      <IconButton
        size="sm"
        icon={ArrowDown}
        label={t("down")}
        isDisabled={index >= fields.length - 1}
        onPress={() => onMove(1)}
      />
      <IconButton size="sm" icon={Trash2} label={t("delete")} onPress={onDelete} />
    </div>
  )
}
