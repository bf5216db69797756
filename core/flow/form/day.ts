/** A day as it is written in settings, `2026-05-01`; false for one no calendar has. */
export function isoDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A day is stored as its first instant in UTC, so that conditions compare it as any point in time. */
export const dayValue = (day: string): string => `${day}T00:00:00Z`

/** The day a stored value stands for; null for what is no day. */
export function dayOf(value: string): string | null {
  const day = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z$/.exec(value)?.[1]
  return day !== undefined && isoDay(day) ? day : null
}
