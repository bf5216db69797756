import * as z from "zod"

/** The two languages of the product. Texts that belong to a definition (a node kind, a field, a problem) carry both. */
export const localeSchema = z.enum(["en", "zh"])
export type Locale = z.infer<typeof localeSchema>

export const textSchema = z.strictObject({ en: z.string().max(400), zh: z.string().max(400) })
export type Text = z.infer<typeof textSchema>

/**
 * Text from outside that will be stored: at most `charsMax` UTF-16 units, without U+0000 and without half of a surrogate
 * pair. jsonb refuses both (22P05, 22P02), which would turn a bad input into a server error.
 */
export function storableText(charsMax: number) {
  return z
    .string()
    .max(charsMax)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), {
      error: "Text with characters nobody can store",
    })
}
