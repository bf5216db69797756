import { describe, expect, it } from "vitest"
import { withDays } from "./day"
import { proposeHolidays, type PublicHoliday } from "./holidays"
import type { Calendar, CalendarDay } from "./policy"

const hours = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ fromMin: from * 60, toMin: to * 60 }))
const workday = hours([9, 12], [13, 18])
const office = (days: CalendarDay[] = [], saturday: Calendar["weekly"][number] = []): Calendar => ({
  timeZone: "Asia/Shanghai",
  weekly: [workday, workday, workday, workday, workday, saturday, []],
  days,
})
const holiday = (date: string, part: Partial<PublicHoliday> = {}): PublicHoliday => ({
  date,
  name: "Holiday",
  kind: "holiday",
  fromMin: 0,
  toMin: 1440,
  ...part,
})
const saturday = "2026-05-09"
const friday = "2026-05-01"
const made = (calendar: Calendar, ...holidays: PublicHoliday[]) =>
  proposeHolidays(calendar, holidays).map(({ day, state }) => ({ state, ...day }))

describe("importing holidays", () => {
  it("closes a holiday, also one on a day off, which then has a name", () => {
    expect(made(office(), holiday(saturday), holiday(friday))).toEqual([
      { state: "new", date: friday, name: "Holiday", intervals: [], kind: "holiday" },
      { state: "new", date: saturday, name: "Holiday", intervals: [], kind: "holiday" },
    ])
  })

  it.each([
    ["Monday's hours on a Saturday without any", office(), workday],
    ["the Saturday's own where it has some", office([], hours([10, 14])), hours([10, 14])],
    [
      "those of the first open weekday where Monday has none",
      { ...office(), weekly: [[], hours([8, 16]), [], [], [], [], []] },
      hours([8, 16]),
    ],
  ])("opens a make-up day with %s", (_, calendar, intervals) => {
    expect(made(calendar, holiday(saturday, { kind: "makeUp" }))).toMatchObject([{ kind: "makeUp", intervals }])
  })

  it("takes an afternoon out of a day's hours", () => {
    expect(made(office(), holiday(friday, { fromMin: 15 * 60 }))).toMatchObject([
      { intervals: hours([9, 12], [13, 15]) },
    ])
    expect(made(office(), holiday(friday, { fromMin: 12 * 60 }))).toMatchObject([{ intervals: hours([9, 12]) }])
  })

  it("leaves out an eve that begins after closing time", () => {
    expect(made(office(), holiday(friday, { fromMin: 18 * 60 }))).toEqual([])
  })

  it("makes one day of two holidays on the same date", () => {
    expect(
      made(office(), holiday(friday, { name: "Labour Day" }), holiday(friday, { name: "Ascension" })),
    ).toMatchObject([{ name: "Labour Day · Ascension", intervals: [] }])
  })

  it("says what is there already, what an earlier import had otherwise, and what is the organisation's own", () => {
    const same: CalendarDay = { date: friday, name: "Holiday", intervals: [], kind: "holiday" }
    const earlier: CalendarDay = { date: "2026-05-04", name: "Other name", intervals: [], kind: "holiday" }
    const own: CalendarDay = { date: "2026-05-05", name: "Emergency desk", intervals: hours([10, 12]) }
    const proposals = proposeHolidays(office([same, earlier, own]), [
      holiday(friday),
      holiday("2026-05-04"),
      holiday("2026-05-05"),
    ])
    expect(proposals.map(({ state, existing }) => [state, existing])).toEqual([
      ["same", same],
      ["changed", earlier],
      ["own", own],
    ])
  })

  it("puts only what was chosen into the days, in order, one for each date", () => {
    const own: CalendarDay = { date: "2026-05-05", name: "Emergency desk", intervals: hours([10, 12]) }
    const first: CalendarDay = { date: friday, name: "Holiday", intervals: [], kind: "holiday" }
    expect(withDays([own], [first])).toEqual([first, own])
    const replaced = { ...own, name: "Holiday", intervals: [] }
    expect(withDays([own, first], [replaced])).toEqual([first, replaced])
  })
})
