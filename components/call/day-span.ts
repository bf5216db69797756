/** A choice of days; `custom` when both ends are in the address. */
export const daySpans = ["today", "yesterday", "week", "month"] as const
export type DaySpan = (typeof daySpans)[number] | "custom"
/** Days as `YYYY-MM-DD` in the tenant's zone, both included. */
export type Days = { span: DaySpan; from: string; to: string }

const dayMs = 86_400_000

/** The day it is in a zone. Pure. */
export function dayIn(nowMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(nowMs)
    .map(({ type, value }) => [type, value] as const)
  const of = Object.fromEntries(parts) as Record<"year" | "month" | "day", string>
  return `${of.year}-${of.month}-${of.day}`
}

/** The day `count` days later (earlier when negative). Calendar days, so no zone is needed. Pure. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** A day that exists: the 31st of April would be the first of May. Pure. */
export function isDay(text: string | null | undefined): text is string {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return text >= "1990" && text < "2199" && !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/** What the address asks for, seen from `today`; whatever makes no sense is today. Pure. */
export function daysOf(asked: { day?: string | null; from?: string | null; to?: string | null }, today: string): Days {
  if (isDay(asked.from) && isDay(asked.to)) {
    const [from = today, to = today] = [asked.from, asked.to].toSorted()
    return { span: "custom", from, to }
  }
  const span = daySpans.find((one) => one === asked.day) ?? "today"
  if (span === "yesterday") return { span, from: addDays(today, -1), to: addDays(today, -1) }
  if (span === "week") return { span, from: addDays(today, -6), to: today }
  if (span === "month") return { span, from: addDays(today, -29), to: today }
  return { span, from: today, to: today }
}
