import { flowFileLimits } from "@/core/flow/file/flow-file"
import { AppError, appErrors } from "@/server/api/app-error"
import { readBody } from "@/server/api/read-body"
import { isSameOrigin } from "@/server/api/same-origin"
import type { Session } from "@/server/auth/session"
import { log } from "@/server/log"
import { filePreviewSchema, readFile } from "./read-file"

/**
 * Answers a file sent as the body of a request with what it holds. A route of its own, because files may be larger than
 * what pages send otherwise; only pages of ours may send one.
 */
export async function answerFile(request: Request, session: Session | null): Promise<Response> {
  try {
    if (!isSameOrigin(request)) throw new AppError("FORBIDDEN")
    if (!session) throw new AppError("UNAUTHENTICATED")
    const text = await readBody(request, flowFileLimits.bytes)
    if (text === null) throw new AppError("TOO_LARGE")
    return answer(filePreviewSchema.parse(await readFile(session.tenant, text)), 200)
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message, problems } = error
      return answer({ code, message, problems }, appErrors[code].http)
    }
    log.error({ error }, "a flow's file could not be read")
    return answer({ code: "UNAVAILABLE", message: appErrors.UNAVAILABLE.message, problems: [] }, 500)
  }
}

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } })
