import { fieldKind } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import { builtInVariables } from "@/core/flow/variables"

// Edits of a form's list of fields. Each gives a new list, which the command `setFields` makes a step to undo. Pure.

/** `stem1`, `stem2`, …: the first that is free. */
export function freeKey(fields: readonly Field[], stem = "field"): string {
  const taken = new Set([...fields, ...builtInVariables].map(({ key }) => key))
  let number = 1
  while (taken.has(`${stem}${number}`)) number += 1
  return `${stem}${number}`
}

/** A field of a kind as it begins: named by its kind, never required. */
export function newField(fields: readonly Field[], kind: string): Field {
  const known = fieldKind(kind)
  const key = freeKey(fields)
  const base = { key, nullable: true, required: false, label: { en: "", zh: "" } }
  return withKind({ ...base, type: "string" }, known ? kind : "text")
}

export function insertField(fields: readonly Field[], field: Field, at: number): Field[] {
  const next = [...fields]
  next.splice(at, 0, field)
  return next
}

/** To the place it would have in the list without itself. */
export function moveField(fields: readonly Field[], from: number, to: number): Field[] {
  const next = [...fields]
  const [moved] = next.splice(from, 1)
  if (moved) next.splice(Math.max(0, Math.min(to, next.length)), 0, moved)
  return next
}

/** A copy behind the field, with a key of its own. */
export function duplicateField(fields: readonly Field[], at: number): Field[] {
  const field = fields[at]
  if (!field) return [...fields]
  const { section: _section, ...copy } = field
  return insertField(fields, { ...copy, key: freeKey(fields, `${field.key.replaceAll(".", "_")}_`) }, at + 1)
}

/** Of another kind: settings go, as does what it begins with, and choices stay where the other kind has them too. */
export function withKind(field: Field, kind: string): Field {
  const known = fieldKind(kind)
  if (!known) return field
  const { settings: _settings, values, initial: _initial, ...rest } = field
  const choices = values ?? [
    { value: "choice1", label: { en: "Choice 1", zh: "选项1" } },
    { value: "choice2", label: { en: "Choice 2", zh: "选项2" } },
  ]
  return {
    ...rest,
    kind,
    type: known.type,
    ...(known.hasChoices && { values: choices }),
    ...(kind === "table" && { settings: { columns: [firstColumn] } }),
  }
}

const firstColumn = { key: "item", label: { en: "Item", zh: "项目" }, kind: "text", required: false }
