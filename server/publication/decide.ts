import { and, eq, sql } from "drizzle-orm"
import { publicationRequest } from "@/db/tenant/flow"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { wake } from "@/server/feed/wake"
import type { Editor } from "@/server/flow/editable-flow"
import { publish } from "@/server/flow/publish"
import { decided, overtaken, ownRequest } from "./problems"
import { editableRequest } from "./read"
import { tell } from "./tell"

/**
 * The second person's word. A yes publishes the very draft that was asked for, in the name of both; a no says why. Throws
 * INVALID (one's own, decided already, overtaken by another draft or version, everything publishing may find), CONFLICT,
 * NOT_FOUND, FORBIDDEN.
 */
export async function decidePublication(
  tenant: TenantRef,
  editor: Editor,
  input: { requestId: string; decision: "approve" | "reject"; comment: string },
): Promise<{ number: number | null }> {
  const request = await editableRequest(tenant, editor, input.requestId)
  const { id: requestId, flowId, wish, requestedBy, draftRevision: revision } = request
  if (requestedBy.id === editor.personId) throw new AppError("INVALID", { problems: [ownRequest] })
  if (request.state !== "open") throw new AppError("INVALID", { problems: [decided] })
  const isApproval = input.decision === "approve"
  if (isApproval && !request.isCurrent) throw new AppError("INVALID", { problems: [overtaken] })
  const asked = { requestId, requestedBy: requestedBy.id }
  const published = isApproval ? await publish(tenant, editor, { flowId, revision, ...wish }, asked) : null
  if (!isApproval) await close(tenant, editor, requestId, flowId, "rejected", input.comment)
  const { db, sql: query } = withTenant(tenant)
  const [names] = await query<{ flow: string; me: string }[]>`
    select f.name as flow, p.name as me from flow f, person p where f.id = ${flowId} and p.id = ${editor.personId}`
  await db.transaction((tx) =>
    tell(tx, {
      kind: isApproval ? "publicationApproved" : "publicationRejected",
      requestId,
      flowId,
      flowName: names?.flow ?? "",
      by: [names?.me ?? "", input.comment.trim()].filter(Boolean).join(": "),
      personIds: [requestedBy.id],
    }),
  )
  wake(tenant)
  return { number: published?.number ?? null }
}

/** Takes a request back; by whoever asked, or anybody who may edit the flow when it has been overtaken. Throws as above. */
export async function withdrawPublication(
  tenant: TenantRef,
  editor: Editor,
  requestId: string,
): Promise<{ withdrawn: true }> {
  const { flowId, requestedBy, isCurrent } = await editableRequest(tenant, editor, requestId)
  if (requestedBy.id !== editor.personId && isCurrent) throw new AppError("FORBIDDEN")
  await close(tenant, editor, requestId, flowId, "withdrawn", "")
  wake(tenant)
  return { withdrawn: true }
}

async function close(
  tenant: TenantRef,
  editor: Editor,
  requestId: string,
  flowId: string,
  state: "rejected" | "withdrawn",
  comment: string,
): Promise<void> {
  await withTenant(tenant).db.transaction(async (tx) => {
    const closed = await tx
      .update(publicationRequest)
      .set({ state, comment, decidedBy: editor.personId, decidedAt: sql`now()` })
      .where(and(eq(publicationRequest.id, requestId), eq(publicationRequest.state, "open")))
      .returning({ id: publicationRequest.id })
    if (closed.length === 0) throw new AppError("INVALID", { problems: [decided] })
    await tx.execute(sql`
      insert into feed_event (topic, body)
      values ('flow', jsonb_build_object('flowId', ${flowId}::text, 'what', 'request'))`)
    await recordAudit(tx, editor.personId, {
      action: state === "rejected" ? "flow.publicationRejected" : "flow.publicationWithdrawn",
      subject: `flow:${flowId}`,
      after: { requestId, comment },
    })
  })
}
