import { and, eq, sql } from "drizzle-orm"
import type { Release } from "@/core/flow/ramp"
import type { Tx } from "@/db/connect"
import { flow, flowVersion } from "@/db/tenant/flow"
import { person } from "@/db/tenant/people"
import { feedEvent } from "@/db/tenant/ticket"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { wake } from "@/server/feed/wake"
import type { Editor } from "./editable-flow"
import type { FlowNews } from "./flow-news"

export type ReleaseChange = {
  flowId: string
  /** What the person saw. */
  expected: Release
  next: Release
  action: "flow.published" | "flow.rolledBack" | "flow.retired" | "flow.ramped"
}

/**
 * Says which versions new tickets use, with who and when, its audit row, and the news for open pages (the caller wakes
 * them when it has committed). Compare-and-set on all that the person saw:
 * of two who change it at once one wins, and for the other this is false and nothing was written.
 *
 * `draftRevision`: the draft must still be this one, too.
 */
export async function changeRelease(
  tx: Tx,
  editor: Editor,
  change: ReleaseChange,
  draftRevision?: number,
): Promise<boolean> {
  const { flowId, expected, next } = change
  const won = await tx
    .update(flow)
    .set({ ...next, releasedBy: editor.personId, releasedAt: sql`now()` })
    .where(
      and(
        eq(flow.id, flowId),
        sql`${flow.archivedAt} is null`,
        sql`${flow.currentVersionId} is not distinct from ${expected.currentVersionId}::uuid`,
        sql`${flow.candidateVersionId} is not distinct from ${expected.candidateVersionId}::uuid`,
        sql`${flow.candidatePercent} is not distinct from ${expected.candidatePercent}::int`,
        draftRevision === undefined ? undefined : eq(flow.draftRevision, draftRevision),
      ),
    )
    .returning({ id: flow.id })
  if (won.length === 0) return false
  await recordAudit(tx, editor.personId, {
    action: change.action,
    subject: `flow:${flowId}`,
    before: expected,
    after: next,
  })
  const news: FlowNews = { what: "released", flowId }
  await tx.insert(feedEvent).values({ topic: "flow", body: news })
  return true
}

/** As `changeRelease`, in a transaction of its own. Throws CONFLICT with what is so now and who said so. */
export async function release(tenant: TenantRef, editor: Editor, change: ReleaseChange): Promise<Release> {
  const won = await withTenant(tenant).db.transaction((tx) => changeRelease(tx, editor, change))
  if (!won) throw await releaseConflict(tenant, change.flowId)
  wake(tenant)
  return change.next
}

/** Who was faster: `publishedBy` said last which versions new tickets use, `savedBy` saved the draft last. */
export async function releaseConflict(tenant: TenantRef, flowId: string): Promise<AppError> {
  const { db } = withTenant(tenant)
  const [row] = await db
    .select({
      number: flowVersion.number,
      revision: flow.draftRevision,
      publishedBy: sql<
        string | null
      >`(select name from ${person} where id = coalesce(${flow.releasedBy}, ${flowVersion.publishedBy}))`,
      savedBy: sql<string | null>`(select name from ${person} where id = ${flow.draftSavedBy})`,
    })
    .from(flow)
    .leftJoin(flowVersion, eq(flowVersion.id, flow.currentVersionId))
    .where(eq(flow.id, flowId))
  return new AppError("CONFLICT", {
    detail: {
      number: row?.number ?? null,
      publishedBy: row?.publishedBy ?? null,
      revision: row?.revision ?? 0,
      savedBy: row?.savedBy ?? null,
    },
  })
}
