import * as z from "zod"
import { migrationPlanSchema } from "@/core/ticket/migration/plan-schema"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { editableMigration } from "./editable-migration"
import { migrationStateSchema, outcomeSchema, problemsSchema, type Outcome } from "./schema"

const versionSchema = z.strictObject({ id: z.uuid(), number: z.int() })

export const migrationSchema = z.strictObject({
  id: z.uuid(),
  flowId: z.uuid(),
  from: versionSchema,
  to: versionSchema,
  plan: migrationPlanSchema,
  state: migrationStateSchema,
  startedBy: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  counts: z.strictObject({ total: z.int(), migrated: z.int(), refused: z.int(), skipped: z.int(), left: z.int() }),
})
export type Migration = z.infer<typeof migrationSchema>

export const migrationListSchema = z.strictObject({ items: z.array(migrationSchema) })

type Row = {
  id: string
  flow_id: string
  from_id: string
  from_number: number
  to_id: string
  to_number: number
  plan: unknown
  state: string
  name: string | null
  started_at: Date
  finished_at: Date | null
  counts: unknown
}

const listedMax = 50

/** Counts are those of the rows, so that they cannot say anything else. */
async function read(tenant: TenantRef, by: { flowId: string } | { migrationId: string }): Promise<Migration[]> {
  const { sql } = withTenant(tenant)
  const where = "flowId" in by ? sql`m.flow_id = ${by.flowId}` : sql`m.id = ${by.migrationId}`
  const rows = await sql<Row[]>`
    select m.id, m.flow_id, f.id as from_id, f.number as from_number, t.id as to_id, t.number as to_number, m.plan,
      m.state, p.name, m.started_at, m.finished_at,
      (select json_build_object('total', count(*), 'migrated', count(*) filter (where outcome = 'migrated'),
        'refused', count(*) filter (where outcome = 'refused'), 'skipped', count(*) filter (where outcome = 'skipped'),
        'left', count(*) filter (where outcome is null))
        from migration_ticket where migration_id = m.id) as counts
    from migration m join flow_version f on f.id = m.from_version_id join flow_version t on t.id = m.to_version_id
    left join person p on p.id = m.started_by
    where ${where} order by m.started_at desc limit ${listedMax}`
  return rows.map((row) => ({
    id: row.id,
    flowId: row.flow_id,
    from: { id: row.from_id, number: row.from_number },
    to: { id: row.to_id, number: row.to_number },
    plan: migrationPlanSchema.parse(row.plan),
    state: migrationStateSchema.parse(row.state),
    startedBy: row.name,
    startedAt: row.started_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
    counts: migrationSchema.shape.counts.parse(row.counts),
  }))
}

/** The migrations of a flow, the last one first. Throws NOT_FOUND, FORBIDDEN. */
export async function listMigrations(
  tenant: TenantRef,
  editor: Editor,
  flowId: string,
): Promise<{ items: Migration[] }> {
  await editableFlow(tenant, editor, flowId)
  return { items: await read(tenant, { flowId }) }
}

/** One migration and how far it is. Throws NOT_FOUND, FORBIDDEN. */
export async function getMigration(tenant: TenantRef, editor: Editor, migrationId: string): Promise<Migration> {
  await editableMigration(tenant, editor, migrationId)
  const [found] = await read(tenant, { migrationId })
  return migrationSchema.parse(found)
}

export const resultListInput = z.strictObject({
  migrationId: z.uuid(),
  /** null: all, those not yet looked at among them. */
  outcome: outcomeSchema.nullable(),
  /** Number of the last ticket of the page before. */
  cursor: z.int32().nullish(),
  limit: z.int().min(1).max(100).default(50),
})

export const resultListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ticketId: z.uuid(),
      number: z.int(),
      title: z.string(),
      outcome: outcomeSchema.nullable(),
      problems: problemsSchema,
      at: z.number().nullable(),
    }),
  ),
  nextCursor: z.int().nullable(),
})

/** What became of each ticket, by number, in pages. Throws NOT_FOUND, FORBIDDEN. */
export async function listResults(
  tenant: TenantRef,
  editor: Editor,
  { migrationId, outcome, cursor, limit }: z.infer<typeof resultListInput>,
): Promise<z.infer<typeof resultListSchema>> {
  await editableMigration(tenant, editor, migrationId)
  const { sql } = withTenant(tenant)
  const rows = await sql<
    { ticket_id: string; number: number; title: string; outcome: Outcome | null; problems: unknown; at: Date | null }[]
  >`
    select r.ticket_id, r.number, t.title, r.outcome, r.problems, r.at
    from migration_ticket r join ticket t on t.id = r.ticket_id
    where r.migration_id = ${migrationId} and r.number > ${cursor ?? 0}
      ${outcome === null ? sql`` : sql`and r.outcome = ${outcome}`}
    order by r.number limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => ({
      ticketId: row.ticket_id,
      number: row.number,
      title: row.title,
      outcome: row.outcome,
      problems: problemsSchema.parse(row.problems ?? []),
      at: row.at?.getTime() ?? null,
    })),
    nextCursor: rows.length > limit ? page.at(-1)!.number : null,
  }
}
