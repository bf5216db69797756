import * as z from "zod"
import type { FieldKind } from "../field-kind"
import { checkOrder, least, most, rangeFault } from "../setting"

const schema = z.strictObject({ min: least(z.int()), max: most(z.int()) })

export const integer: FieldKind<z.infer<typeof schema>> = {
  kind: "integer",
  icon: "hash",
  group: "number",
  title: { en: "Whole number", zh: "整数" },
  description: { en: "Counts, scores", zh: "数量、评分等" },
  type: "int",
  settings: schema,
  fault: (value, { min, max }) => rangeFault(Number(value), min, max),
  schema: ({ min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }) => ({
    type: "integer",
    minimum: min,
    maximum: max,
  }),
  check: ({ min, max }) => checkOrder(min, max, "max"),
}
