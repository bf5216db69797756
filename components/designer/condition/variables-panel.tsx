"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { SearchField } from "@/components/ui/search-field"
import { typeNames } from "@/core/expression/type"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

const other: Record<Locale, Locale> = { en: "zh", zh: "en" }

/** Every value a condition may read: what it is called in both languages, its type and its key. Choosing one inserts it. */
export function VariablesPanel(props: {
  variables: readonly Variable[]
  locale: Locale
  onChoose: (variable: Variable) => void
}) {
  const t = useTranslations("designer.condition")
  const { locale } = props
  const [query, setQuery] = useState("")
  const words = query.trim().toLocaleLowerCase().split(/\s+/)
  const shown = props.variables.filter(({ key, label }) => {
    const text = `${key} ${label.en} ${label.zh}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <div className="w-80 max-w-[85vw]">
      <div className="border-b border-separator p-2">
        <SearchField label={t("findVariable")} value={query} onChange={setQuery} />
      </div>
      <ul className="max-h-80 overflow-y-auto p-1">
        {shown.map((variable) => (
          <li key={variable.key}>
            <button
              type="button"
              onClick={() => props.onChoose(variable)}
              className="block w-full rounded-md px-2 py-1.5 text-start hover:bg-default focus-visible:bg-default"
            >
              <span className="flex items-baseline justify-between gap-2">
                <span className="truncate text-sm font-medium">{variable.label[locale]}</span>
                <span className="shrink-0 text-xs text-muted">
                  {typeNames[variable.type][locale]}
                  {variable.nullable && ` · ${t("maybeEmpty")}`}
                </span>
              </span>
              <span className="flex items-baseline justify-between gap-2 text-xs text-muted">
                <code className="truncate">{variable.key}</code>
                <span className="truncate" lang={other[locale] === "zh" ? "zh-CN" : "en"}>
                  {variable.label[other[locale]]}
                </span>
              </span>
              {variable.values && (
                <span className="mt-0.5 line-clamp-2 block text-xs text-muted">
                  {variable.values.map(({ label }) => label[locale]).join(" · ")}
                </span>
              )}
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className="px-3 py-6 text-center text-sm text-muted">{t("noVariable")}</li>}
      </ul>
    </div>
  )
}
