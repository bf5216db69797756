import type * as z from "zod"
import type { Place, Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import { panelLabel } from "./panel"

/** What a schema finds wrong with a value, as problems with the dotted path of each fault below `prefix`. */
export function schemaProblems(schema: z.ZodType, value: unknown, place: Place, prefix = ""): Problem[] {
  const parsed = schema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message }) => {
    const own = path.map(String).join(".")
    const field = [prefix, own].filter(Boolean).join(".")
    const { en, zh }: Text = panelLabel(schema, String(path[0] ?? "")) ?? { en: field || "This", zh: field || "此处" }
    return {
      code: "invalid",
      severity: "error",
      place: { ...place, ...(field && { field }) },
      text: { en: `“${en}” is not right: ${message}.`, zh: `“${zh}”填写不正确。` },
    }
  })
}
