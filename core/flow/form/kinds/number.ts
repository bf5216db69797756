import * as z from "zod"
import type { FieldKind } from "../field-kind"
import { checkOrder, least, most, rangeFault } from "../setting"

const schema = z.strictObject({ min: least(z.number()), max: most(z.number()) })

export const number: FieldKind<z.infer<typeof schema>> = {
  kind: "number",
  icon: "calculator",
  group: "number",
  title: { en: "Number", zh: "数字" },
  description: { en: "With decimals", zh: "可带小数" },
  type: "double",
  settings: schema,
  fault: (value, { min, max }) => rangeFault(Number(value), min, max),
  schema: ({ min, max }) => ({
    type: "number",
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
  }),
  check: ({ min, max }) => checkOrder(min, max, "max"),
}
