/** Pauses before the next attempt, in seconds: a customer may be waiting, so they begin short; nine take some 15 hours. */
const pausesSec = [5, 15, 60, 300, 900, 3600, 7200, 14_400, 28_800] as const
/** A service that asks for patience is not believed beyond this. */
const retryAfterMaxSec = 28_800

/** Worth another attempt: the service was busy or down, not displeased with what was asked. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500

/** Pause after attempt number `attempt` (from 1); null = that was the last. `retryAfter`: the answer's header. */
export function pauseAfterAttempt(attempt: number, attemptsMax: number, retryAfter?: string): number | null {
  const pause = attempt < attemptsMax ? pausesSec[attempt - 1] : undefined
  if (pause === undefined) return null
  const asked = retryAfter === undefined ? 0 : Number(retryAfter)
  return Number.isFinite(asked) ? Math.max(pause, Math.min(asked, retryAfterMaxSec)) : pause
}
