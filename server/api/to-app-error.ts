import { AppError } from "./app-error"

/** Postgres and driver codes that say something about the request or the moment, and not that the program is wrong. */
const translations: Record<string, () => AppError> = {
  // The pool or the server is full, stopping or gone; the statement or the lock took too long.
  "53300": unavailable,
  "53400": unavailable,
  "55P03": unavailable,
  "57014": unavailable,
  "57P01": unavailable,
  "57P02": unavailable,
  "57P03": unavailable,
  "40001": unavailable,
  "40P01": unavailable,
  "25P03": unavailable,
  "28P01": unavailable,
  CONNECT_TIMEOUT: unavailable,
  CONNECTION_CLOSED: unavailable,
  CONNECTION_DESTROYED: unavailable,
  CONNECTION_ENDED: unavailable,
  ECONNREFUSED: unavailable,
  ECONNRESET: unavailable,
  EPIPE: unavailable,
  // Text that Postgres cannot store (a NUL, half a surrogate pair).
  "22021": unreadable,
  "22P05": unreadable,
}

function unavailable() {
  return new AppError("UNAVAILABLE")
}

function unreadable() {
  return new AppError("INVALID", { message: "The text contains characters that cannot be stored." })
}

const codeOf = (error: unknown): string | null =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : null

/**
 * The refusal an error stands for, or null when it is a fault of ours. Looks through what drizzle and tRPC wrap around it.
 */
export function toAppError(error: unknown): AppError | null {
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 5; depth++) {
    if (at instanceof AppError) return at
    const code = codeOf(at)
    const translate = code === null ? undefined : translations[code]
    if (translate) return Object.assign(translate(), { cause: at })
    at = (at as { cause?: unknown }).cause
  }
  return null
}
