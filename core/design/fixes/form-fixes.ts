import { kindOfField } from "@/core/flow/form/kinds"
import type { DraftGraph, Field } from "@/core/flow/graph"
import type { Place } from "@/core/problem"
import { fieldUsage } from "../field-usage"
import { freeKey, moveField } from "../form-edits"
import { fix, type Fixer } from "./fix"
import { withValueAt } from "./at-place"
import { groupOf } from "./ways"

// Problems of the form and of the flow's own clocks.

const indexOf = ({ field }: Place) => Number(/^(?:fields|settings\.slas)\.(\d+)/.exec(field ?? "")?.[1] ?? NaN)
const fieldAt = (graph: DraftGraph, place: Place): Field | undefined => graph.fields[indexOf(place)]

/** A field that nothing reads, fills or shows goes; what still names it somewhere keeps it. */
export const removeField: Fixer = ({ place }, { graph }) => {
  const field = fieldAt(graph, place)
  if (!field) return []
  const { nodeIds, edgeIds, slaIds } = fieldUsage(graph, field.key)
  if (nodeIds.length + edgeIds.length + slaIds.length > 0) return []
  const fields = graph.fields.filter((other) => other !== field)
  const name = { en: field.label.en || field.key, zh: field.label.zh || field.key }
  return [
    fix("removeField", { en: `Remove the field “${name.en}”`, zh: `删除字段“${name.zh}”` }, () => ({
      ...graph,
      fields,
    })),
  ]
}

/** The start asks for it. */
export const askAtStart: Fixer = ({ place }, { graph }) => {
  const field = fieldAt(graph, place)
  const start = graph.nodes.find((node) => groupOf(node) === "start")
  const asked = start?.config["fields"]
  if (!field || !start || !Array.isArray(asked)) return []
  const config = { ...start.config, fields: [...asked, field.key] }
  const text = { en: "Ask for it at the start", zh: "在发起表单中填写" }
  return [
    fix("askAtStart", text, () => ({
      ...graph,
      nodes: graph.nodes.map((node) => (node === start ? { ...node, config } : node)),
    })),
  ]
}

/** Behind the last field that its condition reads. */
export const moveBehind: Fixer = ({ place }, { graph }) => {
  const at = indexOf(place)
  const field = graph.fields[at]
  if (!field) return []
  const source = field.shownWhen ?? ""
  const last = graph.fields.findLastIndex(({ key }) =>
    new RegExp(`(?<![\\w.])${key.replaceAll(".", "\\.")}(?![\\w])`).test(source),
  )
  if (last <= at) return []
  const text = {
    en: `Move it below “${graph.fields[last]?.label.en ?? ""}”`,
    zh: `移到“${graph.fields[last]?.label.zh ?? ""}”之后`,
  }
  return [fix("moveBehind", text, () => ({ ...graph, fields: moveField(graph.fields, at, last) }))]
}

/** Without its condition it is always shown. */
export const alwaysShown: Fixer = ({ place }, { graph }) => [
  fix("alwaysShown", { en: "Show it always", zh: "始终显示" }, () => withValueAt(graph, place, undefined)),
]

/** A field whose key another one has gets a key of its own: nothing else named this one, since names mean the first. */
export const ownKey: Fixer = ({ place }, { graph }) => {
  const field = fieldAt(graph, place)
  if (!field || graph.fields.filter(({ key }) => key === field.key).length < 2) return []
  const key = freeKey(graph.fields, `${field.key.replaceAll(".", "_")}_`)
  return [fix("ownKey", { en: `Call it “${key}”`, zh: `标识改为“${key}”` }, () => withValueAt(graph, place, key))]
}

export const typeOfKind: Fixer = ({ place }, { graph }) => {
  const field = fieldAt(graph, place)
  if (!field) return []
  const text = { en: "Let it hold what its kind holds", zh: "存储类型改为与字段类型一致" }
  return [fix("typeOfKind", text, () => withValueAt(graph, place, kindOfField(field).type))]
}

/** An SLA gets a name or an id that no other has. */
export const nameSla: Fixer = ({ place }, { graph }) => {
  if (!place.field?.startsWith("settings.slas.")) return []
  const slas = graph.settings.slas ?? []
  const isName = place.field.endsWith(".name")
  const taken = new Set<string>(slas.map((sla) => (isName ? sla.name : sla.id)))
  const stem = isName ? "SLA " : "s"
  let number = 1
  while (taken.has(`${stem}${number}`)) number += 1
  const value = `${stem}${number}`
  const text = isName ? { en: `Call it “${value}”`, zh: `命名为“${value}”` } : { en: "Tell them apart", zh: "区分两者" }
  return [fix("nameSla", text, () => withValueAt(graph, place, value))]
}
