import { usePathname, useSearchParams } from "next/navigation"
import { useMemo } from "react"
import { layerNames, type LayerName } from "./layer"

/** Days up to now; 0 is today, since midnight. */
export const spans = ["0", "7", "30", "90"] as const
export type Span = (typeof spans)[number] | "custom"

export type LayerView = {
  layer: LayerName
  span: Span
  /** Days as `2026-05-04`, both included; of `custom` only. */
  first: string
  last: string
  /** null: all versions. */
  versionId: string | null
}

const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "")
export const dayText = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`

/** What is looked at lives in the address, so that it can be sent to a colleague and Back returns to it. */
export function useLayerView(now: number): LayerView & { change: (next: Partial<LayerView>) => void } {
  const path = usePathname()
  const params = useSearchParams()
  const view = useMemo((): LayerView => {
    const today = dayText(new Date(now))
    const [first, last] = [params.get("first"), params.get("last")]
    return {
      layer: layerNames.find((name) => name === params.get("layer")) ?? "here",
      span: [...spans, "custom" as const].find((one) => one === params.get("span")) ?? "7",
      first: isDay(first) ? first : today,
      last: isDay(last) ? last : today,
      versionId: params.get("version"),
    }
  }, [params, now])
  const change = useMemo(
    () => (next: Partial<LayerView>) => {
      const merged = { ...view, ...next }
      const query = new URLSearchParams({ layer: merged.layer, span: merged.span })
      if (merged.span === "custom") {
        query.set("first", merged.first)
        query.set("last", merged.last)
      }
      if (merged.versionId) query.set("version", merged.versionId)
      window.history.replaceState(null, "", `${path}?${query.toString()}`)
    },
    [path, view],
  )
  return { ...view, change }
}

const dayMs = 86_400_000
const midnight = (day: string): number => new Date(`${day}T00:00:00`).getTime()

/**
 * The range in milliseconds, `to` excluded; null when its days are in the wrong order or too far apart. Ends at a whole
 * minute ahead of now, so that questions asked one after another are the same question.
 */
export function rangeOf({ span, first, last }: LayerView, now: number): { from: number; to: number } | null {
  const minute = 60_000
  const soon = Math.ceil((now + 1) / minute) * minute
  if (span !== "custom") {
    const days = Number(span)
    return { from: days === 0 ? midnight(dayText(new Date(now))) : soon - days * dayMs, to: soon }
  }
  const from = midnight(first)
  const to = midnight(last) + dayMs
  return from < to && to - from <= 400 * dayMs ? { from, to } : null
}
