import { describe, expect, it } from "vitest"
import { hoursText, isRoundTheClock, nextInterval, parseClock, weekRuns } from "./opening-text"

const hours = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ fromMin: from * 60, toMin: to * 60 }))

describe("a time of day as people type it", () => {
  it.each([
    ["9", 540],
    ["09:30", 570],
    ["9.30", 570],
    ["0930", 570],
    ["９：３０", 570],
    [" 18:00 ", 1080],
    ["24:00", 1440],
    ["24:01", null],
    ["25", null],
    ["9:60", null],
    ["noon", null],
    ["", null],
  ])("%j is %s", (text, minutes) => {
    expect(parseClock(text)).toBe(minutes)
  })
})

describe("opening hours as text", () => {
  it("says each stretch", () => {
    expect(hoursText(hours([9, 12], [13, 24]))).toBe("09:00–12:00, 13:00–24:00")
  })

  it("gathers weekdays alike, and leaves out closed ones", () => {
    const day = hours([9, 17])
    expect(weekRuns([day, day, hours([9, 13]), day, day, [], []])).toEqual([
      { from: 0, to: 1, hours: "09:00–17:00" },
      { from: 2, to: 2, hours: "09:00–13:00" },
      { from: 3, to: 4, hours: "09:00–17:00" },
    ])
  })

  it("knows a week without an end", () => {
    expect(isRoundTheClock(Array.from({ length: 7 }, () => hours([0, 24])))).toBe(true)
    expect(isRoundTheClock([...Array.from({ length: 6 }, () => hours([0, 24])), []])).toBe(false)
  })
})

describe("the next stretch of a day", () => {
  it.each([
    ["an office day for an empty one", [], { fromMin: 540, toMin: 1080 }],
    ["an hour after the last", hours([9, 12]), { fromMin: 780, toMin: 1020 }],
    ["the rest of the day", hours([9, 22]), { fromMin: 1380, toMin: 1440 }],
    ["the last hour", hours([9, 23]), { fromMin: 1380, toMin: 1440 }],
    ["nothing when the day is full", hours([9, 24]), null],
  ])("is %s", (_, intervals, expected) => {
    expect(nextInterval(intervals)).toEqual(expected)
  })
})
