/** Error codes after which a write may or may not have happened, or certainly did not but will when tried again. */
const codes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "08006",
  "08003",
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "23505", // the key was used meanwhile: reading again tells by whom
])

/** Whether the same request, with the same key, should simply be sent once more. */
export function isUnknownOutcome(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && codes.has(String(error.code))
}
