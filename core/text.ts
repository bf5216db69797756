import { z } from "zod"

/** The two languages of the product. Texts that belong to a definition (a node kind, a field, a problem) carry both. */
export const localeSchema = z.enum(["en", "zh"])
export type Locale = z.infer<typeof localeSchema>

export const textSchema = z.strictObject({ en: z.string().max(400), zh: z.string().max(400) })
export type Text = z.infer<typeof textSchema>
