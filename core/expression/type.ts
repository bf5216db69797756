import type { Text } from "@/core/text"
import type { Variable, VariableType } from "./variable"

// Types as the checker sees them. Money is an int here: minor units are counted, only people read them as an amount.

export type BaseType = "string" | "int" | "double" | "bool" | "timestamp" | "duration" | "list" | "null" | "unknown"

export type ValueType = {
  base: BaseType
  nullable: boolean
  /** Of a list. */
  element?: ValueType
  /** The closed list of an enum, or of the items of a list. */
  values?: readonly string[]
  /** The variable this is, while it is nothing but that variable. */
  key?: string
}

export const plain = (base: Exclude<BaseType, "list">): ValueType => ({ base, nullable: base === "null" })
export const listOf = (element: ValueType): ValueType => ({ base: "list", nullable: false, element })

/** Stands for whatever a reported mistake might have been; earns no second problem. */
export const unknown: ValueType = plain("unknown")

export const isNumber = ({ base }: ValueType): boolean => base === "int" || base === "double"

export function typeOfVariable({ key, type, nullable, values }: Variable): ValueType {
  const closed = values && { values: values.map((entry) => entry.value) }
  if (type === "list<string>") return { ...listOf({ ...plain("string"), ...closed }), nullable, key }
  return { ...plain(type === "money" ? "int" : type), ...closed, nullable, key }
}

/** One type for two branches or two items, or undefined when they have nothing in common. */
export function join(left: ValueType, right: ValueType): ValueType | undefined {
  if (left.base === "unknown" || right.base === "unknown") return unknown
  if (left.base === "null") return { ...withoutOrigin(right), nullable: true }
  if (right.base === "null") return { ...withoutOrigin(left), nullable: true }
  if (left.base !== right.base) return undefined
  const nullable = left.nullable || right.nullable
  if (left.base !== "list") return { base: left.base, nullable }
  const element = left.element && right.element && join(left.element, right.element)
  return element && { base: "list", nullable, element }
}

function withoutOrigin({ base, nullable, element }: ValueType): ValueType {
  return { base, nullable, ...(element && { element }) }
}

export const typeNames = {
  string: { zh: "文本", en: "text" },
  int: { zh: "整数", en: "a whole number" },
  double: { zh: "小数", en: "a decimal number" },
  number: { zh: "数字", en: "a number" },
  bool: { zh: "是/否", en: "true or false" },
  timestamp: { zh: "时间点", en: "a point in time" },
  duration: { zh: "时长", en: "a duration" },
  money: { zh: "金额", en: "an amount of money" },
  list: { zh: "列表", en: "a list" },
  "list<string>": { zh: "文本列表", en: "a list of text" },
  null: { zh: "空值", en: "an empty value" },
  unknown: { zh: "未知类型", en: "something unknown" },
  any: { zh: "任意值", en: "any value" },
} as const satisfies Record<BaseType | VariableType | "number" | "any", Text>

export function nameOfType(type: ValueType): Text {
  return type.base === "list" && type.element?.base === "string" ? typeNames["list<string>"] : typeNames[type.base]
}
