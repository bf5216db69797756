import type { Problem } from "@/core/problem"
import { epochDay, shutDaysMax, weekdayOf } from "./day"
import type { Calendar, OpeningHours } from "./policy"

/** What is wrong with a calendar before it is saved: all of it, with the field. */
export function checkCalendar(calendar: Calendar): Problem[] {
  const problems: Problem[] = []
  const refuse = (code: string, field: string, en: string, zh: string) => problems.push(problem(code, field, en, zh))

  if (!isTimeZone(calendar.timeZone)) {
    refuse(
      "unknownTimeZone",
      "timeZone",
      `Unknown time zone “${calendar.timeZone}”.`,
      `未知时区“${calendar.timeZone}”。`,
    )
  }
  problems.push(
    ...calendar.weekly.flatMap((intervals, day) => checkHours(intervals, `weekly.${day}`)),
    ...calendar.days.flatMap(({ intervals }, index) => checkHours(intervals, `days.${index}`)),
  )
  const dates = new Set<string>()
  for (const [index, { date }] of calendar.days.entries()) {
    if (dates.has(date)) refuse("dateTwice", `days.${index}`, `${date} is listed twice.`, `${date} 重复。`)
    dates.add(date)
  }
  if (calendar.weekly.every((intervals) => intervals.length === 0)) {
    refuse("neverOpen", "weekly", "No day of the week has opening hours.", "每周没有任何营业时段。")
  } else if (isShutTooLong(calendar)) {
    refuse(
      "shutTooLong",
      "days",
      `The days set closed leave no opening hours for more than ${shutDaysMax} days on end.`,
      `所设休息日导致连续超过 ${shutDaysMax} 天没有营业时段。`,
    )
  }
  return problems
}

/** What is wrong with the opening hours of one day. */
export function checkHours(intervals: readonly OpeningHours[], field: string): Problem[] {
  const sorted = intervals.toSorted((a, b) => a.fromMin - b.fromMin)
  return sorted.flatMap(({ fromMin, toMin }, index) => {
    const before = sorted[index - 1]
    return [
      ...(toMin <= fromMin
        ? [
            problem(
              "emptyInterval",
              field,
              "Opening hours must end after they begin.",
              "营业时段的结束时间必须晚于开始时间。",
            ),
          ]
        : []),
      ...(before && before.toMin > fromMin
        ? [problem("overlap", field, "Opening hours overlap.", "营业时段相互重叠。")]
        : []),
    ]
  })
}

const problem = (code: string, field: string, en: string, zh: string): Problem => ({
  code,
  severity: "error",
  place: { field },
  text: { en, zh },
})

function isTimeZone(zone: string): boolean {
  try {
    // The same list of zones as Temporal's, without bringing it into the pages that check while somebody types.
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

/** Whether a clock could meet so many shut days on end that its deadline is never found. The week itself has hours. */
function isShutTooLong({ weekly, days }: Calendar): boolean {
  const differing = new Map(days.map(({ date, intervals }) => [epochDay(date), intervals.length > 0]))
  const isOpen = (day: number) => differing.get(day) ?? (weekly[weekdayOf(day)]?.length ?? 0) > 0
  let seen = -Infinity
  for (const first of [...differing.keys()].toSorted((a, b) => a - b)) {
    if (first < seen || isOpen(first)) continue
    let from = first
    let to = first
    while (!isOpen(from - 1)) from--
    while (!isOpen(to + 1)) to++
    if (to - from + 1 > shutDaysMax) return true
    seen = to
  }
  return false
}
