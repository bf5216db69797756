import { createHash } from "node:crypto"
import { sniffType, type FileRef } from "@/core/flow/form/file"
import type { Problem } from "@/core/problem"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { newId } from "@/server/ticket/new-id"
import { attachmentLimits } from "./limits"

/**
 * Keeps a file for a form that is about to be handed in. What it is, its first bytes say; its name is shown and never
 * trusted. Throws INVALID (empty, of a kind that is not taken), TOO_LARGE (too much that no form was handed in with).
 */
export async function takeFile(session: Session, name: string, bytes: Uint8Array): Promise<FileRef> {
  if (bytes.byteLength === 0) throw new AppError("INVALID", { problems: [empty] })
  const type = sniffType(bytes)
  if (type === null) throw new AppError("INVALID", { problems: [notTaken] })
  const { sql } = withTenant(session.tenant)
  const [loose] = await sql<{ bytes: number }[]>`
    select coalesce(sum(size), 0)::float8 as bytes from attachment
    where uploaded_by = ${session.person.id} and kept_at is null`
  if ((loose?.bytes ?? 0) + bytes.byteLength > attachmentLimits.looseBytesMax) throw new AppError("TOO_LARGE")
  const ref: FileRef = {
    id: newId(),
    name: cleanName(name),
    size: bytes.byteLength,
    type,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }
  await sql`
    insert into attachment (id, name, size, type, sha256, content, uploaded_by)
    values (${ref.id}, ${ref.name}, ${ref.size}, ${ref.type}, ${ref.sha256}, ${Buffer.from(bytes)}, ${session.person.id})`
  return ref
}

/** The last part of a path, without what file systems, headers and eyes stumble over. */
const cleanName = (name: string): string =>
  name
    .normalize("NFC")
    .split(/[\\/]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, "")
    .trim()
    .slice(0, 200)
    .trim() || "file"

const problem = (code: string, en: string, zh: string): Problem => ({
  code,
  severity: "error",
  place: {},
  text: { en, zh },
})
const empty = problem("fileEmpty", "The file is empty.", "文件为空。")
const notTaken = problem(
  "fileNotTaken",
  "Files of this kind are not taken: pictures, PDF, office documents, plain text and recordings are.",
  "不支持该类型的文件；支持图片、PDF、办公文档、纯文本和录音。",
)
