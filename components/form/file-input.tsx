"use client"

import { Paperclip, X } from "lucide-react"
import { useRef, useState } from "react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import { FieldNotes, useFieldIds, type FieldTexts } from "@/components/ui/field-notes"
import { IconButton } from "@/components/ui/icon-button"
import { Spinner } from "@/components/ui/spinner"
import { fileGroups, fileLimits } from "@/core/flow/form/file"
import { settingsOf } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Row } from "@/core/ticket/event"
import { sizeText } from "./size-text"
import { uploadFile } from "./upload-file"

/** Files: chosen or dropped, sent at once, taken away again. What is not taken says why beside the others. */
export function FileInput(
  props: FieldTexts & {
    field: Field
    rows: readonly Row[]
    onChange: (rows: Row[]) => void
    isDisabled?: boolean
    "data-field"?: string
  },
) {
  const t = useTranslations("form.file")
  const locale = useLocale()
  const format = useFormatter()
  const ids = useFieldIds(props)
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(0)
  const [refused, setRefused] = useState<{ name: string; why: string }[]>([])
  const [isOver, setOver] = useState(false)
  const { field, rows, isDisabled } = props
  const { maxFiles = fileLimits.filesMax, accept = [] } = settingsOf(field) as { maxFiles?: number; accept?: string[] }
  const room = maxFiles - rows.length
  const groups = fileGroups.filter(({ value }) => accept.length === 0 || accept.includes(value))
  const take = async (files: File[]) => {
    // The same file once more is a choice, too: it may have been put right meanwhile.
    if (input.current) input.current.value = ""
    if (isDisabled || sending > 0 || files.length === 0) return
    const refusals = files.slice(room).map(({ name }) => ({ name, why: t("tooMany", { count: maxFiles }) }))
    const chosen = files.slice(0, room)
    setSending(chosen.length)
    const taken: Row[] = []
    for (const file of chosen) {
      const answer =
        file.size > fileLimits.bytesMax
          ? { is: "refused" as const, why: { en: t("tooLarge"), zh: t("tooLarge") } }
          : await uploadFile(file)
      if (answer.is === "taken") taken.push(answer.file)
      else if (answer.is === "refused") refusals.push({ name: file.name, why: answer.why?.[locale] ?? t("refused") })
      else refusals.push({ name: file.name, why: t("unreachable") })
      setSending((count) => count - 1)
    }
    setSending(0)
    setRefused(refusals)
    if (taken.length > 0) props.onChange([...rows, ...taken])
  }
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset's legend cannot stand beside its notes
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      data-slot="textfield"
      data-field={props["data-field"]}
      data-invalid={props.error ? true : undefined}
    >
      <span id={ids.label} data-slot="label" className="label mb-1 block">
        {props.label}
      </span>
      {rows.length > 0 && (
        <ul className="mt-1 space-y-1">
          {rows.map((row, index) => (
            <li
              key={String(row["id"])}
              className="flex items-center gap-2 rounded-lg border border-border px-2.5 py-1.5 text-sm"
            >
              <Paperclip className="size-4 shrink-0 text-muted" aria-hidden="true" />
              <a
                href={`/api/attachment/${String(row["id"])}`}
                download
                className="min-w-0 flex-1 truncate text-link hover:underline"
              >
                {String(row["name"])}
              </a>
              <span className="shrink-0 text-xs text-muted figures">{sizeText(Number(row["size"]), format)}</span>
              {!isDisabled && (
                <IconButton
                  size="sm"
                  icon={X}
                  label={t("remove", { name: String(row["name"]) })}
                  onPress={() => props.onChange(rows.filter((_, at) => at !== index))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {room > 0 && !isDisabled && (
        // Dropping is the pointer's way; the field inside is everybody's.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <label
          className={`mt-1 flex cursor-pointer items-center gap-2 rounded-lg border border-dashed px-3 py-2.5 text-sm transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus ${isOver ? "border-accent bg-accent-soft" : "border-border-strong hover:bg-surface-secondary"}`}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            void take([...event.dataTransfer.files])
          }}
        >
          {sending > 0 ? <Spinner /> : <Paperclip className="size-4 shrink-0 text-muted" aria-hidden="true" />}
          <span className="min-w-0">
            <span className="block">{sending > 0 ? t("sending", { count: sending }) : t("choose")}</span>
            <span className="block text-xs text-muted">
              {t("limits", { kinds: groups.map(({ label }) => label[locale]).join(t("separator")), count: maxFiles })}
            </span>
          </span>
          <input
            ref={input}
            type="file"
            multiple={maxFiles > 1}
            className="sr-only"
            disabled={sending > 0}
            onChange={(event) => void take([...(event.currentTarget.files ?? [])])}
          />
        </label>
      )}
      {refused.length > 0 && (
        <ul role="alert" className="mt-1.5 space-y-0.5 text-sm text-breached-ink">
          {refused.map(({ name, why }) => (
            <li key={name}>
              {name}: {why}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-1">
        <FieldNotes ids={ids} description={props.description} error={props.error} />
      </div>
    </div>
  )
}
