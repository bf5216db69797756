"use client"

import clsx from "clsx"
import { lazy, Suspense, useId, useSyncExternalStore } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { Skeleton } from "./skeleton"
import type { Meaning } from "./status"

export interface ChartSeries {
  name: string
  /** One per label; null leaves a gap. */
  values: readonly (number | null)[]
  /** A colour with a meaning; without it the series takes the next of the theme's palette. */
  meaning?: Meaning
}

export interface ChartProps {
  /** Says what is shown; the name of the figure for screen readers. */
  label: string
  kind: "line" | "bar" | "stacked"
  /** Positions on the x axis, already formatted. */
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** Height in pixels. */
  height?: number
  /** Shows a value in the tooltip, on the axis and in the table. Default: the language's number format. */
  formatValue?: (value: number) => string
  /** A horizontal line with a name, such as a service-level goal. */
  goal?: { value: number; label: string }
  isLegendHidden?: boolean
  className?: string
}

const ChartCanvas = lazy(async () => ({ default: (await import("./chart-canvas")).ChartCanvas }))

const neverChanges = () => () => undefined

/** Lines, bars or stacked bars. Drawn after the page is painted; screen readers get the same figures as a table. */
export function Chart(props: ChartProps) {
  const t = useTranslations("ui.chart")
  const format = useFormatter()
  const id = useId()
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const height = props.height ?? 220
  const formatValue = props.formatValue ?? ((value: number) => format.number(value))
  return (
    <figure aria-labelledby={id} className={clsx("relative min-w-0", props.className)}>
      <figcaption id={id} className="sr-only">
        {props.label}
      </figcaption>
      <div aria-hidden="true" style={{ height }}>
        {isBrowser && (
          <Suspense fallback={<Skeleton className="size-full" />}>
            <ChartCanvas {...props} height={height} formatValue={formatValue} />
          </Suspense>
        )}
      </div>
      <div className="sr-only">
        <table>
          <caption>{props.label}</caption>
          <thead>
            <tr>
              <th scope="col">{t("position")}</th>
              {props.series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.labels.map((label, index) => (
              <tr key={`${index}-${label}`}>
                <th scope="row">{label}</th>
                {props.series.map(({ name, values }) => {
                  const value = values[index]
                  return <td key={name}>{value === null || value === undefined ? "—" : formatValue(value)}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
