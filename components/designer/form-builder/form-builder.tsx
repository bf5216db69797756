"use client"

import { Modal } from "@heroui/react/modal"
import { Redo2, Undo2 } from "lucide-react"
import { useState, type KeyboardEvent } from "react"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"
import { IconButton } from "@/components/ui/icon-button"
import { setFields } from "@/core/design/flow-commands"
import { duplicateField, insertField, moveField, newField } from "@/core/design/form-edits"
import { flowLimits, type Field } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { MousePointerClick } from "lucide-react"
import { Segmented } from "../controls/segmented"
import { useDesigner, useDesignerContext } from "../designer-context"
import { redoName, undoName } from "../designer-store"
import { FieldForm } from "./field-form"
import { FieldList } from "./field-list"
import { FormPreview } from "./form-preview"
import { KindPalette } from "./kind-palette"
import { RightsMatrix } from "./rights-matrix"

const panes = ["fields", "preview", "field"] as const
type Pane = (typeof panes)[number]
const views = ["build", "rights"] as const
type View = (typeof views)[number]

/** The form of a flow, whole: its fields, how they will look and behave, and everything about the chosen one. */
export function FormBuilder(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  problems: readonly Problem[]
  /** What is shown first. */
  firstView?: View
}) {
  const t = useTranslations("designer.builder")
  const [view, setView] = useState<View>(props.firstView ?? "build")
  const ui = useTranslations("ui")
  return (
    <Modal.Backdrop isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <Modal.Container size="full">
        <Modal.Dialog className="flex h-full max-h-none flex-col p-0">
          <Modal.CloseTrigger aria-label={ui("close")} />
          <Modal.Header className="border-b border-border px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-6 gap-y-2 pr-10">
              <Modal.Heading>{t("title")}</Modal.Heading>
              <div className="w-52">
                <Segmented
                  label={t("shown")}
                  isLabelHidden
                  options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
                  value={view}
                  onChange={setView}
                />
              </div>
            </div>
          </Modal.Header>
          <Modal.Body className="flex min-h-0 flex-1 overflow-hidden p-0 text-foreground">
            {view === "rights" ? <RightsMatrix /> : <Workplace problems={props.problems} />}
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}

function Workplace({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.builder")
  const { store, isEditable } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const undoes = useDesigner(undoName)
  const redoes = useDesigner(redoName)
  const [chosen, setChosen] = useState<number | null>(fields.length > 0 ? 0 : null)
  const [pane, setPane] = useState<Pane>("fields")
  const field = chosen === null ? undefined : fields[chosen]
  const replace = (next: Field[], typing?: string) => store.run(setFields(store.graph(), next, typing))
  const add = (kind: string, at = chosen === null ? fields.length : chosen + 1) => {
    if (fields.length >= flowLimits.fields) return
    const place = Math.min(at, fields.length)
    replace(insertField(fields, newField(fields, kind), place))
    setChosen(place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isWriting =
      event.target instanceof Element && event.target.closest("input, textarea, .monaco-editor") !== null
    if (isWriting || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return
    event.preventDefault()
    if (event.shiftKey) store.redo()
    else store.undo()
  }
  const paneClass = (one: Pane) => (pane === one ? "" : "max-lg:hidden")
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the whole builder
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <div className="border-b border-separator p-2 lg:hidden">
        <Segmented
          label={t("view")}
          isLabelHidden
          options={panes.map((value) => ({ value, label: t(`panes.${value}`) }))}
          value={pane}
          onChange={setPane}
        />
      </div>
      <div className="flex min-h-0 flex-1">
        {isEditable && (
          <div className="flex w-52 shrink-0 flex-col border-r border-border max-lg:hidden">
            <KindPalette isFull={fields.length >= flowLimits.fields} onAdd={add} />
          </div>
        )}
        <div className={`flex min-h-0 w-full shrink-0 flex-col border-r border-border lg:w-72 ${paneClass("fields")}`}>
          <div className="flex items-center justify-between border-b border-separator px-3 py-1">
            <h3 className="text-sm font-medium">{t("count", { count: fields.length })}</h3>
            {isEditable && (
              <span>
                <IconButton
                  size="sm"
                  icon={Undo2}
                  label={t("undo")}
                  isDisabled={undoes === null}
                  onPress={() => store.undo()}
                />
                <IconButton
                  size="sm"
                  icon={Redo2}
                  label={t("redo")}
                  isDisabled={redoes === null}
                  onPress={() => store.redo()}
                />
              </span>
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            {fields.length === 0 && (
              <EmptyState size="compact" icon={MousePointerClick} title={t("none")} description={t("noneHint")} />
            )}
            <FieldList
              fields={fields}
              problems={problems}
              chosen={chosen}
              onChoose={(index) => setChosen(index)}
              onMove={(from, to) => {
                replace(moveField(fields, from, to))
                setChosen(to)
              }}
              onAdd={add}
              onDuplicate={(index) => {
                replace(duplicateField(fields, index))
                setChosen(index + 1)
              }}
              onDelete={(index) => {
                replace(fields.filter((_, at) => at !== index))
                setChosen(fields.length > 1 ? Math.max(0, index - 1) : null)
              }}
            />
          </div>
          {isEditable && (
            <div className="max-h-64 min-h-0 overflow-y-auto border-t border-border lg:hidden">
              <KindPalette isFull={fields.length >= flowLimits.fields} onAdd={add} />
            </div>
          )}
        </div>
        <div className={`flex min-h-0 min-w-0 flex-1 flex-col ${paneClass("preview")}`}>
          <FormPreview fields={fields} />
        </div>
        <section
          aria-label={t("panes.field")}
          className={`w-full shrink-0 overflow-y-auto border-l border-border p-4 lg:w-80 ${paneClass("field")}`}
        >
          {field && chosen !== null ? (
            <div className="space-y-3">
              {problems
                .filter(({ place }) => place.field?.startsWith(`fields.${chosen}.`))
                .map((problem) => (
                  <p key={problem.code + (problem.place.field ?? "")} className="text-xs text-breached-ink">
                    {problem.text.en && <Said problem={problem} />}
                  </p>
                ))}
              <FieldForm
                key={chosen}
                field={field}
                fields={fields}
                index={chosen}
                problems={problems}
                onChange={(next, typing) =>
                  replace(
                    fields.map((other, at) => (at === chosen ? next : other)),
                    typing && `fields:${chosen}:${typing}`,
                  )
                }
              />
            </div>
          ) : (
            <p className="text-sm text-muted">{t("chooseField")}</p>
          )}
        </section>
      </div>
    </div>
  )
}

function Said({ problem }: { problem: Problem }) {
  const { locale } = useDesignerContext()
  return problem.text[locale]
}
