import type { OpeningHours } from "@/core/sla/policy"

/** Minutes after midnight as a clock shows them: 570 → "09:30", 1440 → "24:00". Pure. */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`

/** What people type for a time of day, as minutes after midnight: "9", "930", "9:30", "9.30", "24:00"; null for no time. Pure. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2})(?:\s*[:.：]?\s*(\d{2}))?$/.exec(text.normalize("NFKC").trim())
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0)
  return Number(match[2] ?? 0) < 60 && minutes <= 1440 ? minutes : null
}

/** "09:00–12:00, 13:00–18:00"; "" for a day without hours. Pure. */
export const hoursText = (intervals: readonly OpeningHours[]): string =>
  intervals.map(({ fromMin, toMin }) => `${clockText(fromMin)}–${clockText(toMin)}`).join(", ")

/** Weekdays next to each other with the same hours: 0 = Monday … 6 = Sunday. Days without hours are left out. Pure. */
export function weekRuns(weekly: readonly (readonly OpeningHours[])[]): { from: number; to: number; hours: string }[] {
  const runs: { from: number; to: number; hours: string }[] = []
  for (const [day, intervals] of weekly.entries()) {
    const hours = hoursText(intervals)
    const last = runs.at(-1)
    if (hours === "") continue
    if (last && last.to === day - 1 && last.hours === hours) last.to = day
    else runs.push({ from: day, to: day, hours })
  }
  return runs
}

/** Whether a week is open round the clock. Pure. */
export const isRoundTheClock = (weekly: readonly (readonly OpeningHours[])[]): boolean =>
  weekly.every((intervals) => hoursText(intervals) === "00:00–24:00")

const shortest = 60

/** An interval to add to a day: an hour after the last one, or the usual office day. Null when no room is left. Pure. */
export function nextInterval(intervals: readonly OpeningHours[]): OpeningHours | null {
  if (intervals.length === 0) return { fromMin: 540, toMin: 1080 }
  const end = Math.max(...intervals.map(({ toMin }) => toMin))
  if (end + shortest > 1440) return null
  const fromMin = end + 2 * shortest <= 1440 ? end + shortest : end
  return { fromMin, toMin: Math.min(1440, fromMin + 4 * shortest) }
}
