"use client"

import { FormInput, Plus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { setFields } from "@/core/design/flow-commands"
import { flowLimits, type Field } from "@/core/flow/graph"
import { builtInVariables } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FieldEditor } from "./field-editor"

/** `field1`, `field2`, …: the first that is free. */
function freeKey(fields: readonly Field[]): string {
  const taken = new Set([...fields, ...builtInVariables].map(({ key }) => key))
  let number = 1
  while (taken.has(`field${number}`)) number += 1
  return `field${number}`
}

/** The fields of the flow's form: what people fill in and conditions read. */
export function FormTab({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.form")
  const { store, isEditable } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const target = useDesigner((state) => state.target)
  const [open, setOpen] = useState<number | null>(null)
  const wanted = Number(/^fields\.(\d+)/.exec(target?.field ?? "")?.[1] ?? NaN)
  if (Number.isInteger(wanted) && wanted !== open) setOpen(wanted)

  const replace = (next: Field[], typing?: string) => store.run(setFields(store.graph(), next, typing))
  const add = () => {
    const key = freeKey(fields)
    replace([...fields, { key, type: "string", nullable: true, required: false, label: { en: "", zh: "" } }])
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
  if (fields.length === 0) {
    return (
      <EmptyState icon={FormInput} size="compact" title={t("none")} description={t("noneHint")} action={addButton} />
    )
  }
  return (
    <div className="space-y-3">
      <p className="text-xs text-pretty text-muted">{t("about")}</p>
      <ol className="space-y-1.5">
        {fields.map((field, index) => (
          <FieldEditor
            // oxlint-disable-next-line react/no-array-index-key -- the key of a field changes while it is being typed
            key={index}
            field={field}
            fields={fields}
            index={index}
            problems={problems.filter(({ place }) => place.field?.startsWith(`fields.${index}.`))}
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
