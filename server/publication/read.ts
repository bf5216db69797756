import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { requestSchema, wishSchema, type PublicationRequest } from "./schema"

type Row = {
  id: string
  flow_id: string
  draft_revision: number
  is_current: boolean
  wish: unknown
  state: string
  requested_by: string
  requester: string | null
  requested_at: Date
  decider: string | null
  decided_at: Date | null
  comment: string
}

async function read(
  tenant: TenantRef,
  by: { flowId: string } | { requestId: string },
  viewerId: string,
): Promise<PublicationRequest | null> {
  const { sql } = withTenant(tenant)
  const where = "flowId" in by ? sql`r.flow_id = ${by.flowId}` : sql`r.id = ${by.requestId}`
  const [row] = await sql<Row[]>`
    select r.id, r.flow_id, r.draft_revision, r.wish, r.state, r.requested_by, p.name as requester, r.requested_at,
      d.name as decider, r.decided_at, r.comment,
      r.draft_revision = f.draft_revision
        and f.current_version_id is not distinct from (r.wish->>'currentVersionId')::uuid
        and f.candidate_version_id is not distinct from (r.wish->>'candidateVersionId')::uuid as is_current
    from publication_request r join flow f on f.id = r.flow_id
    left join person p on p.id = r.requested_by left join person d on d.id = r.decided_by
    where ${where} order by r.requested_at desc limit 1`
  if (!row) return null
  return requestSchema.parse({
    id: row.id,
    flowId: row.flow_id,
    draftRevision: row.draft_revision,
    isCurrent: row.is_current,
    wish: wishSchema.parse(row.wish),
    state: row.state,
    requestedBy: { id: row.requested_by, name: row.requester ?? "" },
    isMine: row.requested_by === viewerId,
    requestedAt: row.requested_at.getTime(),
    decidedBy: row.decider,
    decidedAt: row.decided_at?.getTime() ?? null,
    comment: row.comment,
  })
}

/** The last request of a flow, open or decided; null = there was none. Throws NOT_FOUND, FORBIDDEN. */
export async function lastRequest(
  tenant: TenantRef,
  editor: Editor,
  flowId: string,
): Promise<PublicationRequest | null> {
  await editableFlow(tenant, editor, flowId)
  return read(tenant, { flowId }, editor.personId)
}

/** Throws NOT_FOUND when there is none, or its flow may not be seen; FORBIDDEN when it may not be edited. */
export async function editableRequest(
  tenant: TenantRef,
  editor: Editor,
  requestId: string,
): Promise<PublicationRequest> {
  const request = await read(tenant, { requestId }, editor.personId)
  if (!request) throw new AppError("NOT_FOUND")
  await editableFlow(tenant, editor, request.flowId)
  return request
}
