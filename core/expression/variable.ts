import * as z from "zod"
import { textSchema } from "@/core/text"

// The variables an expression may read. A flow declares them; the checker, the evaluator, the rows and the editor all
// work from the same list. People see the label, CEL text carries the key, so a label may be renamed at any time.

export const variableTypes = [
  "string",
  "int",
  "double",
  "bool",
  "timestamp",
  "duration",
  "list<string>",
  // An amount in minor units (fen, cents): an int in every rule, its own word in what people read.
  "money",
] as const
export type VariableType = (typeof variableTypes)[number]

export const variableKeyCharsMax = 64

/** Words that CEL reserves, names of its types, and names every JavaScript object answers to. */
const refusedSegments = new Set([
  ..."as break const continue else false for function if import in let loop null package namespace return true".split(
    " ",
  ),
  ..."var void while int uint double bool string bytes list map null_type type timestamp duration dyn google".split(
    " ",
  ),
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
  "then",
])

const keyPattern = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$/

/** True for one or two ASCII segments (`amount`, `call.intent`) that no engine, language or object reserves. */
export function isVariableKey(key: string): boolean {
  return (
    key.length <= variableKeyCharsMax &&
    keyPattern.test(key) &&
    key.split(".").every((segment) => !refusedSegments.has(segment))
  )
}

export const variableKeySchema = z.string().refine(isVariableKey, {
  error: "A key is one or two ASCII words joined by a dot, at most 64 characters, and no reserved word",
})

// Refinements of the whole live in the list's schema: a refined object could not be extended by the fields of a form.
export const variableSchema = z.strictObject({
  key: variableKeySchema,
  type: z.enum(variableTypes),
  nullable: z.boolean(),
  label: textSchema,
  /** The closed list of an enum. Comparing with anything else is a problem, not a condition that is never true. */
  values: z
    .array(z.strictObject({ value: z.string().min(1).max(128), label: textSchema }))
    .min(1)
    .max(500)
    .refine((values) => new Set(values.map((entry) => entry.value)).size === values.length, {
      error: "A closed list names each value once",
    })
    .optional(),
})
export type Variable = z.infer<typeof variableSchema>

/** The whole list of a flow: keys are unique, and none is the first segment of another (`call` beside `call.intent`). */
export const variableListSchema = z
  .array(variableSchema)
  .max(500)
  .superRefine((variables, context) => {
    const keys = new Set<string>()
    const firstSegments = new Set(variables.flatMap(({ key }) => (key.includes(".") ? [key.split(".")[0]] : [])))
    for (const [index, { key, type, values }] of variables.entries()) {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [index, field], message })
      if (keys.has(key)) refuse("key", "This key is taken")
      if (firstSegments.has(key)) refuse("key", "This key is the first part of another")
      if (values && type !== "string" && type !== "list<string>") {
        refuse("values", "Only text and lists of text have a closed list")
      }
      keys.add(key)
    }
  })
