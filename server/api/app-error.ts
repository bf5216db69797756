import type { TRPC_ERROR_CODE_KEY } from "@trpc/server"
import type { Problem } from "@/core/problem"

/**
 * Everything a request can be refused with, and what each becomes outside. Another tenant's id and an absent one are both
 * NOT_FOUND.
 */
export const appErrors = {
  UNAUTHENTICATED: { trpc: "UNAUTHORIZED", http: 401, message: "Sign in first." },
  FORBIDDEN: {
    trpc: "FORBIDDEN",
    http: 403,
    message: "Your role does not allow this. Ask an owner of your organisation.",
  },
  NOT_FOUND: { trpc: "NOT_FOUND", http: 404, message: "There is nothing with this id." },
  CONFLICT: { trpc: "CONFLICT", http: 409, message: "Somebody else changed this meanwhile. Reload and try again." },
  INVALID: { trpc: "BAD_REQUEST", http: 422, message: "The input has problems." },
  TOO_LARGE: { trpc: "PAYLOAD_TOO_LARGE", http: 413, message: "The request is too large." },
  RATE_LIMITED: { trpc: "TOO_MANY_REQUESTS", http: 429, message: "Too many attempts. Wait a little and try again." },
  UNAVAILABLE: {
    trpc: "SERVICE_UNAVAILABLE",
    http: 503,
    message: "This is not possible right now. Try again in a moment.",
  },
} as const satisfies Record<string, { trpc: TRPC_ERROR_CODE_KEY; http: number; message: string }>

export type AppErrorCode = keyof typeof appErrors

type Details = {
  /** What is wrong with the input, all of it at once. */
  problems?: Problem[]
  /** Replaces the code's own sentence; says what to do next and is shown to the user. */
  message?: string
  retryAfterSec?: number
  /** What the caller needs to offer a choice: who saved meanwhile, which number was published. */
  detail?: Record<string, string | number | null>
  cause?: unknown
}

/** A refusal that the caller is told about. Everything else that is thrown is a fault of ours and is hidden. */
export class AppError extends Error {
  override name = "AppError"
  readonly problems: Problem[]
  readonly retryAfterSec: number | null
  readonly detail: Record<string, string | number | null> | null

  constructor(
    readonly code: AppErrorCode,
    { problems = [], message = appErrors[code].message, retryAfterSec, detail, cause }: Details = {},
  ) {
    super(message, { cause })
    this.problems = problems
    this.retryAfterSec = retryAfterSec ?? null
    this.detail = detail ?? null
  }
}
