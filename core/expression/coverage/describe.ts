import type { Text } from "@/core/text"
import type { ExpressionValue } from "../value"
import type { Variable } from "../variable"
import type { Witness } from "./prove"

/** A counter-example in words: “金额 = 5000，渠道 = 电话”. An empty one means that every case is one. */
export function describeWitness(witness: Witness, variables: readonly Variable[]): Text {
  const parts = Object.entries(witness).map(([key, value]) => {
    const variable = variables.find((entry) => entry.key === key)
    return { label: variable?.label ?? { zh: key, en: key }, value: describeValue(value, variable) }
  })
  if (parts.length === 0) return { zh: "任何情况", en: "any case" }
  return {
    zh: parts.map(({ label, value }) => `${label.zh} = ${value.zh}`).join("，"),
    en: parts.map(({ label, value }) => `${label.en} = ${value.en}`).join(", "),
  }
}

function describeValue(value: ExpressionValue, variable: Variable | undefined): Text {
  if (value === null) return { zh: "空", en: "empty" }
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" }
  if (Array.isArray(value)) {
    const items = value.map((item) => describeValue(item, variable))
    if (items.length === 0) return { zh: "无", en: "none" }
    return { zh: items.map(({ zh }) => zh).join("、"), en: items.map(({ en }) => en).join(", ") }
  }
  const label = variable?.values?.find((entry) => entry.value === value)?.label
  if (label) return label
  // The stand-in for any text that no condition names.
  if (typeof value === "string" && value.startsWith("…")) return { zh: "其他文本", en: "another text" }
  if (variable?.type === "money" && typeof value === "number") return same((value / 100).toFixed(2))
  return same(typeof value === "string" && variable?.type === "string" ? JSON.stringify(value) : String(value))
}

function same(text: string): Text {
  return { zh: text, en: text }
}
