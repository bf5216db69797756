import { draftOf, sameValue, valueOf, type FieldDrafts } from "@/components/ticket/field-draft"
import { checkFieldValues } from "@/core/flow/field-value"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { Values } from "@/core/ticket/event"
import { rules } from "./rules"

export type FieldReading = {
  /** Only what differs from `known`: an untouched field is no new information for the trace. */
  values: Values
  /** First problem of each field, by key. Empty = may be sent. */
  problems: Record<string, Text>
}

export type ReadOptions = {
  known: Values
  timeZone: string
  complete: boolean
  /** All of the flow's fields, and what else conditions read. */
  allFields?: readonly Field[]
  builtIns?: Values
}

/**
 * Reads a form. `fields` are those that may be filled in here, with `required` as the node has it; `complete` also
 * reports required fields that are still empty (not asked for when somebody only rejects).
 */
export function readFields(fields: Field[], drafts: FieldDrafts, options: ReadOptions): FieldReading {
  const values: Values = {}
  for (const field of fields) {
    const draft = drafts[field.key]
    if (draft === undefined) continue
    const before = options.known[field.key] ?? null
    // Compared as drafts: the input shows an instant to the minute, and leaving it alone must not cut its seconds off.
    if (sameValue(draft, draftOf(field, before, options.timeZone))) continue
    const value = valueOf(field, draft, options.timeZone)
    if (!sameValue(value, before)) values[field.key] = value
  }
  const asked = fields.map((field) => field.key)
  const { known, complete } = options
  const states = rules.states(options.allFields ?? fields, { ...known, ...values }, options.builtIns ?? {})
  for (const key of states.hidden) delete values[key]
  const found = checkFieldValues(fields, asked, values, { known, complete, states, matches: rules.matches })
  const problems: Record<string, Text> = {}
  for (const { place, text } of found) if (place.field !== undefined) problems[place.field] ??= text
  return { values, problems }
}
