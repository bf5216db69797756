import type { DraftGraph } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Place } from "@/core/problem"
import { tierMinute } from "@/core/sla/clock"
import { tierSchema, type Tier } from "@/core/warning/tier"
import * as z from "zod"
import { above, valueAt, withValueAt } from "./at-place"
import { fix, type Fixer } from "./fix"

// Problems of values: of a step's settings, of conditions and texts, of clocks.

const texts = z.array(z.string())
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** What was meant, in the place of what stands there. */
export const useSuggestion: Fixer = ({ place, suggestion }, { graph }) => {
  if (suggestion === undefined) return []
  const { start, end } = place
  const before = valueAt(graph, place)
  const said = { en: `Write ${short(String(suggestion))}`, zh: `改为 ${short(String(suggestion))}` }
  if (start === undefined || end === undefined) {
    return [fix("suggestion", said, () => withValueAt(graph, place, suggestion))]
  }
  if (typeof before !== "string" || end > before.length) return []
  const after = before.slice(0, start) + String(suggestion) + before.slice(end)
  return [fix("suggestion", said, () => withValueAt(graph, place, after))]
}

/** A placeholder for something that is not there: what was meant, or nothing. */
export const mendPlaceholder: Fixer = (problem, around) => {
  const { place } = problem
  const text = valueAt(around.graph, place)
  const suggested = useSuggestion(problem, around)
  if (typeof text !== "string" || place.start === undefined || place.end === undefined) return suggested
  const after = text.slice(0, place.start) + text.slice(place.end)
  // Some texts may not be empty.
  if (after.trim() === "") return suggested
  const said = { en: "Leave it out", zh: "去掉该占位符" }
  return [...suggested, fix("leaveOut", said, () => withValueAt(around.graph, place, after))]
}

/** Keys of fields that are not there any more leave the list. */
export const dropUnknownFields: Fixer = (problem, around) => {
  const { graph } = around
  const { place } = problem
  const list = texts.safeParse(valueAt(graph, place))
  if (!list.success) return useSuggestion(problem, around)
  const known = new Set(graph.fields.map(({ key }) => key))
  const kept = list.data.filter((key) => known.has(key))
  const text = { en: "Take what is gone out of the list", zh: "从列表中移除已不存在的字段" }
  return kept.length === list.data.length ? [] : [fix("dropUnknown", text, () => withValueAt(graph, place, kept))]
}

/** Rights that contradict what is filled in here. */
export const dropRights: Fixer = ({ place }, { graph }) => {
  const rights = texts.safeParse(valueAt(graph, place))
  const asked = texts.safeParse(valueAt(graph, { nodeId: place.nodeId ?? "", field: "fields" }))
  if (!rights.success || !asked.success) return []
  const isRequired = place.field?.endsWith(".required") ?? false
  const kept = rights.data.filter((key) => asked.data.includes(key) === isRequired)
  const text = isRequired
    ? { en: "Require only what can be filled in here", zh: "仅保留此处可填写的必填字段" }
    : { en: "Show what is to be filled in here", zh: "显示此处需要填写的字段" }
  return kept.length === rights.data.length ? [] : [fix("dropRights", text, () => withValueAt(graph, place, kept))]
}

/** The line of a list that the place is in. */
export const removeLine: Fixer = ({ place }, { graph }) => {
  const text = { en: "Take this line out", zh: "删除此行" }
  return [fix("removeLine", text, () => withValueAt(graph, above(place, 1), undefined))]
}

const assigned = z.array(z.looseObject({ field: z.string() }))

/** Of several lines that set one field the last one counts. */
export const keepLast: Fixer = ({ place }, { graph }) => {
  const lines = assigned.safeParse(valueAt(graph, place))
  if (!lines.success) return []
  const kept = lines.data.filter(({ field }, index) => lines.data.findLastIndex((one) => one.field === field) === index)
  const text = { en: "Keep the last of them", zh: "仅保留最后一次赋值" }
  return [fix("keepLast", text, () => withValueAt(graph, place, kept))]
}

export const clearValue: Fixer = ({ place }, { graph }) => [
  fix("clear", { en: "Leave it empty", zh: "清空" }, () => withValueAt(graph, place, undefined)),
]

export const usualCalendar: Fixer = ({ place }, { graph }) => [
  fix("calendar", { en: "Use the usual calendar", zh: "使用默认日历" }, () => withValueAt(graph, place, null)),
]

/** What its kind begins with. */
export const useDefault: Fixer = ({ place }, { graph }) => {
  const node = graph.nodes.find(({ id }) => id === place.nodeId)
  const defaults = node && (nodeKind(node.kind)?.defaults() as Record<string, unknown> | undefined)
  const usual = defaults?.[place.field ?? ""]
  if (usual === undefined || usual === valueAt(graph, place)) return []
  const text = { en: "Use the usual setting", zh: "恢复默认设置" }
  return [fix("default", text, () => withValueAt(graph, place, usual))]
}

