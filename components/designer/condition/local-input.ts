/** An instant's text as a field of the browser wants it, in its own zone: `2026-05-01T09:00`; "" for no instant. */
export function localInput(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ""
  const two = (value: number) => String(value).padStart(2, "0")
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The instant of such a text in UTC, to the second as CEL reads it; null while it is not complete. */
export function instantOf(text: string): string | null {
  const date = new Date(text)
  const year = date.getFullYear()
  return Number.isNaN(year) || year < 1 || year > 9998 ? null : `${date.toISOString().slice(0, 19)}Z`
}
