import { readDurationText, readInstantText } from "@/core/expression/time-text"
import { checkFieldValues } from "@/core/flow/field-value"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { Value, Values } from "@/core/ticket/event"
import { momentOf, wallTimeOf } from "./wall-time"

/**
 * What stands in the inputs of a form while somebody types: text for one value, a list for several. "" and [] are empty.
 * Money is in major units, instants in the tenant's wall time ("2026-11-22T09:30"), durations in minutes.
 */
export type FieldDraft = string | string[]
export type FieldDrafts = Record<string, FieldDraft>

/** Digits and signs of a Chinese input method are full width; grouping is left out. */
const plainNumber = (text: string) =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s,，、_]/g, "")
    .replace("。", ".")

/** What the input of a field starts with. A value that does not fit its field (an old ticket) starts as its own text. */
export function draftOf(field: Field, value: Value | undefined, timeZone: string): FieldDraft {
  if (field.type === "list<string>") return Array.isArray(value) ? value : []
  if (value === null || value === undefined) return ""
  if (field.type === "money" && typeof value === "number") return (value / 100).toFixed(2)
  if (typeof value === "string" && field.type === "timestamp") {
    const moment = readInstantText(value)
    return moment ? wallTimeOf(Number(moment.seconds) * 1000, timeZone) : value
  }
  if (typeof value === "string" && field.type === "duration") {
    const length = readDurationText(value)
    return length ? String(Number(length.seconds) / 60 + length.nanos / 60e9) : value
  }
  return Array.isArray(value) ? value.join(", ") : String(value)
}

/**
 * The value a draft stands for; null when empty. What cannot be read stays the text that was typed: the check of the
 * whole form, which the engine shares, then names the field and what it expects.
 */
export function valueOf(field: Field, draft: FieldDraft, timeZone: string): Value {
  if (Array.isArray(draft)) return draft.length > 0 ? draft : null
  const text = draft.trim()
  if (text === "") return null
  const readers: Record<Field["type"], () => Value> = {
    string: () => draft,
    int: () => numberOr(text),
    double: () => numberOr(text),
    // Rounded: 19.99 × 100 is 1998.9999999999998.
    money: () => {
      const major = numberOr(text)
      return typeof major === "number" ? Math.round(major * 100) : major
    },
    bool: () => (text === "true" ? true : text === "false" ? false : text),
    timestamp: () => {
      const ms = momentOf(text, timeZone)
      return ms === null ? text : new Date(ms).toISOString().replace(".000", "")
    },
    // As the expressions of a flow write durations, in seconds: `5400s`.
    duration: () => {
      const minutes = numberOr(text)
      return typeof minutes === "number" ? `${Math.round(minutes * 60)}s` : minutes
    },
    "list<string>": () => [draft],
  }
  return readers[field.type]()
}

function numberOr(text: string): number | string {
  const plain = plainNumber(text)
  const number = Number(plain)
  return plain !== "" && Number.isFinite(number) ? number : text
}

export type FieldReading = {
  /** Only what differs from `known`: an untouched field is no new information for the trace. */
  values: Values
  /** First problem of each field, by key. Empty = may be sent. */
  problems: Record<string, Text>
}

/**
 * Reads a form. `fields` are those that may be filled in here, with `required` as the node has it; `complete` also
 * reports required fields that are still empty (not asked for when somebody only rejects).
 */
export function readFields(
  fields: Field[],
  drafts: FieldDrafts,
  options: { known: Values; timeZone: string; complete: boolean },
): FieldReading {
  const values: Values = {}
  for (const field of fields) {
    const draft = drafts[field.key]
    if (draft === undefined) continue
    const known = options.known[field.key] ?? null
    // Compared as drafts: the input shows an instant to the minute, and leaving it alone must not cut its seconds off.
    if (sameValue(draft, draftOf(field, known, options.timeZone))) continue
    const value = valueOf(field, draft, options.timeZone)
    if (!sameValue(value, known)) values[field.key] = value
  }
  const asked = fields.map((field) => field.key)
  const found = checkFieldValues(fields, asked, values, { known: options.known, complete: options.complete })
  const problems: Record<string, Text> = {}
  for (const { place, text } of found) if (place.field !== undefined) problems[place.field] ??= text
  return { values, problems }
}

function sameValue(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => item === b[index])
  return a === b
}
