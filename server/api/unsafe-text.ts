const DEPTH_MAX = 40

/**
 * Whether a decoded input holds text no database can store (a NUL, half a surrogate pair), is nested beyond all use, or is
 * a number that is none (NaN, Infinity). Better said here once than as a failed write somewhere inside.
 */
export function hasUnsafeText(value: unknown, depth = 0): boolean {
  if (depth > DEPTH_MAX) return true
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed()
  if (typeof value === "number") return !Number.isFinite(value)
  if (typeof value !== "object" || value === null) return false
  if (Array.isArray(value)) return value.some((entry) => hasUnsafeText(entry, depth + 1))
  return Object.entries(value).some(([key, entry]) => hasUnsafeText(key) || hasUnsafeText(entry, depth + 1))
}
