import { Temporal } from "temporal-polyfill"
import fc from "fast-check"
import { describe, expect, it, test } from "vitest"
import { isTimeZone, readDuration, readTimestamp, writeDuration, writeTimestamp } from "./time-value"

const written = (text: string) => {
  const value = readTimestamp(text)
  return value && writeTimestamp(value)
}

describe("points in time", () => {
  test.each([
    ["2026-05-01T09:00:00+08:00", "2026-05-01T01:00:00Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["0099-03-01T00:00:00Z", "0099-03-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"],
    ["1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"],
    ["2026-05-01T00:00:00-00:30", "2026-05-01T00:30:00Z"],
  ])("%s", (text, expected) => {
    expect(written(text)).toBe(expected)
  })

  test.each([
    "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00", "2026-01-01",
    "2026-01-01t00:00:00z", "2026-01-01T00:00:00+24:00", "+002026-01-01T00:00:00Z", "0001-01-01T00:00:00+08:00",
    "9999-12-31T23:59:59-01:00", "0000-06-01T00:00:00Z", "2026-01-01T00:00:00.1234567890Z", " 2026-01-01T00:00:00Z", "",
  ])("refuses %j", (text) => {
    expect(readTimestamp(text)).toBeUndefined()
  }) // prettier-ignore

  it("agrees with Temporal on every day and offset", () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"))
    const text = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), part(13), part(32), part(24), part(60), part(59), part(23), part(59))
      .map(([y, mo, d, h, mi, s, oh, om]) => `${String(y).padStart(4, "0")}-${mo}-${d}T${h}:${mi}:${s}-${oh}:${om}`)
    fc.assert(
      fc.property(text, (value) => {
        let expected: string | undefined
        try {
          expected = Temporal.Instant.from(value).toString()
        } catch {
          expected = undefined
        }
        if (expected !== undefined && /^[+-]/.test(expected)) expected = undefined
        expect(written(value)).toBe(expected)
      }),
      { numRuns: 2000, seed: 4 },
    )
  })
})

describe("durations", () => {
  test.each([
    ["90s", "90s"],
    ["1h30m", "5400s"],
    ["-1.5h", "-5400s"],
    ["300ms", "0.300s"],
    ["0", "0s"],
    ["1.000000001s", "1.000000001s"],
  ])("%s", (text, expected) => {
    const value = readDuration(text)
    expect(value && writeDuration(value)).toBe(expected)
  })

  test.each(["", "30", "PT30M", "1d", "h", "1h 30m", "-", "1e3s", "300000000h", "１h"])("refuses %j", (text) => {
    expect(readDuration(text)).toBeUndefined()
  })
})

test.each([
  ["Asia/Shanghai", true],
  ["UTC", true],
  ["+08:00", true],
  ["Mars/Base", false],
  ["", false],
  ["Asia/Shanghai ", false],
  ["../etc", false],
])("time zone %j: %s", (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected)
})
