import { create, toJson } from "@bufbuild/protobuf"
import {
  DurationSchema,
  TimestampSchema,
  type Duration as DurationMessage,
  type Timestamp as TimestampMessage,
} from "@bufbuild/protobuf/wkt"
import { Temporal } from "temporal-polyfill"
import { readDurationText, readInstantText } from "./time-text"

// Times on both sides of the engine: ISO text outside, the library's messages inside. The library's own readers let
// 30 February through and read the parts of a time in the zone of the machine; these do not.

/** `2026-05-01T09:00:00+08:00` → the library's timestamp; undefined when it is no such text or no such moment. */
export function readTimestamp(text: string): TimestampMessage | undefined {
  const time = readInstantText(text)
  return time && create(TimestampSchema, time)
}

/** `1h30m`, `90s`, `-1.5h`, `0` → the library's duration; undefined when it is no such text or beyond 292 years. */
export function readDuration(text: string): DurationMessage | undefined {
  const time = readDurationText(text)
  return time && create(DurationSchema, time)
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
