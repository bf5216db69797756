/**
 * A duration as on a telephone's display: `0:07`, `12:30`, `1:02:03`. Milliseconds, cut to whole seconds; what a
 * clock that is a little ahead makes negative is `0:00`. Pure.
 */
export function durationText(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const two = (value: number) => String(value).padStart(2, "0")
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
