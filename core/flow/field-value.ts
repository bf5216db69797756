import { readDurationText, readInstantText } from "@/core/expression/time-text"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { RefusalCode } from "@/core/ticket/decision"
import type { Value, Values } from "@/core/ticket/event"
import type { ValueChecks } from "./form/field-kind"
import { kindOfField, settingsOf } from "./form/kinds"
import type { FieldStates } from "./form/states"
import type { Field } from "./graph"

export type ValueOptions = ValueChecks & {
  known: Values
  complete: boolean
  /** How the form's conditions stand, and what the step requires; a field that is hidden is never missing. */
  states?: FieldStates | undefined
}

/**
 * Checks what a form handed in against the fields it asked for: every key asked for, every value of its field's type and
 * closed list, and, with `complete`, nothing required left empty once `values` are laid over `known`. All problems at
 * once, each with the field's key as its place. Pages and engine use the same check.
 */
export function checkFieldValues(fields: Field[], asked: string[], values: Values, options: ValueOptions): Problem[] {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(values)) {
    const field = byKey.get(key)
    if (!field) {
      const text = { en: `The flow has no field “${key}”.`, zh: `流程中没有字段“${key}”。` }
      problems.push(refusal("fieldUnknown", key, text))
    } else if (!asked.includes(key)) {
      const text = { en: `“${field.label.en}” cannot be changed here.`, zh: `此处不能修改“${field.label.zh}”。` }
      problems.push(refusal("fieldNotAsked", key, text))
    } else if (value !== null) {
      const expected = valueFault(field, value, options)
      if (expected) {
        const text = {
          en: `“${field.label.en}” must be ${expected.en}.`,
          zh: `“${field.label.zh}”应为${expected.zh}。`,
        }
        problems.push(refusal("fieldInvalid", key, text))
      }
    }
  }
  if (options.complete) {
    for (const key of asked) {
      const field = byKey.get(key)
      if (!field || options.states?.hidden.has(key)) continue
      const value = Object.hasOwn(values, key) ? values[key] : options.known[key]
      if ((field.required || options.states?.required.has(key)) && isEmpty(value ?? null)) {
        const text = { en: `“${field.label.en}” is required.`, zh: `请填写“${field.label.zh}”。` }
        problems.push(refusal("fieldMissing", key, text))
      }
    }
  }
  return problems
}

function refusal(code: RefusalCode, key: string, text: Text): Problem {
  return { code, severity: "error", place: { field: key }, text }
}

export function isEmpty(value: Value): boolean {
  return (
    value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0)
  )
}

/** What the value should have been; null when it is right. */
function valueFault(field: Field, value: Exclude<Value, null>, checks: ValueChecks): Text | null {
  const { expected, holds } = types[field.type]
  if (!holds(value)) return expected
  if (field.values) {
    const allowed = new Set(field.values.map((entry) => entry.value))
    const chosen: unknown[] = Array.isArray(value) ? value : [value]
    const listed = chosen.every((item) => typeof item === "string" && allowed.has(item))
    if (!listed) return { en: "one of the listed choices", zh: "列出的选项之一" }
  }
  // Blank text is an empty field; whether that may be is another question.
  if (field.type === "string" && isEmpty(value)) return null
  return kindOfField(field).fault(value, settingsOf(field), checks, field)
}

const types: Record<Field["type"], { expected: Text; holds(value: Value): boolean }> = {
  string: { expected: { en: "text", zh: "文本" }, holds: (value) => typeof value === "string" },
  int: { expected: { en: "a whole number", zh: "整数" }, holds: Number.isSafeInteger },
  double: { expected: { en: "a number", zh: "数字" }, holds: Number.isFinite },
  money: { expected: { en: "an amount", zh: "金额" }, holds: Number.isSafeInteger },
  bool: { expected: { en: "yes or no", zh: "是或否" }, holds: (value) => typeof value === "boolean" },
  timestamp: {
    expected: { en: "a date and time with a zone", zh: "带时区的日期时间" },
    holds: (value) => typeof value === "string" && readInstantText(value) !== undefined,
  },
  duration: {
    expected: { en: "a duration such as 1h30m", zh: "时长（如 1h30m）" },
    holds: (value) => typeof value === "string" && readDurationText(value) !== undefined,
  },
  "list<string>": {
    expected: { en: "a list of texts", zh: "文本列表" },
    holds: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  },
  rows: {
    expected: { en: "rows", zh: "多行内容" },
    holds: (value) => Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null),
  },
}
