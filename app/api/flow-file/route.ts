import { currentSession } from "@/server/auth/current-session"
import { answerFile } from "@/server/flow/file/answer-file"

export const dynamic = "force-dynamic"
export const runtime = "nodejs"

/** A flow's file in the body: answers what it holds and saves nothing. */
export async function POST(request: Request): Promise<Response> {
  return answerFile(request, await currentSession())
}
