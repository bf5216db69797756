import { readDurationText, readInstantText } from "@/core/expression/time-text"
import { dayOf, dayValue, isoDay } from "@/core/flow/form/day"
import type { Field } from "@/core/flow/graph"
import type { Row, Value, Values } from "@/core/ticket/event"
import { momentOf, wallTimeOf } from "./wall-time"

/**
 * What stands in the inputs of a form while somebody types: text for one value, a list for several. "" and [] are empty.
 * Money is in major units, instants in the tenant's wall time ("2026-11-22T09:30"), days as such, durations in minutes.
 */
export type FieldDraft = string | string[] | Row[]
export type FieldDrafts = Record<string, FieldDraft>

/** What stands in a form: what was typed, and else what the form's author has it begin with where nothing is there yet. */
export function startedDrafts(
  fields: readonly Field[],
  typed: FieldDrafts,
  options: { known: Values; timeZone: string },
): FieldDrafts {
  const begun = fields.flatMap(({ key, ...field }): [string, FieldDraft][] => {
    const isEmpty = (options.known[key] ?? null) === null
    return field.initial !== undefined && isEmpty
      ? [[key, draftOf({ key, ...field }, field.initial, options.timeZone)]]
      : []
  })
  return begun.length === 0 ? typed : { ...Object.fromEntries(begun), ...typed }
}

/** Digits and signs of a Chinese input method are full width; grouping is left out. */
const plainNumber = (text: string) =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s,，、_]/g, "")
    .replace("。", ".")

/** What the input of a field starts with. A value that does not fit its field (an old ticket) starts as its own text. */
export function draftOf(field: Field, value: Value | undefined, timeZone: string): FieldDraft {
  if (field.type === "list<string>" || field.type === "rows") return Array.isArray(value) ? value : []
  if (value === null || value === undefined) return ""
  if (field.type === "money" && typeof value === "number") return (value / 100).toFixed(2)
  if (typeof value === "string" && field.kind === "date") return dayOf(value) ?? value
  if (typeof value === "string" && field.type === "timestamp") {
    const moment = readInstantText(value)
    return moment ? wallTimeOf(Number(moment.seconds) * 1000, timeZone) : value
  }
  if (typeof value === "string" && field.type === "duration") {
    const length = readDurationText(value)
    return length ? String(Number(length.seconds) / 60 + length.nanos / 60e9) : value
  }
  return Array.isArray(value) ? value.filter((item) => typeof item === "string").join(", ") : String(value)
}

/**
 * The value a draft stands for; null when empty. What cannot be read stays the text that was typed: the check of the
 * whole form, which the engine shares, then names the field and what it expects.
 */
export function valueOf(field: Field, draft: FieldDraft, timeZone: string): Value {
  if (Array.isArray(draft)) return draft.length > 0 ? draft : null
  const text = draft.trim()
  if (text === "") return null
  if (field.kind === "date") return isoDay(text) ? dayValue(text) : text
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
    rows: () => draft,
  }
  return readers[field.type]()
}

function numberOr(text: string): number | string {
  const plain = plainNumber(text)
  const number = Number(plain)
  return plain !== "" && Number.isFinite(number) ? number : text
}

/** Equal as what stands in an input or in a ticket. */
export function sameValue(a: Value, b: Value): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b))
}
