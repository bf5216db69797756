import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Row, Values } from "@/core/ticket/event"

/** Nothing leaves a dry run, so that no file can be sent in it: this stands where one has to be. */
const example: Row = {
  id: "00000000-0000-4000-8000-000000000000",
  name: "example.pdf",
  size: 1000,
  type: "application/pdf",
  sha256: "0".repeat(64),
}

export const isFileField = (field: Field): boolean => kindOfField(field).kind === "file"

/** The values of a form with a made-up file where one is required and there is none. Pure. */
export function withMadeUpFiles(fields: readonly Field[], values: Values, known: Values = {}): Values {
  const missing = fields.filter((field) => field.required && isFileField(field) && (known[field.key] ?? null) === null)
  return { ...values, ...Object.fromEntries(missing.map(({ key }) => [key, [example]])) }
}
