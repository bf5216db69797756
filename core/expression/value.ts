import { isCelList, type CelInput, type CelValue } from "@bufbuild/cel"
import { isMessage } from "@bufbuild/protobuf"
import { isReflectMessage } from "@bufbuild/protobuf/reflect"
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt"
import { limits } from "./guard"
import type { ExpressionProblemCode } from "./problem"
import { readDuration, readTimestamp, writeDuration, writeTimestamp } from "./time-value"
import type { Variable } from "./variable"

/**
 * Values outside the engine: numbers for int, double and money (minor units), ISO text with a time zone for a
 * timestamp, `1h30m` or `5400s` for a duration, an array of text for a list. All of them survive JSON.
 */
export type ExpressionValue = string | number | boolean | null | ExpressionValue[]

export type Bound = { ok: true; value: CelInput } | { ok: false; code: ExpressionProblemCode }

const wrong: Bound = { ok: false, code: "wrong_value" }
const tooLarge: Bound = { ok: false, code: "value_too_large" }

/** One value for one variable, or why it is none. `undefined` is an empty value. Never trusts the declared type. */
export function bindValue(variable: Variable, value: unknown): Bound {
  if (value === undefined || value === null) {
    return variable.nullable ? { ok: true, value: null } : { ok: false, code: "missing_value" }
  }
  switch (variable.type) {
    case "bool":
      return typeof value === "boolean" ? { ok: true, value } : wrong
    case "double":
      // Minus zero would compare like zero and print like something else.
      return typeof value === "number" && Number.isFinite(value) ? { ok: true, value: value === 0 ? 0 : value } : wrong
    case "int":
    case "money":
      return typeof value === "number" && Number.isSafeInteger(value) ? { ok: true, value: BigInt(value) } : wrong
    case "string":
      return typeof value === "string" ? bindText(value, limits.stringValueCharsMax) : wrong
    case "timestamp":
      return orWrong(typeof value === "string" ? readTimestamp(value) : undefined)
    case "duration":
      return orWrong(typeof value === "string" ? readDuration(value) : undefined)
    case "list<string>":
      return bindList(value)
  }
}

function bindText(value: string, max: number): Bound {
  return value.length <= max ? { ok: true, value } : tooLarge
}

function orWrong(value: CelInput | undefined): Bound {
  return value === undefined ? wrong : { ok: true, value }
}

function bindList(value: unknown): Bound {
  if (!Array.isArray(value)) return wrong
  if (value.length > limits.listValueItemsMax) return tooLarge
  const items: string[] = []
  for (let index = 0; index < value.length; index += 1) {
    const item: unknown = value[index]
    if (typeof item !== "string") return wrong
    if (item.length > limits.listItemCharsMax) return tooLarge
    items.push(item)
  }
  return { ok: true, value: items }
}

/** What the engine gave, as it is stored and shown; undefined when no number outside can carry it. */
export function readValue(value: CelValue): ExpressionValue | undefined {
  if (typeof value === "bigint") {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : undefined
  }
  if (typeof value === "number") return Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined
  if (value === null || typeof value === "string" || typeof value === "boolean") return value
  if (isCelList(value)) {
    const items: ExpressionValue[] = []
    for (const item of value) {
      const read = readValue(item)
      if (read === undefined) return undefined
      items.push(read)
    }
    return items
  }
  if (!isReflectMessage(value)) return undefined
  if (isMessage(value.message, TimestampSchema)) return writeTimestamp(value.message)
  return isMessage(value.message, DurationSchema) ? writeDuration(value.message) : undefined
}
