import * as z from "zod"
import { asText, type FieldKind } from "../field-kind"
import { checkOrder, maxChars, minChars } from "../setting"
import { lengthFault } from "./text"

const charsMax = 20_000
const schema = z.strictObject({ minChars, maxChars: maxChars(charsMax) })

export const longText: FieldKind<z.infer<typeof schema>> = {
  kind: "longText",
  icon: "align-left",
  group: "text",
  title: { en: "Long text", zh: "多行文本" },
  description: { en: "Several lines", zh: "多行文字" },
  type: "string",
  settings: schema,
  fault: (value, settings) => lengthFault(asText(value), settings.minChars, settings.maxChars ?? charsMax),
  schema: (settings) => ({
    type: "string",
    ...(settings.minChars !== undefined && { minLength: settings.minChars }),
    maxLength: settings.maxChars ?? charsMax,
  }),
  check: (settings) => checkOrder(settings.minChars, settings.maxChars, "maxChars"),
}
