import * as z from "zod"
import type { FieldKind } from "../field-kind"
import { checkOrder, least, most, rangeFault, setting } from "../setting"

/** Currencies with two decimals: amounts are stored in minor units, hundredths throughout. */
export const currencies = ["CNY", "USD", "EUR", "GBP", "HKD", "MOP", "TWD", "SGD", "MYR", "THB", "AUD", "CAD"] as const

const schema = z.strictObject({
  min: least(z.int(), "amount"),
  max: most(z.int(), "amount"),
  currency: z
    .enum(currencies)
    .optional()
    .meta(
      setting({
        control: "choice",
        label: { en: "Currency", zh: "币种" },
        options: currencies.map((value) => ({ value, label: { en: value, zh: value } })),
      }),
    ),
})

const major = (minor: number) => (minor / 100).toFixed(2)

export const money: FieldKind<z.infer<typeof schema>> = {
  kind: "money",
  icon: "banknote",
  group: "number",
  title: { en: "Amount", zh: "金额" },
  description: { en: "Money, to two decimals", zh: "金额，两位小数" },
  type: "money",
  settings: schema,
  fault: (value, { min, max }) => rangeFault(Number(value), min, max, major),
  schema: ({ min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, currency }) => ({
    type: "integer",
    minimum: min,
    maximum: max,
    "x-unit": "hundredths",
    ...(currency && { "x-currency": currency }),
  }),
  check: ({ min, max }) => checkOrder(min, max, "max"),
}
