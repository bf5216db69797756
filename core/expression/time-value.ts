import { create, toJson } from "@bufbuild/protobuf"
import {
  DurationSchema,
  TimestampSchema,
  type Duration as DurationMessage,
  type Timestamp as TimestampMessage,
} from "@bufbuild/protobuf/wkt"
import { Temporal } from "temporal-polyfill"

// Times on both sides of the engine: ISO text outside, the library's messages inside. The library's own readers let
// 30 February through and read the parts of a time in the zone of the machine; these do not.

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/
const durationPattern = /^([+-]?)((?:\d+(?:\.\d+)?(?:h|ms|m|s|us|ns))+|0)$/
const durationPart = /(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g
const nanosecondsPer: Record<string, number> = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 }
const nanosecondsMax = 9_223_372_036_854_775_807n

/** `2026-05-01T09:00:00+08:00` → the library's timestamp; undefined when it is no such text or no such moment. */
export function readTimestamp(text: string): TimestampMessage | undefined {
  if (!instantPattern.test(text)) return undefined
  try {
    const nanoseconds = Temporal.Instant.from(text).epochNanoseconds
    // Temporal takes second 60 of a leap second for 59; a stored time has no such second.
    if (/T\d{2}:\d{2}:60/.test(text)) return undefined
    const seconds = nanoseconds / 1_000_000_000n - (nanoseconds % 1_000_000_000n < 0n ? 1n : 0n)
    // An offset may carry a time of year 1 or 9999 outside what the library can write.
    if (seconds < -62_135_596_800n || seconds > 253_402_300_799n) return undefined
    return create(TimestampSchema, { seconds, nanos: Number(nanoseconds - seconds * 1_000_000_000n) })
  } catch {
    return undefined
  }
}

/** `1h30m`, `90s`, `-1.5h`, `0` → the library's duration; undefined when it is no such text or beyond 292 years. */
export function readDuration(text: string): DurationMessage | undefined {
  const match = text.length <= 64 ? durationPattern.exec(text) : null
  if (!match) return undefined
  let nanoseconds = 0n
  for (const [, amount = "0", unit = "s"] of (match[2] ?? "").matchAll(durationPart)) {
    const [whole = "0", fraction = ""] = amount.split(".")
    const factor = BigInt(nanosecondsPer[unit] ?? 0)
    nanoseconds += BigInt(whole) * factor + (BigInt(fraction || "0") * factor) / 10n ** BigInt(fraction.length)
  }
  if (nanoseconds > nanosecondsMax) return undefined
  const signed = match[1] === "-" ? -nanoseconds : nanoseconds
  return create(DurationSchema, { seconds: signed / 1_000_000_000n, nanos: Number(signed % 1_000_000_000n) })
}

/** Canonical texts: `2026-05-01T01:00:00Z` and `5400s`. Both are read back by the readers above. */
export const writeTimestamp = (value: TimestampMessage): string => toJson(TimestampSchema, value)
export const writeDuration = (value: DurationMessage): string => toJson(DurationSchema, value)

const offsetPattern = /^[+-]?\d{2}:\d{2}$/

/** True for an IANA name the platform knows and for an offset, `+08:00`. */
export function isTimeZone(name: string): boolean {
  if (!offsetPattern.test(name) && !/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(signed(name))
    return true
  } catch {
    return false
  }
}

/** The moment on a wall clock of `zone`, or in UTC. Never in the zone of the machine. */
export function wallClock({ seconds, nanos }: TimestampMessage, zone = "UTC"): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(seconds * 1_000_000_000n + BigInt(nanos)).toZonedDateTimeISO(
    signed(zone),
  )
}

/** CEL takes an offset without a sign as one to the east. */
function signed(zone: string): string {
  return /^\d/.test(zone) ? `+${zone}` : zone
}
