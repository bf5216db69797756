import { flowLimits, type DraftGraph } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "./editable-flow"

/**
 * Saves a draft, if nobody else saved since the revision the editor saw. CONFLICT names who did and when; the caller
 * keeps its own edits and asks the person.
 */
export async function saveDraft(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; revision: number; draft: DraftGraph },
): Promise<{ revision: number; savedAt: number }> {
  const bytes = Buffer.byteLength(JSON.stringify(input.draft))
  if (bytes > flowLimits.graphBytes) throw new AppError("TOO_LARGE")
  await editableFlow(tenant, editor, input.flowId)
  const { sql } = withTenant(tenant)
  const [saved] = await sql<{ revision: number; saved_at: Date }[]>`
    update flow set draft = ${sql.json(input.draft as never)}, draft_revision = draft_revision + 1,
      draft_saved_by = ${editor.personId}, draft_saved_at = now()
    where id = ${input.flowId} and draft_revision = ${input.revision}
    returning draft_revision as revision, draft_saved_at as saved_at`
  if (saved) return { revision: saved.revision, savedAt: saved.saved_at.getTime() }
  const [other] = await sql<{ revision: number; saved_at: Date; name: string | null }[]>`
    select f.draft_revision as revision, f.draft_saved_at as saved_at, p.name
    from flow f left join person p on p.id = f.draft_saved_by where f.id = ${input.flowId}`
  throw new AppError("CONFLICT", {
    detail: { revision: other?.revision ?? 0, savedBy: other?.name ?? null, savedAt: other?.saved_at.getTime() ?? 0 },
  })
}
