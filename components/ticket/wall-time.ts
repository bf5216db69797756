// Moments as a field for date and time shows them, by the browser's own calendar. Temporal's polyfill would say the same
// and be 19 kB of every inbox; the test holds the two against each other.

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  })
  formats.set(timeZone, format)
  return format
}

/** What the clocks of `timeZone` show at `ms`, as if they stood in UTC: epoch ms, to the second. */
function clockAt(ms: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(ms)
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (
    ["year", "month", "day", "hour", "minute", "second"] as const
  ).map((type) => Number(parts.find((part) => part.type === type)?.value))
  return utc(year, month, day, hour, minute, second)
}

/** Date.UTC takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second))
  return date.setUTCFullYear(year, month - 1, day)
}

/** Epoch ms → `2026-11-22T09:30`, to the minute. Years 1 to 9999. */
export const wallTimeOf = (ms: number, timeZone: string): string =>
  new Date(clockAt(ms, timeZone)).toISOString().slice(0, 16)

const dayMs = 86_400_000
const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/

/**
 * `2026-11-22T09:30` → epoch ms; null when it is no such text or no such day. Of an hour that a clock change repeats the
 * first is meant; one that it leaves out counts on from before the change.
 */
export function momentOf(text: string, timeZone: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const wall = utc(year, month, day, hour, minute, second)
  if (new Date(wall).toISOString().slice(0, 19) !== `${text.slice(0, 16)}:${match[6] ?? "00"}`) return null
  const offsets = [wall - dayMs, wall + dayMs].map((ms) => clockAt(ms, timeZone) - ms)
  const moments = offsets.map((offset) => wall - offset).filter((ms) => clockAt(ms, timeZone) === wall)
  return moments.length > 0 ? Math.min(...moments) : wall - (offsets[0] ?? 0)
}
