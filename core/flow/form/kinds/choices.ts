import * as z from "zod"
import type { FieldKind } from "../field-kind"
import { checkOrder, setting } from "../setting"

const schema = z.strictObject({
  min: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta(setting({ control: "number", label: { en: "Choices at least", zh: "至少选" } })),
  max: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta(setting({ control: "number", label: { en: "Choices at most", zh: "至多选" } })),
})

export const choices: FieldKind<z.infer<typeof schema>> = {
  kind: "choices",
  icon: "list-checks",
  group: "choice",
  title: { en: "Several choices", zh: "多选" },
  description: { en: "Any of a list", zh: "从列表中选多项" },
  type: "list<string>",
  settings: schema,
  hasChoices: true,
  fault(value, { min, max }) {
    const chosen: readonly unknown[] = Array.isArray(value) ? value : []
    if (new Set(chosen).size < chosen.length) return { en: "each choice once", zh: "不重复的选项" }
    // Nothing chosen is empty, and what may be empty has no least.
    if (chosen.length > 0 && min !== undefined && chosen.length < min) {
      return { en: `at least ${min} of the choices`, zh: `至少${min}项` }
    }
    return max !== undefined && chosen.length > max ? { en: `at most ${max} of the choices`, zh: `至多${max}项` } : null
  },
  schema: ({ min, max }, { values = [] }) => {
    const list = {
      type: "array",
      uniqueItems: true,
      items: { enum: values.map(({ value }) => value) },
      maxItems: max ?? 200,
    }
    return min === undefined ? list : { ...list, anyOf: [{ maxItems: 0 }, { minItems: min }] }
  },
  check: ({ min, max }) => checkOrder(min, max, "max"),
}
