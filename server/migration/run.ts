import { InvariantError, type Problem } from "@/core/problem"
import type { MigrationPlan } from "@/core/ticket/migration/plan"
import { migrationPlanSchema } from "@/core/ticket/migration/plan-schema"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { log } from "@/server/log"
import { runStep } from "@/server/ticket/step"
import type { Outcome } from "./schema"

/** Tickets under way at once; between two batches a pause or an end is heard. */
const atOnce = 16

type Migration = { fromVersionId: string; toVersionId: string; startedBy: string; plan: MigrationPlan }

/**
 * Moves the tickets of a migration that are left, while it is running. Each is a step of its own whose key names ticket and
 * migration: run again, after a crash in any place, it finds what has moved and says so. Throws when the database does,
 * for the queue to try again.
 */
export async function runMigration(tenant: TenantRef, migrationId: string, signal: AbortSignal): Promise<void> {
  const { sql } = withTenant(tenant)
  for (;;) {
    signal.throwIfAborted()
    const [row] = await sql<
      { from_version_id: string; to_version_id: string; started_by: string; plan: unknown; state: string }[]
    >`select from_version_id, to_version_id, started_by, plan, state from migration where id = ${migrationId}`
    if (row?.state !== "running") return
    const migration: Migration = {
      fromVersionId: row.from_version_id,
      toVersionId: row.to_version_id,
      startedBy: row.started_by,
      plan: migrationPlanSchema.parse(row.plan),
    }
    const left = await sql<{ ticket_id: string; number: number }[]>`
      select ticket_id, number from migration_ticket
      where migration_id = ${migrationId} and outcome is null order by number limit ${atOnce}`
    if (left.length === 0) {
      await sql`update migration set state = 'done', finished_at = now() where id = ${migrationId} and state = 'running'`
      return
    }
    await Promise.all(
      left.map(async ({ ticket_id: ticketId, number }) => {
        const { outcome, problems } = await moveTicket(tenant, migrationId, migration, ticketId)
        await sql`
          update migration_ticket set outcome = ${outcome}, at = now(),
            problems = ${problems.length > 0 ? sql.json(problems as never) : null}
          where migration_id = ${migrationId} and number = ${number} and outcome is null`
      }),
    )
  }
}

type Result = { outcome: Outcome; problems: Problem[] }

/** What nobody can do anything about any more: it goes no further on this version. */
const passing: readonly string[] = ["ticketClosed", "otherVersion"]

async function moveTicket(
  tenant: TenantRef,
  migrationId: string,
  { fromVersionId, toVersionId, startedBy, plan }: Migration,
  ticketId: string,
): Promise<Result> {
  try {
    const body = { type: "migrate" as const, fromVersionId, versionId: toVersionId, ...plan }
    await runStep(tenant, { ticketId, key: `migration:${migrationId}:${ticketId}`, by: startedBy, body })
    return { outcome: "migrated", problems: [] }
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID") {
      const { problems } = error
      return { outcome: problems.some(({ code }) => passing.includes(code)) ? "skipped" : "refused", problems }
    }
    // A ticket that breaks the engine stays as it was, and holds up nobody.
    if (!(error instanceof InvariantError)) throw error
    log.error({ error, ticketId, migrationId }, "a ticket could not be moved")
    return { outcome: "refused", problems: [failed] }
  }
}

const failed: Problem = {
  code: "migrationFailed",
  severity: "error",
  place: {},
  text: { en: "Something went wrong on our side; the ticket is as it was.", zh: "系统内部错误，工单保持原状。" },
  hint: { en: "The log says what.", zh: "详情见系统日志。" },
}
