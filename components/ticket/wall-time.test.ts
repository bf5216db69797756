import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { momentOf, wallTimeOf } from "./wall-time"

const zones = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
const zone = fc.constantFrom(...zones)
/** 2000 to 2060, every minute. */
const minute = fc.integer({ min: 15_778_080, max: 47_336_000 })

const temporalMs = (text: string, timeZone: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds

describe("wallTimeOf", () => {
  it("shows what Temporal shows", () => {
    fc.assert(
      fc.property(minute, zone, (minutes, timeZone) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(minutes * 60_000)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: "minute" })
        expect(wallTimeOf(minutes * 60_000 + 59_999, timeZone)).toBe(expected)
      }),
    )
  })
})

describe("momentOf", () => {
  it("reads what Temporal reads", () => {
    fc.assert(
      fc.property(minute, zone, (minutes, timeZone) => {
        const text = new Date(minutes * 60_000).toISOString().slice(0, 16)
        expect(momentOf(text, timeZone)).toBe(temporalMs(text, timeZone))
      }),
    )
  })
  it.each([
    ["an hour left out", "2026-03-29T02:30", "Europe/Berlin"],
    ["the same, half an hour long", "2026-10-04T02:15", "Australia/Lord_Howe"],
    ["an hour that comes twice", "2026-10-25T02:30", "Europe/Berlin"],
    ["the same in New York", "2026-11-01T01:30", "America/New_York"],
    ["a leap day with seconds", "2028-02-29T23:59:59", "Asia/Kathmandu"],
    ["a year of two digits", "0099-06-01T00:00", "UTC"],
  ])("reads %s as Temporal does", (_, text, timeZone) => {
    expect(momentOf(text, timeZone)).toBe(temporalMs(text, timeZone))
  })
  it.each(["tomorrow", "2026-02-30T09:00", "2026-13-01T09:00", "2026-01-01T24:00", "2026-01-01", ""])(
    "takes “%s” for no moment",
    (text) => {
      expect(momentOf(text, "UTC")).toBeNull()
    },
  )
})
