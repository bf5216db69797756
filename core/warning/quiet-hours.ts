import { Temporal } from "temporal-polyfill"
import type { DeliveryPreferences } from "./preferences"

type Quiet = Pick<DeliveryPreferences, "quiet" | "timeZone">

/** Whether `at` (milliseconds since 1970 UTC) is within the quiet hours by the wall clock. Pure. */
export function isQuiet(at: number, { quiet, timeZone }: Quiet): boolean {
  if (!quiet) return false
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const minute = wall.hour * 60 + wall.minute
  const { fromMin, toMin } = quiet
  return fromMin <= toMin ? minute >= fromMin && minute < toMin : minute >= fromMin || minute < toMin
}

/**
 * The first instant from `at` on that is not quiet: `at` itself, or the end of the quiet hours it lies in. An end that the
 * wall clock skips is the moment after; of one that it shows twice, the second: never early. Pure.
 */
export function endOfQuiet(at: number, preferences: Quiet): number {
  const { quiet, timeZone } = preferences
  if (!quiet || !isQuiet(at, preferences)) return at
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const isEvening = quiet.fromMin > quiet.toMin && wall.hour * 60 + wall.minute >= quiet.fromMin
  return wall
    .toPlainDate()
    .add({ days: isEvening ? 1 : 0 })
    .toPlainDateTime({ hour: Math.floor(quiet.toMin / 60), minute: quiet.toMin % 60 })
    .toZonedDateTime(timeZone, { disambiguation: "later" }).epochMilliseconds
}
