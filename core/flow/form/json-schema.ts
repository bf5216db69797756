import type { Text } from "@/core/text"
import type { Field } from "../graph"
import type { JsonSchema } from "./field-kind"
import { kindOfField, settingsOf } from "./kinds"

/** A form as JSON Schema 2020-12: what is exchanged, what the page renders, what outsiders validate with. */
export type FormSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema"
  type: "object"
  additionalProperties: false
  required: string[]
  properties: Record<string, JsonSchema>
  /** The order of the fields; JSON keeps none. */
  "x-order": string[]
}

export type FormSchemaOptions = {
  /** Beyond what is always required. */
  required?: ReadonlySet<string>
  /** Left out. */
  hidden?: ReadonlySet<string>
}

/**
 * The schema of `fields`. Keywords say all that JSON Schema can say of them; `x-` keywords keep the rest (the kind, the
 * words in Chinese, conditions, looks), so that `readFormSchema` gives the same fields back. Pure.
 */
export function formSchema(fields: readonly Field[], options: FormSchemaOptions = {}): FormSchema {
  const shown = fields.filter(({ key }) => !options.hidden?.has(key))
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    additionalProperties: false,
    required: shown.filter((field) => field.required || options.required?.has(field.key)).map(({ key }) => key),
    properties: Object.fromEntries(
      shown.map((field) => [
        field.key,
        fieldSchemaOf(field, field.required || Boolean(options.required?.has(field.key))),
      ]),
    ),
    "x-order": shown.map(({ key }) => key),
  }
}

const both = (name: string, text: Text | undefined) => (text ? { [name]: text.en, [`x-${name}-zh`]: text.zh } : {})

function fieldSchemaOf(field: Field, isRequired: boolean): JsonSchema {
  const { shownWhen, requiredWhen, section, width, values, initial, placeholder } = field
  return {
    ...both("title", field.label),
    ...both("description", field.help),
    ...valueSchemaOf(field, isRequired),
    "x-kind": kindOfField(field).kind,
    "x-type": field.type,
    ...(field.settings && Object.keys(field.settings).length > 0 && { "x-settings": field.settings }),
    ...(values && { "x-choices": values }),
    ...(initial !== undefined && { default: initial }),
    ...(placeholder && { "x-placeholder": placeholder }),
    ...(shownWhen && { "x-shownWhen": shownWhen }),
    ...(requiredWhen && { "x-requiredWhen": requiredWhen }),
    ...(section && { "x-section": section }),
    ...(width && { "x-width": width }),
  }
}

/** What is empty though it is there: blank text, where any text may be written. */
const blank = { type: "string", pattern: "^\\s*$", maxLength: 20_000 }

/**
 * What the field takes. A required one has a value that is not blank and a list that is not empty; another may be null, and
 * blank whatever its kind asks of text that is there.
 */
function valueSchemaOf(field: Field, isRequired: boolean): JsonSchema {
  const own = kindOfField(field).schema(settingsOf(field), field)
  const isText = field.type === "string"
  // Fields of old flows may have a closed list whatever their kind.
  const closed = field.values && isText ? { ...own, enum: field.values.map(({ value }) => value) } : own
  if (isRequired) {
    if (isText && !field.values) return { allOf: [closed, { pattern: "\\S" }] }
    return own["type"] === "array" ? { ...closed, minItems: 1 } : closed
  }
  return { anyOf: [closed, ...(isText && !field.values ? [blank] : []), { type: "null" }] }
}
