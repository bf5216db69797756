import { describe, expect, it } from "vitest"
import { durationText } from "./duration-text"

describe("durationText", () => {
  it.each([
    [0, "0:00"],
    [-500, "0:00"],
    [999, "0:00"],
    [7000, "0:07"],
    [750_000, "12:30"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [3_723_000, "1:02:03"],
    [90_000_000, "25:00:00"],
  ])("%d ms is %s", (ms, text) => expect(durationText(ms)).toBe(text))
})
