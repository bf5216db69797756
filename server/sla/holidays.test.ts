import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { addWorking } from "@/core/sla/calendar"
import { explainDeadline } from "@/core/sla/explain-deadline"
import { withDays } from "@/core/sla/day"
import { proposeHolidays } from "@/core/sla/holidays"
import type { Calendar } from "@/core/sla/policy"
import { daysTaken, holidaysOf, listCountries } from "./holidays"

const nineToSix = [
  { fromMin: 540, toMin: 720 },
  { fromMin: 780, toMin: 1080 },
]
const shanghai: Calendar = {
  timeZone: "Asia/Shanghai",
  weekly: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  days: [],
}
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Asia/Shanghai]`).epochMilliseconds
const show = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Shanghai").toPlainDateTime().toString()

describe("China's official year", () => {
  it("2026 has the Spring Festival from the 15th to the 23rd of February, made up for on two Saturdays", async () => {
    const { state, holidays } = await holidaysOf({ country: "CN", region: null, year: 2026 }, "zh")
    expect(state).toBe("published")
    const spring = holidays.filter(({ name }) => name === "春节")
    expect(spring.filter(({ kind }) => kind === "holiday").map(({ date }) => date.slice(5))).toEqual(
      ["15", "16", "17", "18", "19", "20", "21", "22", "23"].map((day) => `02-${day}`),
    )
    expect(spring.filter(({ kind }) => kind === "makeUp").map(({ date }) => date)).toEqual(["2026-02-14", "2026-02-28"])
  })

  it("says clearly that a year has not been published", async () => {
    const { state, holidays, known } = await holidaysOf({ country: "CN", region: null, year: 2190 }, "zh")
    expect([state, holidays]).toEqual(["unpublished", []])
    expect(known.from).toBe(2004)
    expect(known.until).toBeGreaterThanOrEqual(2026)
  })

  it.each([
    ["the last working day before goes on to the make-up Saturday", "2026-02-13T17:30", 60, "2026-02-14T09:30:00"],
    ["the make-up Saturday goes on after the nine days off", "2026-02-14T17:30", 60, "2026-02-24T09:30:00"],
    ["the second make-up Saturday is worked", "2026-02-27T17:30", 60, "2026-02-28T09:30:00"],
    ["the day after it is an ordinary Sunday", "2026-02-28T17:30", 60, "2026-03-02T09:30:00"],
    ["National Day goes on to the 8th of October", "2026-09-30T17:30", 60, "2026-10-08T09:30:00"],
  ])("in a deadline: %s", async (_, start, minutes, due) => {
    const { holidays } = await holidaysOf({ country: "CN", region: null, year: 2026 }, "en")
    const days = withDays(
      shanghai.days,
      proposeHolidays(shanghai, holidays).map(({ day }) => day),
    )
    const calendar = { ...shanghai, days }
    expect(show(addWorking(at(start), minutes, calendar))).toBe(due)
    expect(show(explainDeadline(at(start), minutes, calendar).dueAt)).toBe(due)
  })
})

describe("other countries", () => {
  it("are many, with regions, by name in the reader's language", async () => {
    const { countries } = await listCountries("zh")
    expect(countries.length).toBeGreaterThan(150)
    expect(countries.find(({ code }) => code === "DE")).toMatchObject({ name: "德国" })
    expect(countries.find(({ code }) => code === "DE")?.regions).toContainEqual({ code: "BY", name: "Bayern" })
    expect(countries.find(({ code }) => code === "CN")).toMatchObject({ name: "中国", regions: [] })
  })

  it.each([
    ["Germany", { country: "DE", region: null }, "2026-04-03", "Good Friday"],
    ["Bavaria, which has more of them", { country: "DE", region: "BY" }, "2026-01-06", "Epiphany"],
    ["the United States", { country: "US", region: null }, "2026-11-26", "Thanksgiving Day"],
  ])("%s", async (_, place, date, name) => {
    const { state, holidays } = await holidaysOf({ ...place, year: 2026 }, "en")
    expect(state).toBe("published")
    expect(holidays).toContainEqual({ date, name, kind: "holiday", fromMin: 0, toMin: 1440 })
  })

  it("have only what closes offices: no observances", async () => {
    const { holidays } = await holidaysOf({ country: "DE", region: null, year: 2026 }, "en")
    expect(holidays.map(({ name }) => name)).not.toContain("Valentine's Day")
  })

  it("are refused by the field when nobody knows them", async () => {
    await expect(holidaysOf({ country: "ZZ", region: null, year: 2026 }, "en")).rejects.toMatchObject({
      code: "INVALID",
      problems: [{ code: "countryUnknown", place: { field: "country" } }],
    })
    await expect(holidaysOf({ country: "DE", region: "XX", year: 2026 }, "en")).rejects.toMatchObject({
      problems: [{ code: "regionUnknown", place: { field: "region" } }],
    })
  })
})

describe("the days a holiday takes", () => {
  it.each([
    ["a day", "2026-05-01 00:00:00", 1440, ["2026-05-01 0-1440"]],
    ["a day of 23 hours", "2026-03-29 00:00:00", 1380, ["2026-03-29 0-1440"]],
    ["a day of 25 hours", "2026-10-25 00:00:00", 1500, ["2026-10-25 0-1440"]],
    ["several", "2026-02-17 00:00:00", 3 * 1440, ["2026-02-17 0-1440", "2026-02-18 0-1440", "2026-02-19 0-1440"]],
    ["an afternoon", "2026-12-24 13:00:00", 660, ["2026-12-24 780-1440"]],
    ["a festival from sunset, without its eve", "2026-03-20 00:00:00 -0600", 2280, ["2026-03-20 0-1440"]],
  ])("%s", (_, begin, minutes, expected) => {
    expect(daysTaken(begin, minutes, "").map(({ date, fromMin, toMin }) => `${date} ${fromMin}-${toMin}`)).toEqual(
      expected,
    )
  })
})
