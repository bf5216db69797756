/** Whole minutes of an ISO 8601 duration without years and months, at least one; null for anything else. Pure. */
export function minutesOf(text: string): number | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text.trim())
  if (!match || !/\d/.test(text)) return null
  const [, weeks = "0", days = "0", hours = "0", mins = "0", seconds = "0"] = match
  const minutes = (Number(weeks) * 7 + Number(days)) * 1440 + Number(hours) * 60 + Number(mins) + Number(seconds) / 60
  return minutes > 525_600 ? null : Math.max(1, Math.round(minutes))
}
