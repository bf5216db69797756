"use client"

import { FormInput, LayoutTemplate, Plus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import { newField } from "@/core/design/form-edits"
import { setFields } from "@/core/design/flow-commands"
import { flowLimits, type Field } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FieldEditor } from "./field-editor"

const { OnDemand: FormBuilder, preload } = onDemand(
  async () => (await import("../form-builder/form-builder")).FormBuilder,
)

/** The fields of the flow's form: what people fill in and conditions read. */
export function FormTab({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.form")
  const { store, isEditable } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const target = useDesigner((state) => state.target)
  const [open, setOpen] = useState<number | null>(null)
  const [isBuilding, setBuilding] = useState(false)
  const wanted = Number(/^fields\.(\d+)/.exec(target?.field ?? "")?.[1] ?? NaN)
  if (Number.isInteger(wanted) && wanted !== open) setOpen(wanted)

  const replace = (next: Field[], typing?: string) => store.run(setFields(store.graph(), next, typing))
  const add = () => {
    replace([...fields, newField(fields, "text")])
    setOpen(fields.length)
  }
  const move = (index: number, by: number) => {
    const next = [...fields]
    next.splice(index + by, 0, ...next.splice(index, 1))
    replace(next)
    setOpen(index + by)
  }
  const addButton = isEditable && fields.length < flowLimits.fields && (
    <Button size="sm" variant="outline" onPress={add}>
      <Plus aria-hidden="true" />
      {t("add")}
    </Button>
  )
  const builder = <FormBuilder isOpen={isBuilding} onOpenChange={setBuilding} problems={problems} />
  const builderButton = (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only fetches the builder's code early
    <span onPointerEnter={preload} onFocus={preload}>
      <Button size="sm" variant={fields.length === 0 ? "primary" : "outline"} onPress={() => setBuilding(true)}>
        <LayoutTemplate aria-hidden="true" />
        {t("build")}
      </Button>
    </span>
  )
  if (fields.length === 0) {
    const actions = (
      <div className="flex flex-wrap justify-center gap-2">
        {builderButton}
        {addButton}
      </div>
    )
    return (
      <>
        <EmptyState icon={FormInput} size="compact" title={t("none")} description={t("noneHint")} action={actions} />
        {builder}
      </>
    )
  }
  return (
    <div className="space-y-3">
      {builder}
      {builderButton}
      <p className="text-xs text-pretty text-muted">{t("about")}</p>
      <ol className="space-y-1.5">
        {fields.map((field, index) => (
          <FieldEditor
            // oxlint-disable-next-line react/no-array-index-key -- the key of a field changes while it is being typed
            key={index}
            field={field}
            fields={fields}
            index={index}
            problems={problems.filter(
              ({ place }) => place.field === `fields.${index}` || place.field?.startsWith(`fields.${index}.`),
            )}
            isOpen={open === index}
            onToggle={() => setOpen(open === index ? null : index)}
            onChange={(next, typing) =>
              replace(
                fields.map((other, at) => (at === index ? next : other)),
                typing && `fields:${index}:${typing}`,
              )
            }
            onMove={(by) => move(index, by)}
            onDelete={() => {
              replace(fields.filter((_, at) => at !== index))
              setOpen(null)
            }}
          />
        ))}
      </ol>
      {addButton}
    </div>
  )
}
