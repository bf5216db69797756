import { toExecutable } from "@/core/flow/executable"
import { draftGraphSchema } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"
import { newId } from "@/server/ticket/new-id"
import { editableFlow, type Editor } from "./editable-flow"

type Publication = {
  flowId: string
  /** Draft revision the publisher saw. */
  revision: number
  /** Version that was current when they looked; null = none. */
  currentVersionId: string | null
  message: string
}

/**
 * Makes the draft the current, immutable version: the next ticket on any process uses it, running ones stay on theirs.
 *
 * Compare-and-set on both the draft's revision and the current version: of two people who publish at once one wins and
 * the other is told (a lock alone let them publish over each other, 100 of 100). INVALID carries all problems.
 */
export async function publish(
  tenant: TenantRef,
  editor: Editor,
  input: Publication,
): Promise<{ versionId: string; number: number }> {
  await editableFlow(tenant, editor, input.flowId)
  const { sql } = withTenant(tenant)
  const [row] = await sql<{ draft: unknown; draft_revision: number }[]>`
    select draft, draft_revision from flow where id = ${input.flowId}`
  if (!row) throw new AppError("NOT_FOUND")
  if (row.draft_revision !== input.revision) throw await conflict(tenant, input.flowId)
  const [directory, calendars] = await Promise.all([loadDirectory(tenant), loadCalendars(tenant)])
  const draft = draftGraphSchema.parse(row.draft)
  const result = toExecutable(draft, { directory, calendarIds: Object.keys(calendars) })
  if (!result.ok) throw new AppError("INVALID", { problems: result.problems })

  const versionId = newId()
  const number = await sql.begin(async (tx) => {
    const [won] = await tx<{ id: string }[]>`
      update flow set current_version_id = ${versionId}
      where id = ${input.flowId} and draft_revision = ${input.revision}
        and current_version_id is not distinct from ${input.currentVersionId}::uuid
      returning id`
    if (!won) return null
    const [version] = await tx<{ number: number }[]>`
      insert into flow_version (id, flow_id, number, graph, message, published_by)
      select ${versionId}, ${input.flowId}, coalesce(max(number), 0) + 1, ${tx.json(draft as never)}, ${input.message},
        ${editor.personId}
      from flow_version where flow_id = ${input.flowId}
      returning number`
    return version!.number
  })
  if (number === null) throw await conflict(tenant, input.flowId)
  return { versionId, number }
}

async function conflict(tenant: TenantRef, flowId: string): Promise<AppError> {
  const [row] = await withTenant(tenant).sql<
    { number: number | null; name: string | null; revision: number; saved_by: string | null }[]
  >`
    select v.number, p.name, f.draft_revision as revision, s.name as saved_by from flow f
    left join flow_version v on v.id = f.current_version_id
    left join person p on p.id = v.published_by
    left join person s on s.id = f.draft_saved_by
    where f.id = ${flowId}`
  return new AppError("CONFLICT", {
    detail: {
      number: row?.number ?? null,
      publishedBy: row?.name ?? null,
      revision: row?.revision ?? 0,
      savedBy: row?.saved_by ?? null,
    },
  })
}
