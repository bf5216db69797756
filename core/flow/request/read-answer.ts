import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"
import { valueSchema, type Value, type Values } from "@/core/ticket/event"
import { checkFieldValues } from "../field-value"
import type { Field } from "../graph"
import { readPointer } from "./pointer"
import type { Output } from "./request-config"

export type ReadAnswer = { ok: true; json: unknown; fields: Values } | { ok: false; detail: Text }

/**
 * What of an answer goes into which fields. What the answer does not have becomes empty; what has another type than its
 * field is a fault, with all that is wrong. Amounts come in major units ("12.5" or 12.5) and are stored in minor ones.
 * Pure.
 */
export function readAnswer(body: string, outputs: Output[], fields: Field[]): ReadAnswer {
  let json: unknown = null
  try {
    json = body === "" ? null : JSON.parse(body)
  } catch {
    if (outputs.some(({ pointer }) => pointer !== "")) {
      const seen = clipText(body.trim(), 80)
      return { ok: false, detail: { en: `The answer is not JSON: ${seen}`, zh: `应答不是 JSON：${seen}` } }
    }
    json = body
  }
  const values: Values = {}
  for (const { pointer, field } of outputs) {
    const type = fields.find(({ key }) => key === field)?.type
    values[field] = converted(readPointer(json, pointer), type)
  }
  const problems = checkFieldValues(fields, Object.keys(values), values, { known: {}, complete: false })
  if (problems.length === 0) return { ok: true, json, fields: values }
  const say = (locale: "en" | "zh") => clipText(problems.map(({ text }) => text[locale]).join(" "), 400)
  return { ok: false, detail: { en: say("en"), zh: say("zh") } }
}

/** The value as its field would hold it; one that cannot be is handed on, for the check to name. */
function converted(found: unknown, type: Field["type"] | undefined): Value {
  if (found === undefined || found === null) return null
  if (type === "money") {
    const major = typeof found === "string" && found.trim() !== "" ? Number(found) : found
    return typeof major === "number" && Number.isFinite(major) ? Math.round(major * 100) : textOf(found)
  }
  if ((type === "int" || type === "double") && typeof found === "string" && found.trim() !== "") {
    const number = Number(found)
    return Number.isFinite(number) ? number : clipText(found, 200)
  }
  if (type === "string") {
    return clipText(textOf(found).toWellFormed().replaceAll("\u0000", ""), 20_000)
  }
  if (type === "list<string>" && Array.isArray(found))
    found = found.map((item) => (typeof item === "string" ? item : JSON.stringify(item)))
  const value = valueSchema.safeParse(found)
  return value.success ? value.data : clipText(JSON.stringify(found) ?? "", 200)
}

const textOf = (found: unknown): string => (typeof found === "string" ? found : (JSON.stringify(found) ?? ""))
