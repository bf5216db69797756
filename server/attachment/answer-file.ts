import * as z from "zod"
import { fileRefSchema } from "@/core/flow/form/file"
import { AppError, appErrors } from "@/server/api/app-error"
import { readBytes } from "@/server/api/read-body"
import { isSameOrigin } from "@/server/api/same-origin"
import type { Session } from "@/server/auth/session"
import { log } from "@/server/log"
import { attachmentLimits } from "./limits"
import { readAttachment } from "./read-file"
import { takeFile } from "./take-file"

/** A file in the body of a request, named by `?name=`: answers what a form keeps of it. Only pages of ours may send one. */
export async function answerUpload(request: Request, session: Session | null): Promise<Response> {
  try {
    if (!isSameOrigin(request)) throw new AppError("FORBIDDEN")
    if (!session) throw new AppError("UNAUTHENTICATED")
    const bytes = await readBytes(request, attachmentLimits.bytesMax)
    if (bytes === null) throw new AppError("TOO_LARGE")
    const name = new URL(request.url).searchParams.get("name") ?? ""
    return answer(fileRefSchema.parse(await takeFile(session, name, bytes)), 200)
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message, problems } = error
      return answer({ code, message, problems }, appErrors[code].http)
    }
    log.error({ error }, "a file could not be taken")
    return answer({ code: "UNAVAILABLE", message: appErrors.UNAVAILABLE.message, problems: [] }, 500)
  }
}

/** Types that a browser shows and does not run; everything else is only saved. */
const shown = /^(image\/(png|jpeg|gif|webp)|audio\/(mpeg|wav|ogg)|application\/pdf|text\/plain)$/

/** A file to save: never shown inside of a page of ours, whatever is in it. */
export async function answerDownload(session: Session | null, id: string): Promise<Response> {
  if (!session) return answer({ code: "UNAUTHENTICATED", problems: [] }, appErrors.UNAUTHENTICATED.http)
  const file = z.uuid().safeParse(id).success ? await readAttachment(session, id) : null
  if (!file) return answer({ code: "NOT_FOUND", problems: [] }, appErrors.NOT_FOUND.http)
  const ascii = file.name.replaceAll(/[^\w .()-]/g, "_")
  return new Response(new Uint8Array(file.content), {
    headers: {
      "content-type": shown.test(file.type) ? file.type : "application/octet-stream",
      "content-length": String(file.size),
      "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      // A file never changes; whoever may see it may keep it.
      "cache-control": "private, max-age=3600, immutable",
      etag: `"${file.sha256}"`,
    },
  })
}

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } })
