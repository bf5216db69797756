"use client"

import clsx from "clsx"
import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl"

export type Pair = { key: string; name: string; was: number; would: number }

/** Rows that are shown before somebody asks for all. */
const firstRows = 6

/** What it was and what it would have been, row by row, the greatest change first. More is `isBad` where less is hoped for. */
export function PairBars(props: {
  label: string
  pairs: readonly Pair[]
  formatValue?: (value: number) => string
  isBad?: boolean
  none: string
}) {
  const t = useTranslations("flows.backTest")
  const format = useFormatter()
  const [isWhole, setWhole] = useState(false)
  const say = props.formatValue ?? ((value: number) => format.number(value))
  const rows = props.pairs
    .filter(({ was, would }) => was > 0 || would > 0)
    .toSorted((a, b) => Math.abs(b.would - b.was) - Math.abs(a.would - a.was) || b.was - a.was)
  const highest = Math.max(1, ...rows.flatMap(({ was, would }) => [was, would]))
  const shown = isWhole ? rows : rows.slice(0, firstRows)
  if (rows.length === 0) return <p className="py-4 text-center text-sm text-pretty text-muted">{props.none}</p>
  return (
    <>
      <ul aria-label={props.label} className="space-y-3">
        {shown.map(({ key, name, was, would }) => {
          const more = would - was
          return (
            <li key={key}>
              <p className="flex items-baseline justify-between gap-3 text-sm">
                <span className="min-w-0 truncate">{name}</span>
                <span
                  className={clsx(
                    "shrink-0 font-medium figures",
                    more === 0 ? "text-muted" : props.isBad && (more > 0 ? "text-breached-ink" : "text-ok-ink"),
                  )}
                >
                  {more === 0 ? t("same") : more > 0 ? `+${say(more)}` : `−${say(-more)}`}
                </span>
              </p>
              <p className="sr-only">{t("wasWould", { was: say(was), would: say(would) })}</p>
              <div className="mt-1 space-y-0.5" aria-hidden="true">
                <Bar part={was / highest} text={say(was)} className="bg-border-strong" />
                <Bar
                  part={would / highest}
                  text={say(would)}
                  className={props.isBad && more > 0 ? "bg-breached" : "bg-accent"}
                />
              </div>
            </li>
          )
        })}
      </ul>
      {rows.length > firstRows && (
        <button
          type="button"
          onClick={() => setWhole(!isWhole)}
          className="mt-3 text-sm font-medium text-link hover:underline"
        >
          {isWhole ? t("fewer") : t("allRows", { count: rows.length })}
        </button>
      )}
    </>
  )
}

function Bar({ part, text, className }: { part: number; text: string; className: string }) {
  return (
    <div className="flex items-center gap-2">
      <div className="h-2 flex-1">
        <div
          className={clsx("h-full rounded-sm", className)}
          style={{ width: part === 0 ? "1px" : `${Math.max(1, 100 * part)}%` }}
        />
      </div>
      <span className="w-16 shrink-0 text-end text-xs text-muted figures">{text}</span>
    </div>
  )
}
