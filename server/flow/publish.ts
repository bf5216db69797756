import { and, eq, sql } from "drizzle-orm"
import { toExecutable } from "@/core/flow/executable"
import { draftGraphSchema } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { renewKinds } from "@/core/flow/renew-kinds"
import { flowVersion, publicationRequest } from "@/db/tenant/flow"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { ownKinds } from "@/server/kind/own-kinds"
import { newId } from "@/server/ticket/new-id"
import { decided } from "@/server/publication/problems"
import { checkScenarios } from "@/server/scenario/check"
import { checkContext } from "./check-context"
import { refuseOtherForm } from "./check-version"
import { editableFlow, type Editor } from "./editable-flow"
import { changeRelease, releaseConflict } from "./release"

type Publication = {
  flowId: string
  /** Draft revision the publisher saw. */
  revision: number
  /** Version that was current when they looked; null = none. */
  currentVersionId: string | null
  /** The candidate and its part that they saw; absent = none. */
  candidateVersionId?: string | null | undefined
  candidatePercent?: number | null | undefined
  message: string
  /** The part of the new tickets that get it, 1 to 99; absent = all, and a candidate is dropped. */
  percent?: number | null | undefined
  /** Scenarios that they saw fail and publish all the same; any other that fails refuses. */
  acceptedScenarioIds?: readonly string[] | undefined
}

/** Who asked for a publication that somebody else now says yes to. */
export type Asked = { requestId: string; requestedBy: string }

/**
 * Makes the draft an immutable version, current for all new tickets or the candidate for a part of them: the next ticket
 * on any process uses it, running ones stay on theirs.
 *
 * Steps of own kinds are published with the kind as it is now; the version keeps that copy whatever becomes of the kind.
 *
 * Compare-and-set on the draft's revision and on the versions in use: of two people who publish at once one wins and
 * the other is told (a lock alone let them publish over each other, 100 of 100). INVALID carries all problems.
 */
export async function publish(
  tenant: TenantRef,
  editor: Editor,
  input: Publication,
  asked: Asked | null = null,
): Promise<{ versionId: string; number: number }> {
  const { flowId, revision, currentVersionId, percent = null } = input
  const { name: flowName } = await editableFlow(tenant, editor, flowId)
  const { db, sql: query } = withTenant(tenant)
  const [row] = await query<
    { draft: unknown; draft_revision: number; current_version_id: string | null; needs_approval: boolean }[]
  >`
    select draft, draft_revision, current_version_id, needs_approval from flow where id = ${flowId}`
  if (!row) throw new AppError("NOT_FOUND")
  if (row.needs_approval && !asked) throw new AppError("INVALID", { problems: [alone] })
  if (row.draft_revision !== revision || row.current_version_id !== currentVersionId)
    throw await releaseConflict(tenant, flowId)
  const { graph: draft } = renewKinds(draftGraphSchema.parse(row.draft), await ownKinds(tenant))
  const result = toExecutable(draft, await checkContext(tenant))
  if (!result.ok) throw new AppError("INVALID", { problems: result.problems })
  // There is nothing beside which a first version could be tried.
  const beside = percent === null ? null : currentVersionId
  if (beside !== null) await refuseOtherForm(tenant, beside, result.flow)
  const about = { flowId, flowName, flow: result.flow }
  const scenarios = await checkScenarios(tenant, about, input.acceptedScenarioIds ?? [])

  const versionId = newId()
  const expected = {
    currentVersionId,
    candidateVersionId: input.candidateVersionId ?? null,
    candidatePercent: input.candidatePercent ?? null,
  }
  const next =
    beside === null
      ? { currentVersionId: versionId, candidateVersionId: null, candidatePercent: null }
      : { currentVersionId: beside, candidateVersionId: versionId, candidatePercent: percent }
  const number = await db.transaction(async (tx) => {
    const change = { flowId, expected, next, action: "flow.published" as const }
    if (!(await changeRelease(tx, editor, change, revision))) return null
    if (asked) {
      const closed = await tx
        .update(publicationRequest)
        .set({ state: "approved", decidedBy: editor.personId, decidedAt: sql`now()` })
        .where(and(eq(publicationRequest.id, asked.requestId), eq(publicationRequest.state, "open")))
        .returning({ id: publicationRequest.id })
      // Withdrawn in this moment: then nothing of this happens.
      if (closed.length === 0) throw new AppError("INVALID", { problems: [decided] })
    }
    const [version] = await tx
      .insert(flowVersion)
      .values({
        id: versionId,
        flowId,
        number: sql<number>`(select coalesce(max(${flowVersion.number}), 0) + 1 from ${flowVersion} where ${flowVersion.flowId} = ${flowId})`,
        graph: draft,
        message: input.message,
        publishedBy: asked?.requestedBy ?? editor.personId,
        approvedBy: asked ? editor.personId : null,
        scenarios,
      })
      .returning({ number: flowVersion.number })
    return version!.number
  })
  if (number === null) throw await releaseConflict(tenant, flowId)
  wake(tenant)
  return { versionId, number }
}

const alone: Problem = {
  code: "needsApproval",
  severity: "error",
  place: {},
  text: { en: "This flow is published by two people.", zh: "该流程需两人共同发布。" },
  hint: { en: "Ask for it; somebody else approves.", zh: "请提交发布申请，由其他人员批准。" },
}
