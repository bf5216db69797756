import type { FileRef } from "@/core/flow/form/file"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"

/** A file of the organisation, for whoever works in it: tickets are theirs to read. null when there is none. */
export async function readAttachment(
  session: Session,
  id: string,
): Promise<(FileRef & { content: Uint8Array }) | null> {
  const [row] = await withTenant(session.tenant).sql<(FileRef & { content: Uint8Array })[]>`
    select id, name, size, type, sha256, content from attachment
    where id = ${id} and (kept_at is not null or uploaded_by = ${session.person.id})`
  return row ?? null
}