const counted = z.looseObject({ type: z.literal("count"), count: z.number() })
const listed = z.looseObject({ personIds: texts })

/** People who have left leave the list; somebody stays, or nothing is offered. */
export const dropPeople: Fixer = ({ place }, { graph, directory }) => {
  if (!directory) return []
  const active = new Set(directory.people.flatMap(({ id, active: isThere }) => (isThere ? [id] : [])))
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const ids = name === "personIds" ? texts.safeParse(inner) : null
        return [name, ids?.success ? ids.data.filter((id) => active.has(id)) : clean(inner)]
      }),
    )
  }
  const before = valueAt(graph, place)
  const list = texts.safeParse(before)
  const after = list.success ? list.data.filter((id) => active.has(id)) : clean(before)
  const leavesNobody = JSON.stringify(after).includes('"personIds":[]')
  // Fewer than have to approve: how many that should be now is for people to say.
  const config = graph.nodes.find(({ id }) => id === place.nodeId)?.config
  const needed = place.field === "people" ? (counted.safeParse(config?.["pass"]).data?.count ?? 0) : 0
  const left = listed.safeParse(after).data?.personIds
  const isShort = left !== undefined && new Set(left).size < needed
  if (after === undefined || leavesNobody || isShort || JSON.stringify(after) === JSON.stringify(before)) return []
  const text = { en: "Take those who have left out", zh: "移除已离开的人员" }
  return [fix("dropPeople", text, () => withValueAt(graph, place, after))]
}

/** A warning's action is taken away; the warning itself stays. */
export const dropAction: Fixer = ({ place }, { graph }) => {
  if (!place.field?.endsWith(".action")) return []
  return [
    fix("dropAction", { en: "Only tell people", zh: "仅通知，不执行操作" }, () => withValueAt(graph, place, undefined)),
  ]
}

const policySchema = z.looseObject({ targetMin: z.number(), tiers: z.array(tierSchema) })

/** The clock that "….tiers.2.at" is of, and which warning that is. */
function tierOf(
  graph: DraftGraph,
  place: Place,
): { tiers: Tier[]; targetMin: number; list: Place; index: number } | null {
  const policy = policySchema.safeParse(valueAt(graph, above(place, 3)))
  const index = Number(place.field?.split(".").at(-2))
  return policy.success && Number.isInteger(index) ? { ...policy.data, list: above(place, 2), index } : null
}

/** Warnings in the order they come. One at the very time of another has no place in it. */
export const sortTiers: Fixer = ({ place }, { graph }) => {
  const found = tierOf(graph, place)
  if (!found) return []
  const { tiers, targetMin, list, index } = found
  const minute = (tier: Tier) => tierMinute(tier, targetMin)
  const minutes = tiers.map(minute)
  const remove = fix("removeTier", { en: "Remove this warning", zh: "删除这级预警" }, () =>
    withValueAt(
      graph,
      list,
      tiers.filter((_, at) => at !== index),
    ),
  )
  if (new Set(minutes).size < minutes.length) return [remove]
  const text = { en: "Put the warnings into their order in time", zh: "按时间先后排列预警" }
  const sorted = tiers.toSorted((a, b) => minute(a) - minute(b))
  return [fix("sortTiers", text, () => withValueAt(graph, list, sorted)), remove]
}

/** A warning that would come before its clock starts: at a free share of the time, or not at all. */
export const delayTier: Fixer = ({ place }, { graph }) => {
  const found = tierOf(graph, place)
  if (!found) return []
  const { tiers, targetMin, list, index } = found
  const others = tiers.filter((_, at) => at !== index).map((tier) => tierMinute(tier, targetMin))
  const percent = [50, 25, 75, 10, 90].find((share) => !others.includes((targetMin * share) / 100))
  const remove = fix("removeTier", { en: "Remove this warning", zh: "删除这级预警" }, () =>
    withValueAt(
      graph,
      list,
      tiers.filter((_, at) => at !== index),
    ),
  )
  if (percent === undefined) return [remove]
  const text = { en: `Warn at ${percent} % of the time`, zh: `改为时限的${percent}%时预警` }
  const later = tiers
    .map((tier, at): Tier => (at === index ? { ...tier, at: { type: "percent", percent } } : tier))
    .toSorted((a, b) => tierMinute(a, targetMin) - tierMinute(b, targetMin))
  return [fix("delayTier", text, () => withValueAt(graph, list, later)), remove]
}
