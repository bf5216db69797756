import { flowLimits, type DraftGraph } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { editableFlow, type Editor } from "./editable-flow"
import { writeFlowNews } from "./flow-news"

/**
 * Saves a draft, if nobody else saved since the revision the editor saw. CONFLICT names who did and when; the caller
 * keeps its own edits, merges, and asks the person where that cannot be done. Other open designers are told by the feed.
 */
export async function saveDraft(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; revision: number; draft: DraftGraph; tab?: string | null | undefined },
): Promise<{ revision: number; savedAt: number }> {
  const bytes = Buffer.byteLength(JSON.stringify(input.draft))
  if (bytes > flowLimits.graphBytes) throw new AppError("TOO_LARGE")
  await editableFlow(tenant, editor, input.flowId)
  const { sql } = withTenant(tenant)
  const saved = await sql.begin(async (tx) => {
    const [row] = await tx<{ revision: number; saved_at: Date }[]>`
      update flow set draft = ${tx.json(input.draft as never)}, draft_revision = draft_revision + 1,
        draft_saved_by = ${editor.personId}, draft_saved_at = now()
      where id = ${input.flowId} and draft_revision = ${input.revision}
      returning draft_revision as revision, draft_saved_at as saved_at`
    const { flowId, tab = null } = input
    if (row) await writeFlowNews(tx, { what: "draft", flowId, revision: row.revision, tab })
    return row
  })
  if (saved) {
    wake(tenant)
    return { revision: saved.revision, savedAt: saved.saved_at.getTime() }
  }
  const [other] = await sql<{ revision: number; saved_at: Date; name: string | null }[]>`
    select f.draft_revision as revision, f.draft_saved_at as saved_at, p.name
    from flow f left join person p on p.id = f.draft_saved_by where f.id = ${input.flowId}`
  throw new AppError("CONFLICT", {
    detail: { revision: other?.revision ?? 0, savedBy: other?.name ?? null, savedAt: other?.saved_at.getTime() ?? 0 },
  })
}
