"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { SearchField } from "@/components/ui/search-field"
import { fieldKinds } from "@/core/flow/form/kinds"
import { useDesignerContext } from "../designer-context"
import { FieldIcon } from "./field-icon"

export const kindMime = "application/x-firstcall-field-kind"

const groups = ["text", "number", "time", "choice", "more"] as const

/** The kinds of fields. A press adds one behind the chosen field; dragging puts it where it is dropped. */
export function KindPalette(props: { onAdd: (kind: string) => void; isFull: boolean }) {
  const t = useTranslations("designer.builder.palette")
  const { locale } = useDesignerContext()
  const [query, setQuery] = useState("")
  const wanted = query.trim().toLocaleLowerCase()
  const found = fieldKinds.filter(({ title, description }) =>
    [title.en, title.zh, description.en, description.zh].some((text) => text.toLocaleLowerCase().includes(wanted)),
  )
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-col">
      <div className="p-2.5">
        <SearchField label={t("search")} value={query} onChange={setQuery} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {found.length === 0 && <p className="px-2 py-6 text-center text-sm text-muted">{t("empty", { query })}</p>}
        {groups.map((group) => {
          const kinds = found.filter((kind) => kind.group === group)
          if (kinds.length === 0) return null
          return (
            <section key={group} aria-label={t(`groups.${group}`)} className="mt-2 first:mt-0">
              <h3 className="px-2 pb-1 text-xs text-muted">{t(`groups.${group}`)}</h3>
              {kinds.map((kind) => (
                <button
                  key={kind.kind}
                  type="button"
                  disabled={props.isFull}
                  draggable={!props.isFull}
                  title={kind.description[locale]}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(kindMime, kind.kind)
                    event.dataTransfer.effectAllowed = "copy"
                  }}
                  onClick={() => props.onAdd(kind.kind)}
                  className="flex h-9 w-full cursor-grab items-center gap-2.5 rounded-lg px-2 text-start text-sm hover:bg-default active:cursor-grabbing disabled:cursor-default disabled:opacity-45 md:h-8"
                >
                  <FieldIcon name={kind.icon} className="size-4 shrink-0 text-muted" />
                  <span className="truncate">{kind.title[locale]}</span>
                </button>
              ))}
            </section>
          )
        })}
      </div>
    </section>
  )
}
