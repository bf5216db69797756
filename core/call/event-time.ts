import { invariant } from "../problem"

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:([Zz])|([+-])(\d\d):?(\d\d))$/

/** Calls before this year or after the last are clock errors, not calls; it also keeps every instant four-digit. */
const YEAR_MIN = 1990
const YEAR_MAX = 2199

/**
 * The instant of an event in the one spelling used everywhere in core/call: `2026-11-22T06:27:12.784783Z`, UTC, always
 * six fraction digits. So text order is time order, and the 94 µs between an Asterisk "leave" and its "connect" survive.
 * Returns undefined when the text is not an RFC 3339 instant with an offset, or lies outside 1990–2199.
 */
export function parseEventTime(text: string): string | undefined {
  const parts = RFC3339.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second, fraction = "", , sign, offsetHour, offsetMinute] = parts
  const y = Number(year)
  const offsetMinutes = sign ? (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -1 : 1) : 0
  const ms = Date.UTC(y, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  // Date.UTC rolls 31 April over to 1 May: an instant that does not read back the same was never one.
  const back = new Date(ms)
  if (back.getUTCMonth() !== Number(month) - 1 || back.getUTCDate() !== Number(day)) return undefined
  if (back.getUTCHours() !== Number(hour) || Number(minute) > 59 || Number(second) > 59) return undefined
  if (Math.abs(offsetMinutes) > 14 * 60) return undefined
  return timeOf(ms - offsetMinutes * 60_000, fraction.padEnd(6, "0").slice(0, 6))
}

/** The instant `ms` milliseconds after the epoch, as an event time. Throws InvariantError outside 1990–2199. */
export function eventTime(ms: number): string {
  const whole = Math.floor(ms)
  const text = timeOf(Math.floor(whole / 1000) * 1000, `${String(((whole % 1000) + 1000) % 1000).padStart(3, "0")}000`)
  invariant(text, `event time out of range: ${ms}`)
  return text
}

/** Whole milliseconds after the epoch of an event time; microseconds are cut off. */
export function eventMs(time: string): number {
  return Date.parse(`${time.slice(0, 23)}Z`)
}

/** Milliseconds from `from` to `to`, never below zero, microseconds included and rounded. */
export function elapsedMs(from: string, to: string): number {
  const ms = eventMs(to) - eventMs(from) + (Number(to.slice(23, 26)) - Number(from.slice(23, 26))) / 1000
  return Math.max(0, Math.round(ms))
}

function timeOf(secondsMs: number, micros: string): string | undefined {
  const date = new Date(secondsMs)
  const year = date.getUTCFullYear()
  if (!(year >= YEAR_MIN && year <= YEAR_MAX)) return undefined
  return `${date.toISOString().slice(0, 19)}.${micros}Z`
}
