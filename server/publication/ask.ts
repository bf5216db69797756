import { toExecutable } from "@/core/flow/executable"
import { draftGraphSchema } from "@/core/flow/graph"
import { renewKinds } from "@/core/flow/renew-kinds"
import { publicationRequest } from "@/db/tenant/flow"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { wake } from "@/server/feed/wake"
import { checkContext } from "@/server/flow/check-context"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { releaseConflict } from "@/server/flow/release"
import { checkScenarios } from "@/server/scenario/check"
import { ownKinds } from "@/server/kind/own-kinds"
import { newId } from "@/server/ticket/new-id"
import { alreadyAsked, notNeeded } from "./problems"
import type { PublicationWish } from "./schema"
import { deciders, tell } from "./tell"

/**
 * Asks that the draft, as it is now, be published. Everybody else who may edit the flow is told. Throws INVALID (it cannot
 * run, with all its problems; nobody else need be asked; somebody has asked already), CONFLICT (somebody saved or published
 * meanwhile), NOT_FOUND, FORBIDDEN.
 */
export async function askForPublication(
  tenant: TenantRef,
  editor: Editor,
  input: PublicationWish & { flowId: string; revision: number },
): Promise<{ requestId: string }> {
  const { flowId, revision, ...wish } = input
  await editableFlow(tenant, editor, flowId)
  const { sql, db } = withTenant(tenant)
  const [flow] = await sql<
    {
      name: string
      draft: unknown
      draft_revision: number
      current_version_id: string | null
      needs_approval: boolean
    }[]
  >`select name, draft, draft_revision, current_version_id, needs_approval from flow where id = ${flowId}`
  if (!flow) throw new AppError("NOT_FOUND")
  if (!flow.needs_approval) throw new AppError("INVALID", { problems: [notNeeded] })
  if (flow.draft_revision !== revision || flow.current_version_id !== wish.currentVersionId)
    throw await releaseConflict(tenant, flowId)
  const { graph } = renewKinds(draftGraphSchema.parse(flow.draft), await ownKinds(tenant))
  const result = toExecutable(graph, await checkContext(tenant))
  if (!result.ok) throw new AppError("INVALID", { problems: result.problems })
  await checkScenarios(tenant, { flowId, flowName: flow.name, flow: result.flow }, wish.acceptedScenarioIds ?? [])
  const personIds = await deciders(sql, flowId, editor.personId)
  const [me] = await sql<{ name: string }[]>`select name from person where id = ${editor.personId}`
  const requestId = newId()
  const isFirst = await db.transaction(async (tx) => {
    const rows = await tx
      .insert(publicationRequest)
      .values({ id: requestId, flowId, draftRevision: revision, wish, state: "open", requestedBy: editor.personId })
      .onConflictDoNothing()
      .returning({ id: publicationRequest.id })
    if (rows.length === 0) return false
    await recordAudit(tx, editor.personId, {
      action: "flow.publicationRequested",
      subject: `flow:${flowId}`,
      after: { requestId, ...wish },
    })
    const by = me?.name ?? ""
    await tell(tx, { kind: "publicationRequested", requestId, flowId, flowName: flow.name, by, personIds })
    return true
  })
  if (!isFirst) throw new AppError("INVALID", { problems: [alreadyAsked] })
  wake(tenant)
  return { requestId }
}
