import * as z from "zod"
import { isVariableKey } from "@/core/expression/variable"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import { fieldSchema, flowLimits, type Field } from "../graph"
import { fieldKind } from "./kinds"

const foreign = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})),
  required: z.array(z.string()).optional(),
  "x-order": z.array(z.string()).optional(),
})
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined)

export type ReadFormSchema = { fields: Field[]; problems: Problem[] }

/**
 * The fields of a JSON Schema: the very ones `formSchema` wrote, and of anybody else's schema as many as have a kind here. All
 * that was not understood is a problem with the property as its place. Pure.
 */
export function readFormSchema(json: unknown): ReadFormSchema {
  const parsed = foreign.safeParse(json)
  if (!parsed.success) {
    const text = { en: "This is not the JSON Schema of an object.", zh: "内容不是对象的 JSON Schema。" }
    const hint = { en: "It has “properties”, one for each field.", zh: "应包含 properties，每个字段一项。" }
    return { fields: [], problems: [{ code: "notASchema", severity: "error", place: {}, text, hint }] }
  }
  const { properties, required = [], "x-order": order = [] } = parsed.data
  const problems: Problem[] = []
  const keys = [...new Set([...order.filter((key) => Object.hasOwn(properties, key)), ...Object.keys(properties)])]
  const fields = keys.flatMap((key): Field[] => {
    const read = readField(key, properties[key] ?? {}, required.includes(key))
    if ("field" in read) return [read.field]
    problems.push({ code: "propertySkipped", severity: "warning", place: { field: key }, text: read.text })
    return []
  })
  if (fields.length > flowLimits.fields) {
    const text = { en: `A form has at most ${flowLimits.fields} fields.`, zh: `表单最多${flowLimits.fields}个字段。` }
    problems.push({ code: "tooMany", severity: "error", place: {}, text })
  }
  return { fields: fields.slice(0, flowLimits.fields), problems }
}

function readField(
  key: string,
  property: Record<string, unknown>,
  isRequired: boolean,
): { field: Field } | { text: Text } {
  if (!isVariableKey(key)) {
    return { text: { en: `“${key}” cannot be the key of a field.`, zh: `“${key}”不能作为字段标识。` } }
  }
  const guess = property["x-kind"] === undefined ? guessed(property) : undefined
  const name = textOf(property["x-kind"]) ?? guess?.kind
  const kind = name === undefined ? undefined : fieldKind(name)
  if (!kind) {
    return { text: { en: `There is no kind of field for “${key}”.`, zh: `没有适合“${key}”的字段类型。` } }
  }
  const title = textOf(property["title"]) ?? key
  const help = textOf(property["description"])
  const draft = {
    key,
    type: property["x-type"] ?? kind.type,
    nullable: !isRequired,
    required: isRequired,
    kind: kind.kind,
    label: { en: title, zh: textOf(property["x-title-zh"]) ?? title },
    ...(help !== undefined && { help: { en: help, zh: textOf(property["x-description-zh"]) ?? help } }),
    settings: property["x-settings"] ?? guess?.settings,
    values: property["x-choices"] ?? guess?.values,
    initial: property["default"],
    placeholder: property["x-placeholder"],
    shownWhen: property["x-shownWhen"],
    requiredWhen: property["x-requiredWhen"],
    section: property["x-section"],
    width: property["x-width"],
  }
  const present = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
  const field = fieldSchema.safeParse(present)
  if (field.success) return { field: field.data }
  return { text: { en: `“${key}” could not be read.`, zh: `无法读取“${key}”。` } }
}

type Guess = { kind: string; settings?: object; values?: Field["values"] }

const oneOf = (values: unknown): Field["values"] | undefined => {
  if (!Array.isArray(values) || values.length === 0) return undefined
  const texts = values.filter((value): value is string => typeof value === "string" && value !== "")
  return texts.length === values.length ? texts.map((value) => ({ value, label: { en: value, zh: value } })) : undefined
}

/** Only what is a number, and of what is there. */
function settings(from: Record<string, unknown>, names: Record<string, string>): { settings?: object } {
  const found = Object.entries(names).filter(([keyword]) => typeof from[keyword] === "number")
  return found.length > 0 ? { settings: Object.fromEntries(found.map(([keyword, name]) => [name, from[keyword]])) } : {}
}

/** The kind of a property that was not written here. */
function guessed(property: Record<string, unknown>): Guess | undefined {
  const type = Array.isArray(property["type"])
    ? property["type"].find((one) => one !== "null")
    : (property["type"] as unknown)
  const values = oneOf(property["enum"])
  if (values) return { kind: "choice", values }
  const format = textOf(property["format"])
  if (type === "boolean") return { kind: "yesNo" }
  if (type === "integer") return { kind: "integer", ...settings(property, { minimum: "min", maximum: "max" }) }
  if (type === "number") return { kind: "number", ...settings(property, { minimum: "min", maximum: "max" }) }
  if (type === "array") {
    const items = z.looseObject({}).safeParse(property["items"]).data ?? {}
    const choices = oneOf(items["enum"])
    if (choices) return { kind: "choices", values: choices }
    return items["type"] === "string" ? { kind: "list" } : undefined
  }
  if (type !== "string") return undefined
  if (format === "date") return { kind: "date" }
  if (format === "date-time") return { kind: "dateTime" }
  if (format === "email") return { kind: "email" }
  const pattern = textOf(property["pattern"])
  const limits = settings(property, { minLength: "minChars", maxLength: "maxChars" }).settings ?? {}
  const all = { ...limits, ...(pattern !== undefined && { pattern }) }
  const isLong = typeof property["maxLength"] === "number" && property["maxLength"] > 2000
  if (isLong) return { kind: "longText", settings: { maxChars: Math.min(20_000, Number(property["maxLength"])) } }
  return { kind: "text", ...(Object.keys(all).length > 0 && { settings: all }) }
}
