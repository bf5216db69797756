import { answerDownload } from "@/server/attachment/answer-file"
import { currentSession } from "@/server/auth/current-session"

export const dynamic = "force-dynamic"
export const runtime = "nodejs"

/** A file that was handed in with a form, to save. */
export async function GET(_: Request, { params }: { params: Promise<{ attachmentId: string }> }): Promise<Response> {
  const { attachmentId } = await params
  return answerDownload(await currentSession(), attachmentId)
}
