import * as z from "zod"
import { isoDay } from "./day"
import type { Setting } from "./field-kind"

/** Attaches how the editor asks for a setting: `schema.meta(setting({ … }))`. */
export const setting = (of: Setting): { setting: Setting } => ({ setting: of })

// What several kinds ask, with the same words.

export const minChars = z
  .int()
  .min(1)
  .max(2000)
  .optional()
  .meta(setting({ control: "number", label: { en: "Characters at least", zh: "最少字数" } }))

export const maxChars = (charsMax: number) =>
  z
    .int()
    .min(1)
    .max(charsMax)
    .optional()
    .meta(setting({ control: "number", label: { en: "Characters at most", zh: "最多字数" } }))

export const least = (schema: z.ZodNumber, control: "number" | "amount" = "number") =>
  schema.optional().meta(setting({ control, label: { en: "At least", zh: "最小值" } }))
export const most = (schema: z.ZodNumber, control: "number" | "amount" = "number") =>
  schema.optional().meta(setting({ control, label: { en: "At most", zh: "最大值" } }))

export const earliest = z
  .string()
  .refine(isoDay, { error: "A day such as 2026-05-01" })
  .optional()
  .meta(setting({ control: "date", label: { en: "Not before", zh: "不早于" } }))
export const latest = z
  .string()
  .refine(isoDay, { error: "A day such as 2026-05-01" })
  .optional()
  .meta(setting({ control: "date", label: { en: "Not after", zh: "不晚于" } }))

export const noSettings = z.strictObject({})

export const crossed = { en: "This is below the smallest value.", zh: "不能小于最小值。" }
/** A problem with `max` when it lies below `min`. */
export const checkOrder = <Name extends string>(
  min: number | string | undefined,
  max: number | string | undefined,
  name: Name,
) => (min !== undefined && max !== undefined && max < min ? [{ setting: name, text: crossed }] : [])

/** What a value outside of its limits should have been; null inside. */
export function rangeFault(
  value: number,
  min: number | undefined,
  max: number | undefined,
  show: (value: number) => string = String,
) {
  if (min !== undefined && value < min) return { en: `${show(min)} or more`, zh: `不小于${show(min)}` }
  if (max !== undefined && value > max) return { en: `${show(max)} or less`, zh: `不大于${show(max)}` }
  return null
}
