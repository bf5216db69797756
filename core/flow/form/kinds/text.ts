import * as z from "zod"
import { textSchema } from "@/core/text"
import { asText, charsOf, type FieldKind, type ValueChecks } from "../field-kind"
import { checkOrder, maxChars, minChars, setting } from "../setting"

const schema = z.strictObject({
  minChars,
  maxChars: maxChars(2000),
  /** RE2, somewhere in the text. */
  pattern: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .meta(
      setting({
        control: "text",
        label: { en: "Pattern", zh: "格式" },
        help: { en: "A regular expression such as ^[A-Z]{2}[0-9]{6}$", zh: "正则表达式，例如 ^[A-Z]{2}[0-9]{6}$" },
      }),
    ),
  /** What is said to whoever writes something else. */
  patternText: textSchema.optional().meta(
    setting({
      control: "texts",
      label: { en: "What the pattern asks for", zh: "格式要求说明" },
      help: { en: "For example: two letters and six digits", zh: "例如：两位字母加六位数字" },
    }),
  ),
})
type Settings = z.infer<typeof schema>

export const textCharsMax = 2000

/** What a text should have been, by its length. */
export function lengthFault(text: string, min: number | undefined, max: number) {
  const chars = charsOf(text)
  if (chars > max) return { en: `at most ${max} characters long`, zh: `不超过${max}个字符` }
  if (min !== undefined && chars < min) return { en: `at least ${min} characters long`, zh: `至少${min}个字符` }
  return null
}

function patternFaultOf(text: string, { pattern, patternText }: Settings, { matches }: ValueChecks) {
  if (pattern === undefined || !matches || matches(pattern, text)) return null
  const { en = "", zh = "" } = patternText ?? {}
  return { en: en || `of the form ${pattern}`, zh: zh || `符合格式 ${pattern} 的内容` }
}

export const text: FieldKind<Settings> = {
  kind: "text",
  icon: "type",
  group: "text",
  title: { en: "Text", zh: "单行文本" },
  description: { en: "One line, with a pattern if you like", zh: "一行文字，可限定格式" },
  type: "string",
  settings: schema,
  fault: (value, settings, checks) =>
    lengthFault(asText(value), settings.minChars, settings.maxChars ?? textCharsMax) ??
    patternFaultOf(asText(value), settings, checks),
  schema: (settings) => ({
    type: "string",
    ...(settings.minChars !== undefined && { minLength: settings.minChars }),
    maxLength: settings.maxChars ?? textCharsMax,
    ...(settings.pattern !== undefined && { pattern: settings.pattern }),
  }),
  check: (settings) => checkOrder(settings.minChars, settings.maxChars, "maxChars"),
}
