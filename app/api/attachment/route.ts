import { answerUpload } from "@/server/attachment/answer-file"
import { currentSession } from "@/server/auth/current-session"

export const dynamic = "force-dynamic"
export const runtime = "nodejs"

/** A file for a form, in the body. */
export async function POST(request: Request): Promise<Response> {
  return answerUpload(request, await currentSession())
}
