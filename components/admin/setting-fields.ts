/** One setting of something outside (a telephone system, a message provider), as a form shows it. */
export type SettingField =
  | { name: string; input: "text"; initial: string; isOptional?: boolean; pattern?: RegExp }
  /** Never shown again once stored; typed = changed. */
  | { name: string; input: "secret"; initial: ""; isOptional?: boolean; pattern?: RegExp }
  | { name: string; input: "select"; initial: string; options: readonly string[] }
  | { name: string; input: "number"; initial: number; min: number; max: number; isWhole: boolean }
  | { name: string; input: "switch"; initial: boolean }
  /** One entry per line. */
  | { name: string; input: "lines"; initial: readonly string[] }

/** What stands in the form: numbers and lists as they are typed. */
export type SettingsDraft = Record<string, string | boolean>

/** The form for settings that are stored, or for none yet. Pure. */
export function draftOf(fields: readonly SettingField[], stored: Record<string, unknown>): SettingsDraft {
  return Object.fromEntries(
    fields.map(({ name, initial }) => {
      const value = stored[name] ?? initial
      if (typeof value === "boolean") return [name, value]
      return [name, Array.isArray(value) ? value.join("\n") : textOf(value)]
    }),
  )
}

export type SettingProblem = "missing" | "number" | "whole" | "range" | "pattern"

/**
 * The settings as they are sent, and what is wrong with them by field. An empty secret is left out; it is missing unless
 * it is among `storedSecrets` or optional. Pure.
 */
export function readSettings(
  fields: readonly SettingField[],
  draft: SettingsDraft,
  storedSecrets: ReadonlySet<string> = new Set(),
): { settings: Record<string, unknown>; problems: Record<string, SettingProblem> } {
  const settings: Record<string, unknown> = {}
  const problems: Record<string, SettingProblem> = {}
  for (const field of fields) {
    const typed = draft[field.name] ?? ""
    if (field.input === "switch") {
      settings[field.name] = typed === true
      continue
    }
    const text = String(typed).trim()
    if (field.input === "number") {
      const value = Number(text)
      settings[field.name] = value
      if (text === "") problems[field.name] = "missing"
      else if (!Number.isFinite(value)) problems[field.name] = "number"
      else if (field.isWhole && !Number.isInteger(value)) problems[field.name] = "whole"
      else if (value < field.min || value > field.max) problems[field.name] = "range"
      continue
    }
    const lines = text.split("\n").flatMap((line) => line.trim() || [])
    if (field.input !== "secret") settings[field.name] = field.input === "lines" ? lines : text
    else if (text !== "") settings[field.name] = text
    if (lines.length === 0 && !mayBeEmpty(field, storedSecrets)) problems[field.name] = "missing"
    else if (text !== "" && "pattern" in field && field.pattern && !field.pattern.test(text))
      problems[field.name] = "pattern"
  }
  return { settings, problems }
}

const mayBeEmpty = (field: SettingField, storedSecrets: ReadonlySet<string>): boolean =>
  storedSecrets.has(field.name) || ("isOptional" in field && field.isOptional === true)

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value)
