import { isRecord, isText, listOf, objectOf, type Check } from "@/components/shape"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { FileRef } from "@/core/flow/form/file"

export type Uploaded = { is: "taken"; file: FileRef } | { is: "refused"; why: Text | null } | { is: "unreachable" }

const areProblems = listOf(isRecord as Check<unknown> as Check<Problem>)
const isFile = objectOf({ id: isText, name: isText })

/** Sends a file to where forms keep theirs. */
export async function uploadFile(file: File): Promise<Uploaded> {
  try {
    const answer = await fetch(`/api/attachment?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    })
    const body: unknown = await answer.json()
    // The server parses what it answers; here it only must not be something else altogether.
    if (answer.ok && isFile(body)) return { is: "taken", file: body as unknown as FileRef }
    if (!isRecord(body) || !isText(body["code"])) return { is: "unreachable" }
    const { problems } = body
    return { is: "refused", why: (areProblems(problems) && problems[0]?.text) || null }
  } catch {
    return { is: "unreachable" }
  }
}
