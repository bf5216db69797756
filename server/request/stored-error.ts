import * as z from "zod"
import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"

// Why the last attempt of a request failed, in both languages, as the text of its row.

const charsMax = 400
const storedSchema = z.strictObject({ en: z.string(), zh: z.string() })

export const storedError = ({ en, zh }: Text): string =>
  JSON.stringify({ en: clipText(en, charsMax), zh: clipText(zh, charsMax) })

/** null where there is none. Rows of earlier builds hold the English alone. */
export function readStoredError(stored: string | null): Text | null {
  if (stored === null) return null
  return stored.startsWith("{") ? storedSchema.parse(JSON.parse(stored)) : { en: stored, zh: stored }
}
