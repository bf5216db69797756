import { isRecord, isText, listOf, type Check } from "@/components/shape"
import type { Problem } from "@/core/problem"
import type { FilePreview } from "@/server/flow/file/read-file"

/** What the server makes of a file: what it holds, everything that is wrong with it, or nothing because it was not reached. */
export type ReadFile =
  | { type: "read"; preview: FilePreview }
  | { type: "refused"; code: string; problems: Problem[] }
  | { type: "unreachable" }

const areProblems = listOf(isRecord as Check<unknown> as Check<Problem>)

export async function readChosenFile(file: File): Promise<ReadFile> {
  try {
    const answer = await fetch("/api/flow-file", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    })
    const body: unknown = await answer.json()
    // The server parses what it answers; here it only must not be something else altogether.
    if (answer.ok && isRecord(body) && isRecord(body["graph"])) return { type: "read", preview: body as FilePreview }
    if (!isRecord(body) || !isText(body["code"])) return { type: "unreachable" }
    const { code, problems } = body
    return { type: "refused", code, problems: areProblems(problems) ? problems : [] }
  } catch {
    return { type: "unreachable" }
  }
}
