import { useMemo } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { unitOf, type LayerName } from "./layer"

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const

/** A layer's values in words: "12", "3.5 hr", "8 %"; and with what they are, for a card: "12 here". */
export function useFigureText() {
  const t = useTranslations("flows.layers.badge")
  const format = useFormatter()
  return useMemo(() => {
    const span = (ms: number) => {
      const [unit, size] = units.find(([, one]) => ms >= one) ?? units[units.length - 1]!
      const value = ms / size
      return format.number(value, {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: value < 10 && unit !== "second" ? 1 : 0,
      })
    }
    const figure = (layer: LayerName, value: number | null): string => {
      if (value === null) return "–"
      if (unitOf[layer] === "time") return span(value)
      if (unitOf[layer] === "share") return format.number(value, { style: "percent", maximumFractionDigits: 1 })
      return format.number(value)
    }
    return { figure, badge: (layer: LayerName, value: number | null) => t(layer, { figure: figure(layer, value) }) }
  }, [t, format])
}
