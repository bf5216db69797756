"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { useDesignerContext } from "../designer-context"
import { FixList } from "../problems/fix-button"
import { severityLook } from "../problems/severity"
import { FieldForm } from "../form-builder/field-form"

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
  const { locale, isEditable } = useDesignerContext()
  const { field, isOpen } = props
  const hasError = props.problems.some(({ severity }) => severity === "error")
  return (
    <li
      data-field={`fields.${props.index}`}
      className={clsx("rounded-lg border", hasError ? "border-breached/60" : "border-border")}
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
            {kindOfField(field).title[locale]}
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
        <div key={problem.code} className={clsx("px-3 pt-0.5 pb-2 text-xs", severityLook[problem.severity].ink)}>
          <p className="text-pretty">{problem.text[locale]}</p>
          <FixList problems={[problem]} />
        </div>
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
