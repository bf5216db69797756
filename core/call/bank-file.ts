import type { Problem } from "../problem"
import type { Text } from "../text"

/**
 * One call of a bank's month file: 17 tab-separated columns, one header line, CRLF or LF. Times are seconds since local
 * midnight of `date`; a later instant that is smaller has passed midnight. `qStart` 0 means the caller was never queued.
 */
export type BankRow = {
  line: number
  vruLine: string
  callId: string
  customerId: string
  priority: number
  type: string
  /** `1999-02-21`. */
  date: string
  vruEntry: number
  vruExit: number
  qStart: number
  qExit: number
  outcome: "AGENT" | "HANG" | "PHANTOM"
  serStart: number
  serExit: number
  server: string | null
}

const columns = [
  "vru+line",
  "call_id",
  "customer_id",
  "priority",
  "type",
  "date",
  "vru_entry",
  "vru_exit",
  "vru_time",
  "q_start",
  "q_exit",
  "q_time",
  "outcome",
  "ser_start",
  "ser_exit",
  "ser_time",
  "server",
] as const
type Column = (typeof columns)[number]

export type BankLine = { ok: true; row: BankRow } | { ok: false; problem: Problem }

/** Is this the header line of a month file? */
export function isBankHeader(text: string): boolean {
  const names = text.trim().split("\t")
  return names.length === columns.length && columns.every((column, index) => names[index]?.trim() === column)
}

/** One line (without its line feed) → a row, or the first reason why it is none. `line` counts from 1, the header included. */
export function parseBankLine(text: string, line: number): BankLine {
  const fields = text.split("\t").map((field) => field.trim())
  if (fields.length !== columns.length)
    return bad(line, "wrong_columns", {
      en: `The line has ${fields.length} columns instead of ${columns.length}.`,
      zh: `该行有 ${fields.length} 列，应为 ${columns.length} 列。`,
    })
  const field = (column: Column) => fields[columns.indexOf(column)] ?? ""
  const date = dateOf(field("date"))
  if (!date) return badValue(line, "date", field("date"))
  const outcome = (["AGENT", "HANG", "PHANTOM"] as const).find((known) => known === field("outcome"))
  if (!outcome) return badValue(line, "outcome", field("outcome"))
  if (!field("vru+line")) return badValue(line, "vru+line", "")
  if (!field("call_id")) return badValue(line, "call_id", "")
  const priority = Number(field("priority"))
  if (!/^\d{1,3}$/.test(field("priority"))) return badValue(line, "priority", field("priority"))
  const times = { vruEntry: 0, vruExit: 0, qStart: 0, qExit: 0, serStart: 0, serExit: 0 }
  for (const [name, column] of timeColumns) {
    const seconds = secondsOf(field(column))
    if (seconds === undefined) return badValue(line, column, field(column))
    times[name] = seconds
  }
  const server = field("server")
  return {
    ok: true,
    row: {
      line,
      vruLine: field("vru+line"),
      callId: field("call_id"),
      customerId: field("customer_id"),
      priority,
      type: field("type"),
      date,
      outcome,
      ...times,
      server: server === "NO_SERVER" || server === "" ? null : server,
    },
  }
}

const timeColumns = [
  ["vruEntry", "vru_entry"],
  ["vruExit", "vru_exit"],
  ["qStart", "q_start"],
  ["qExit", "q_exit"],
  ["serStart", "ser_start"],
  ["serExit", "ser_exit"],
] as const

function dateOf(text: string): string | undefined {
  const parts = /^(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return undefined
  const date = `19${parts[1]}-${parts[2]}-${parts[3]}`
  const ms = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? undefined : date
}

function secondsOf(text: string): number | undefined {
  const parts = /^(\d{1,2}):([0-5]\d):([0-5]\d)(?:\.\d+)?$/.exec(text)
  if (!parts || Number(parts[1]) > 23) return undefined
  return Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3])
}

function badValue(line: number, column: Column, value: string): BankLine {
  return bad(
    line,
    "wrong_value",
    {
      en: `The value "${value.slice(0, 40)}" is not allowed in column ${column}.`,
      zh: `${column} 列的值“${value.slice(0, 40)}”无效。`,
    },
    column,
  )
}

function bad(line: number, code: string, text: Text, field?: Column): BankLine {
  return { ok: false, problem: { code, severity: "error", place: { line, ...(field && { field }) }, text } }
}
