import type * as z from "zod"
import type { Text } from "@/core/text"
import type { Value } from "@/core/ticket/event"
import type { Field } from "../graph"

/** JSON Schema 2020-12, as far as forms need it. */
export type JsonSchema = { [keyword: string]: unknown }

/** How the editor of a field asks for one of its kind's settings. Attached with `.meta({ setting })`. */
export type Setting = {
  control: "number" | "amount" | "text" | "texts" | "switch" | "choice" | "options" | "date" | "columns"
  label: Text
  help?: Text
  /** For `choice` and `options` (several of them). */
  options?: readonly { value: string; label: Text }[]
}

/** What only part of the program can do: match a foreign pattern, know who is there. Absent: not looked at here. */
export type ValueChecks = {
  matches?: ((pattern: string, text: string) => boolean) | undefined
  isPerson?: ((id: string) => boolean) | undefined
}

/**
 * Everything one kind of field brings, in one file of `core/flow/form/kinds/` and one entry of
 * `core/flow/form/kinds.ts`. Palette, editor, checks, JSON Schema and the ticket's form are derived.
 */
export type FieldKind<Settings extends object = object> = {
  kind: string
  /** Name of a lucide icon. */
  icon: string
  title: Text
  description: Text
  /** Groups the palette. */
  group: "text" | "number" | "time" | "choice" | "more"
  /** What conditions read, and how the value is stored. */
  type: Field["type"]
  /** A strict object whose members are all optional. */
  settings: z.ZodObject & z.ZodType<Settings>
  /** Has a closed list (`values`) that somebody must write. */
  hasChoices?: boolean
  /** What the value should have been; null when it is right. The value has the right type and is of the closed list. */
  fault(value: Exclude<Value, null>, settings: Settings, checks: ValueChecks, field: Field): Text | null
  /** The same in JSON Schema. What it cannot say (that a person exists) is left out. */
  schema(settings: Settings, field: Field): JsonSchema
  /** What is wrong with settings that are right one by one, by the setting's name. */
  check?(settings: Settings, field: Field): { setting: string; text: Text }[]
  /** Variables conditions may read of a field whose own value they cannot: the part after the dot. */
  parts?(settings: Settings): FieldPart[]
}

export type FieldPart = {
  name: string
  type: "int" | "double" | "money"
  label: Text
  valueOf(value: Value): number
}

/** A value of a kind that holds text; nothing else comes here, because types are looked at first. */
export const asText = (value: Exclude<Value, null>): string => (typeof value === "string" ? value : "")

/** Lengths are counted in characters as people see most of them: code points, as JSON Schema does. */
export const charsOf = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}
