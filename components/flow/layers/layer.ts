import type { inferRouterOutputs } from "@trpc/server"
import type { Heat } from "@/components/designer/canvas-types"
import type { AppRouter } from "@/server/api/router"

export type Layers = inferRouterOutputs<AppRouter>["flow"]["layers"]
export type NodeFigures = Layers["nodes"][number]

/** What can be laid over a flow. Counts, times in milliseconds, and shares of the visits that ended (0 to 1). */
export const layerNames = ["here", "passed", "median", "p95", "late", "returned"] as const
export type LayerName = (typeof layerNames)[number]
export type LayerUnit = "count" | "time" | "share"
export const unitOf: Record<LayerName, LayerUnit> = {
  here: "count",
  passed: "count",
  median: "time",
  p95: "time",
  late: "share",
  returned: "share",
}
/** Of these less is better. */
const isBad: ReadonlySet<LayerName> = new Set(["late", "returned"])
/** From which share on a step is hot, and how much; below the first it is only not nothing. */
const shareSteps = [0.05, 0.15, 0.3]

/** A step's value on a layer; null where nothing has ended that it could be worked out from. */
export function valueOf(figures: NodeFigures | undefined, layer: LayerName): number | null {
  if (!figures) return unitOf[layer] === "count" ? 0 : null
  const { here, passed, medianMs, p95Ms, breached, returned } = figures
  const share = (part: number) => (passed > 0 ? part / passed : null)
  return { here, passed, median: medianMs, p95: p95Ms, late: share(breached), returned: share(returned) }[layer]
}

/**
 * How hot a value is among all of its layer: counts and times against the highest, shares by fixed steps, because one late
 * visit in a hundred is no reason for red even where it is the worst. null: nothing to colour.
 */
export function heatOf(value: number | null, highest: number, layer: LayerName): Heat | null {
  if (value === null || value <= 0) return null
  if (unitOf[layer] === "share") {
    const level = 1 + shareSteps.filter((step) => value >= step).length
    return { level: level as Heat["level"], isBad: isBad.has(layer) }
  }
  const level = Math.min(4, Math.max(1, Math.ceil((4 * value) / highest)))
  return { level: level as Heat["level"], isBad: false }
}
