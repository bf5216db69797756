import { Temporal } from "temporal-polyfill"

export type Range = { from: Date; to: Date }

/** The day `nowMs` lies in, in the zone: half-open, 23 or 25 hours long when the clocks change. */
export function dayOf(nowMs: number, timeZone: string): Range {
  const date = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  return daysRange(date.toString(), date.toString(), timeZone)
}

/** From the start of the day `from` to the end of the day `to`, both `YYYY-MM-DD` in the zone. Throws RangeError on others. */
export function daysRange(from: string, to: string, timeZone: string): Range {
  const start = Temporal.PlainDate.from(from).toZonedDateTime(timeZone)
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(timeZone)
  return { from: new Date(start.epochMilliseconds), to: new Date(end.epochMilliseconds) }
}
