import { sql } from "drizzle-orm"
import type { Problem } from "@/core/problem"
import type { Tx } from "@/db/connect"
import { migration } from "@/db/tenant/migration"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { newId } from "@/server/ticket/new-id"
import type { MigrationInput } from "./schema"
import { versionsOf } from "./versions-of"

/**
 * Begins to move the open tickets of a version to another, in the background. Which tickets is settled here: those that
 * are opened on the version later stay there. Throws INVALID (another migration of the flow is under way, no ticket to
 * move, or as `versionsOf`), NOT_FOUND, FORBIDDEN.
 */
export async function startMigration(
  tenant: TenantRef,
  editor: Editor,
  input: MigrationInput,
): Promise<{ migrationId: string }> {
  const { flowId, fromVersionId, toVersionId, plan } = input
  await editableFlow(tenant, editor, flowId)
  await versionsOf(tenant, input)
  const id = newId()
  await withTenant(tenant).db.transaction(async (tx) => {
    const began = await tx
      .insert(migration)
      .values({ id, flowId, fromVersionId, toVersionId, plan, state: "running", startedBy: editor.personId })
      .onConflictDoNothing()
      .returning({ id: migration.id })
    if (began.length === 0) throw new AppError("INVALID", { problems: [underWay] })
    const tickets = await tx.execute(sql`
      insert into migration_ticket (migration_id, ticket_id, number)
      select ${id}, id, number from ticket where version_id = ${fromVersionId} and status = 'open'
      returning number`)
    if (tickets.length === 0) throw new AppError("INVALID", { problems: [nothing] })
    await recordAudit(tx, editor.personId, {
      action: "flow.migrationStarted",
      subject: `flow:${flowId}`,
      after: { migrationId: id, fromVersionId, toVersionId, plan, tickets: tickets.length },
    })
    await enqueueMigration(tx, id)
  })
  return { migrationId: id }
}

/** Has a worker go on with it: one job, however often it is asked for before it runs. */
export async function enqueueMigration(tx: Tx, migrationId: string): Promise<void> {
  const payload = JSON.stringify({ migrationId })
  await tx.execute(sql`select gate.enqueue('migrate-tickets', ${payload}::jsonb, job_key => ${migrationId})`)
}

const underWay: Problem = {
  code: "migrationUnderWay",
  severity: "error",
  place: {},
  text: { en: "Tickets of this flow are being moved already.", zh: "该流程已有工单迁移正在进行。" },
  hint: { en: "Wait until that has ended, or cancel it.", zh: "请等待其完成，或先取消。" },
}

const nothing: Problem = {
  code: "migrationNothing",
  severity: "error",
  place: { field: "fromVersionId" },
  text: { en: "This version has no open tickets.", zh: "该版本没有在办工单。" },
}
