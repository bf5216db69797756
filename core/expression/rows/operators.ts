import type { Text } from "@/core/text"
import type { Variable } from "../variable"
import type { RowOperator } from "./row"

/** How an operator reads between a variable and its values, and how many values it takes. */
export type OperatorInfo = { text: Text; not: Text; operands: 0 | 1 | 2 | "many" }

export const operatorInfo: Record<RowOperator, OperatorInfo> = {
  equals: { text: { zh: "等于", en: "is" }, not: { zh: "不等于", en: "is not" }, operands: 1 },
  differs: { text: { zh: "不等于", en: "is not" }, not: { zh: "等于", en: "is" }, operands: 1 },
  less: { text: { zh: "小于", en: "is less than" }, not: { zh: "不小于", en: "is not less than" }, operands: 1 },
  atMost: { text: { zh: "小于等于", en: "is at most" }, not: { zh: "大于", en: "is more than" }, operands: 1 },
  greater: {
    text: { zh: "大于", en: "is greater than" },
    not: { zh: "不大于", en: "is not greater than" },
    operands: 1,
  },
  atLeast: { text: { zh: "大于等于", en: "is at least" }, not: { zh: "小于", en: "is less than" }, operands: 1 },
  between: { text: { zh: "介于", en: "is between" }, not: { zh: "不介于", en: "is not between" }, operands: 2 },
  oneOf: { text: { zh: "属于", en: "is one of" }, not: { zh: "不属于", en: "is none of" }, operands: "many" },
  contains: { text: { zh: "包含", en: "contains" }, not: { zh: "不包含", en: "does not contain" }, operands: 1 },
  startsWith: {
    text: { zh: "开头是", en: "starts with" },
    not: { zh: "开头不是", en: "does not start with" },
    operands: 1,
  },
  endsWith: { text: { zh: "结尾是", en: "ends with" }, not: { zh: "结尾不是", en: "does not end with" }, operands: 1 },
  matches: {
    text: { zh: "符合正则表达式", en: "matches the pattern" },
    not: { zh: "不符合正则表达式", en: "does not match the pattern" },
    operands: 1,
  },
  has: { text: { zh: "含有", en: "includes" }, not: { zh: "不含", en: "does not include" }, operands: 1 },
  isTrue: { text: { zh: "为是", en: "is true" }, not: { zh: "为否", en: "is false" }, operands: 0 },
  isEmpty: { text: { zh: "为空", en: "is empty" }, not: { zh: "不为空", en: "is not empty" }, operands: 0 },
  isNotEmpty: { text: { zh: "不为空", en: "is not empty" }, not: { zh: "为空", en: "is empty" }, operands: 0 },
}

const ordered: RowOperator[] = ["equals", "differs", "less", "atMost", "greater", "atLeast", "between"]

/** The operators that make sense for a variable, the usual one first. */
export function operatorsFor({ type, nullable, values }: Variable): RowOperator[] {
  const own: Record<Variable["type"], RowOperator[]> = {
    string: values
      ? ["equals", "differs", "oneOf"]
      : ["equals", "differs", "oneOf", "contains", "startsWith", "endsWith", "matches"],
    int: [...ordered, "oneOf"],
    double: ordered,
    money: ordered,
    bool: ["isTrue", "equals"],
    timestamp: ordered,
    duration: ordered,
    "list<string>": ["has"],
  }
  return nullable ? [...own[type], "isEmpty", "isNotEmpty"] : own[type]
}
