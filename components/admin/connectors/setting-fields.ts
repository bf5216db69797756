/** One setting of a kind of telephone system, as a form shows it. Its texts are in `connectors.setting`. */
export type SettingField =
  | { name: string; input: "text"; initial: string }
  | { name: string; input: "number"; initial: number; min: number; max: number; isWhole: boolean }
  | { name: string; input: "switch"; initial: boolean }
  /** One entry per line. */
  | { name: string; input: "lines"; initial: readonly string[] }

/**
 * The settings form of each kind. The kinds and their schemas are the server's (server/telephony/collectors); a test
 * holds this table against them, so a kind or a setting cannot be forgotten here.
 */
export const settingFields: Readonly<Record<string, readonly SettingField[]>> = {
  generic: [],
  "asterisk-ami": [
    { name: "host", input: "text", initial: "" },
    { name: "port", input: "number", initial: 5038, min: 1, max: 65_535, isWhole: true },
    { name: "tls", input: "switch", initial: false },
    { name: "username", input: "text", initial: "" },
    { name: "inboundContexts", input: "lines", initial: ["from-trunk"] },
    { name: "wrapUpSec", input: "number", initial: 0, min: 0, max: 3600, isWhole: true },
    { name: "keysAsSteps", input: "switch", initial: false },
  ],
  simulator: [
    { name: "callsPerHour", input: "number", initial: 150, min: 1, max: 2000, isWhole: true },
    { name: "speed", input: "number", initial: 1, min: 0.1, max: 20, isWhole: false },
  ],
}

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

export type SettingProblem = "missing" | "number" | "whole" | "range"

/** The settings as they are sent, and what is wrong with them by field. Pure. */
export function readSettings(
  fields: readonly SettingField[],
  draft: SettingsDraft,
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
    settings[field.name] = field.input === "lines" ? lines : text
    if (lines.length === 0) problems[field.name] = "missing"
  }
  return { settings, problems }
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value)
