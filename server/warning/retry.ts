/**
 * Pauses before the next attempt, in seconds: Standard Webhooks' table, on which the receiver of a message has about a
 * day and a half to come back. After the last the message has failed.
 */
const pausesSec = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** Pause after attempt number `attempt` (from 1); null = give up. */
export const pauseAfter = (attempt: number): number | null => pausesSec[attempt - 1] ?? null
