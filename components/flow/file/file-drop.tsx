"use client"

import clsx from "clsx"
import { FileUp } from "lucide-react"
import { useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { Spinner } from "@/components/ui/spinner"

/** Where a file is dropped, or chosen. */
export function FileDrop({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const t = useTranslations("flows.file")
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file && !isBusy) onFile(file)
    // The same file once more is a choice, too: it may have been put right meanwhile.
    if (input.current) input.current.value = ""
  }
  return (
    // Dropping is the pointer's way; the field inside is everybody's.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label
      className={clsx(
        "flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-dashed px-6 py-9 text-center transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        isOver ? "border-accent bg-accent-soft" : "border-border-strong hover:bg-surface-secondary",
      )}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      {isBusy ? <Spinner /> : <FileUp className="size-6 text-muted" strokeWidth={1.5} aria-hidden="true" />}
      <span className="text-sm font-medium">{isBusy ? t("reading") : t("drop")}</span>
      <span className="text-xs text-pretty text-muted">{t("kinds")}</span>
      <input
        ref={input}
        type="file"
        accept=".json,.bpmn,.xml,application/json,application/xml,text/xml"
        className="sr-only"
        disabled={isBusy}
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </label>
  )
}
