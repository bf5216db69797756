import { epochDay } from "@/core/sla/day"
import type { CountedInterval, DeadlineExplanation, SkippedDay } from "@/core/sla/explain-deadline"

export type DeadlineRow =
  | ({ type: "counted" } & CountedInterval)
  | { type: "skipped"; from: string; to: string; count: number; day: SkippedDay }

/** What counted and what did not, in the order of time; days skipped for the same reason on end are one row. Pure. */
export function deadlineRows({ counted, skipped }: Pick<DeadlineExplanation, "counted" | "skipped">): DeadlineRow[] {
  const rows: DeadlineRow[] = []
  const all = [
    ...counted.map((part) => ({ date: part.date, at: part.from, part, day: null })),
    ...skipped.map((day) => ({ date: day.date, at: 0, part: null, day })),
  ].toSorted((a, b) => a.date.localeCompare(b.date) || a.at - b.at)
  for (const { part, day } of all) {
    const last = rows.at(-1)
    if (part) rows.push({ type: "counted", ...part })
    else if (last?.type === "skipped" && isAlike(last.day, day) && epochDay(last.to) + 1 === epochDay(day.date)) {
      last.to = day.date
      last.count++
    } else rows.push({ type: "skipped", from: day.date, to: day.date, count: 1, day })
  }
  return rows
}

const isAlike = (a: SkippedDay, b: SkippedDay): boolean =>
  a.reason === b.reason && (a.reason !== "closed" || (b.reason === "closed" && a.name === b.name && a.kind === b.kind))
