"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, Copy, GripVertical, Trash2 } from "lucide-react"
import { useRef, useState, type DragEvent } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { useDesignerContext } from "../designer-context"
import { FieldIcon } from "./field-icon"
import { kindMime } from "./kind-palette"

const fieldMime = "application/x-firstcall-field"

/**
 * The fields in their order. Dragging moves one, as do Alt + ↑ ↓ on the chosen one; Delete removes it, and what is dragged in
 * from the palette is added where it is dropped.
 */
export function FieldList(props: {
  fields: readonly Field[]
  problems: readonly Problem[]
  chosen: number | null
  onChoose: (index: number) => void
  onMove: (from: number, to: number) => void
  onAdd: (kind: string, at: number) => void
  onDuplicate: (index: number) => void
  onDelete: (index: number) => void
}) {
  const t = useTranslations("designer.builder.list")
  const { locale, isEditable } = useDesignerContext()
  const list = useRef<HTMLOListElement>(null)
  /** Before which field a drop would put it. */
  const [gap, setGap] = useState<number | null>(null)
  const [said, setSaid] = useState("")
  const { fields } = props
  const nameOf = (field: Field) => field.label[locale] || field.key
  const focus = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus())
  const move = (from: number, to: number) => {
    const field = fields[from]
    if (!field || to < 0 || to >= fields.length) return
    props.onMove(from, to)
    setSaid(t("moved", { name: nameOf(field), place: to + 1 }))
    focus(to)
  }
  const gapAt = (event: DragEvent, index: number) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return event.clientY < top + height / 2 ? index : index + 1
  }
  const isOurs = (event: DragEvent) =>
    event.dataTransfer.types.includes(fieldMime) || event.dataTransfer.types.includes(kindMime)
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault()
    setGap(null)
    const kind = event.dataTransfer.getData(kindMime)
    if (kind) {
      props.onAdd(kind, at)
      return
    }
    const from = Number(event.dataTransfer.getData(fieldMime))
    if (Number.isInteger(from)) move(from, at > from ? at - 1 : at)
  }
  return (
    <>
      {/* Dropping is the pointer’s way; the buttons and keys of each field are everybody’s. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        ref={list}
        aria-label={t("title")}
        className="min-h-24 space-y-1 p-2.5"
        onDragOver={(event) => {
          if (!isOurs(event)) return
          event.preventDefault()
          if (event.target === event.currentTarget) setGap(fields.length)
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setGap(null)
        }}
        onDrop={(event) => {
          if (event.target === event.currentTarget) drop(event, fields.length)
        }}
      >
        {fields.map((field, index) => {
          const isChosen = props.chosen === index
          const isWrong = props.problems.some(({ place }) => place.field?.startsWith(`fields.${index}.`))
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as above
            <li
              // oxlint-disable-next-line react/no-array-index-key -- the key of a field changes while it is being typed
              key={index}
              onDragOver={(event) => {
                if (!isOurs(event)) return
                event.preventDefault()
                setGap(gapAt(event, index))
              }}
              onDrop={(event) => drop(event, gapAt(event, index))}
              className={clsx(
                "relative rounded-lg border bg-surface",
                isChosen ? "border-accent" : isWrong ? "border-breached/60" : "border-border",
                gap === index && "before:absolute before:inset-x-0 before:-top-1 before:h-0.5 before:bg-accent",
                gap === fields.length &&
                  index === fields.length - 1 &&
                  "after:absolute after:inset-x-0 after:-bottom-1 after:h-0.5 after:bg-accent",
              )}
            >
              {field.section && <p className="truncate px-2.5 pt-1.5 text-xs text-muted">§ {field.section[locale]}</p>}
              <button
                type="button"
                data-index={index}
                aria-pressed={isChosen}
                aria-keyshortcuts={isEditable ? "Alt+ArrowUp Alt+ArrowDown Delete" : undefined}
                draggable={isEditable}
                onDragStart={(event) => {
                  event.dataTransfer.setData(fieldMime, String(index))
                  event.dataTransfer.effectAllowed = "move"
                }}
                onDragEnd={() => setGap(null)}
                onClick={() => props.onChoose(index)}
                onKeyDown={(event) => {
                  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0
                  if (step !== 0) {
                    event.preventDefault()
                    if (event.altKey && isEditable) move(index, index + step)
                    else focus(index + step)
                  } else if (event.key === "Delete" && isEditable) {
                    event.preventDefault()
                    props.onDelete(index)
                    focus(Math.max(0, index - 1))
                  }
                }}
                className="flex w-full items-center gap-2 rounded-lg px-2 py-1.5 text-start hover:bg-default"
              >
                {isEditable && (
                  <GripVertical className="size-3.5 shrink-0 cursor-grab text-muted max-md:hidden" aria-hidden="true" />
                )}
                <FieldIcon name={kindOfField(field).icon} className="size-4 shrink-0 text-muted" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm font-medium">{nameOf(field)}</span>
                  <span className="block truncate text-xs text-muted">
                    {kindOfField(field).title[locale]}
                    {field.required && ` · ${t("required")}`}
                    {(field.shownWhen || field.requiredWhen) && ` · ${t("conditional")}`}
                  </span>
                </span>
              </button>
              {isChosen && isEditable && (
                <div className="flex justify-end px-1 pb-1">
                  <IconButton
                    size="sm"
                    icon={ArrowUp}
                    label={t("up")}
                    isDisabled={index === 0}
                    onPress={() => move(index, index - 1)}
                  />
                  <IconButton
                    size="sm"
                    icon={ArrowDown}
                    label={t("down")}
                    isDisabled={index === fields.length - 1}
                    onPress={() => move(index, index + 1)}
                  />
                  <IconButton size="sm" icon={Copy} label={t("duplicate")} onPress={() => props.onDuplicate(index)} />
                  <IconButton size="sm" icon={Trash2} label={t("delete")} onPress={() => props.onDelete(index)} />
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <output> belongs to a form */}
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
