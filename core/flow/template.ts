import type { Variable } from "@/core/expression/variable"
import { clipText } from "@/core/clip-text"
import type { Row, Value, Values } from "@/core/ticket/event"

/** A placeholder of a title or message: `{{ amount }}`, `{{call.caller}}`. */
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

export type Placeholder = { key: string; start: number; end: number }

/** The placeholders of a template with their places, for checks and for the editor. */
export function placeholdersOf(template: string): Placeholder[] {
  return Array.from(template.matchAll(placeholder), (match) => ({
    key: match[1] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/**
 * Fills a template. One pass: what a value says is never read as a template again. Unknown or missing values become
 * nothing; money is written in major units with two digits. The result is trimmed and has at most `charsMax`
 * characters.
 */
export function renderTemplate(template: string, variables: Variable[], values: Values, charsMax: number): string {
  const types = new Map(variables.map((variable) => [variable.key, variable.type]))
  const text = template.replace(placeholder, (_, key: string) => {
    return types.has(key) ? renderValue(values[key] ?? null, types.get(key)) : ""
  })
  return clipText(text.trim(), charsMax)
}

function renderValue(value: Value, type: Variable["type"] | undefined): string {
  if (value === null) return ""
  if (typeof value === "number") return type === "money" ? (value / 100).toFixed(2) : String(value)
  if (typeof value === "boolean") return value ? "✓" : "✗"
  return Array.isArray(value) ? value.map(itemText).join(", ") : value
}

/** Of a row, what stands in it; of a file, its name. */
const itemText = (item: string | Row): string =>
  typeof item === "string" ? item : String(item["name"] ?? Object.values(item).filter(Boolean).join(" "))
