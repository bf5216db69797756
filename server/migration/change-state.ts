import { and, eq, inArray, sql } from "drizzle-orm"
import type { Problem } from "@/core/problem"
import { migration } from "@/db/tenant/migration"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Editor } from "@/server/flow/editable-flow"
import { editableMigration } from "./editable-migration"
import type { MigrationState } from "./schema"
import { enqueueMigration } from "./start"

export type MigrationAction = "pause" | "continue" | "cancel"

const changes: Record<MigrationAction, { from: MigrationState[]; to: MigrationState; audit: string }> = {
  pause: { from: ["running"], to: "paused", audit: "flow.migrationPaused" },
  continue: { from: ["paused"], to: "running", audit: "flow.migrationContinued" },
  cancel: { from: ["running", "paused"], to: "cancelled", audit: "flow.migrationCancelled" },
}

/**
 * Pauses, continues or ends a migration. Tickets that have moved stay where they are; a worker that is at it ends with the
 * few it has in hand. Throws INVALID when it is not in a state for that, NOT_FOUND, FORBIDDEN.
 */
export async function changeMigration(
  tenant: TenantRef,
  editor: Editor,
  { migrationId, action }: { migrationId: string; action: MigrationAction },
): Promise<{ state: MigrationState }> {
  const { flowId } = await editableMigration(tenant, editor, migrationId)
  const { from, to, audit } = changes[action]
  await withTenant(tenant).db.transaction(async (tx) => {
    const changed = await tx
      .update(migration)
      .set({ state: to, ...(to === "cancelled" && { finishedAt: sql`now()` }) })
      .where(and(eq(migration.id, migrationId), inArray(migration.state, from)))
      .returning({ id: migration.id })
    if (changed.length === 0) throw new AppError("INVALID", { problems: [otherState] })
    await recordAudit(tx, editor.personId, { action: audit, subject: `flow:${flowId}`, after: { migrationId } })
    if (action === "continue") await enqueueMigration(tx, migrationId)
  })
  return { state: to }
}

const otherState: Problem = {
  code: "migrationOtherState",
  severity: "error",
  place: {},
  text: { en: "Its state has changed meanwhile.", zh: "迁移状态已发生变化。" },
  hint: { en: "Look at it once more.", zh: "请刷新后查看。" },
}
