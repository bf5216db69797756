"use client"

import { RotateCw } from "lucide-react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { formatValue } from "@/components/ticket/field-value"
import { Button } from "@/components/ui/button"
import { CheckBox } from "@/components/ui/check-box"
import type { DataColumn } from "@/components/ui/data-table"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import { keyOf, placeOf, type IncidentItem } from "./incident-item"
import type { useRetries } from "./use-retries"

/** The columns of the list of incidents; the box and the button only where this person may try again. */
export function useIncidentColumns(props: {
  retries: ReturnType<typeof useRetries>
  chosen: ReadonlySet<string>
  onChoose: (key: string) => void
  onRetry: (item: IncidentItem) => void
}): DataColumn<IncidentItem>[] {
  const t = useTranslations("incidents")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const { retries, chosen } = props
  return [
    {
      id: "ticket",
      header: t("column.ticket"),
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="shrink-0 font-normal text-muted figures">#{row.number}</span>
          <span className="truncate">{row.title}</span>
        </span>
      ),
    },
    {
      id: "place",
      header: t("column.place"),
      width: "13rem",
      cell: (row) => (
        <span className="block truncate">
          {row.nodeName[locale]} <span className="text-muted">· {row.flowName}</span>
        </span>
      ),
    },
    {
      id: "why",
      header: t("column.why"),
      width: "34%",
      cell: (row) => {
        const result = retries.results.get(placeOf(row))
        const values = Object.entries(row.values).map(([key, value]) => {
          const field = row.fields.find((one) => one.key === key)
          return `${field?.label[locale] ?? key}: ${formatValue(field, value, { locale, timeZone }) ?? "—"}`
        })
        const told = row.told.map((name) => name ?? t("left")).join(locale === "zh" ? "、" : ", ")
        return (
          <span className="block min-w-0 text-pretty whitespace-normal">
            {row.detail[locale]}{" "}
            {result && (
              <StatusChip meaning={result === "went" || result === "gone" ? "ok" : "late"} size="sm">
                {t(`result.${result}`)}
              </StatusChip>
            )}
            <span className="block text-xs text-muted">
              {[...values, ...(told ? [t("told", { names: told })] : [])].join(" · ")}
            </span>
          </span>
        )
      },
    },
    {
      id: "since",
      header: t("column.since"),
      width: "7rem",
      cell: (row) => <Time value={row.since} format="relative" className="text-muted" />,
    },
    {
      id: "action",
      header: t("column.action"),
      width: "10rem",
      align: "end",
      cell: (row) =>
        row.mayRetry && (
          <span className="inline-flex items-center gap-3">
            <CheckBox
              label={t("choose", { number: row.number })}
              isLabelHidden
              isSelected={chosen.has(keyOf(row))}
              onChange={() => props.onChoose(keyOf(row))}
            />
            <Button
              size="sm"
              variant="outline"
              aria-label={t("retryLabel", { number: row.number })}
              isPending={retries.busy.has(keyOf(row))}
              onPress={() => props.onRetry(row)}
            >
              <RotateCw aria-hidden="true" />
              {t("retry")}
            </Button>
          </span>
        ),
    },
  ]
}
