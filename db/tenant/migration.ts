import { sql } from "drizzle-orm"
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { flow, flowVersion } from "./flow"

/**
 * Running tickets of one version on their way to another (server/migration). Its tickets are listed when it begins; what
 * became of each stands in their rows, so that a worker that is killed goes on where it was.
 */
export const migration = pgTable(
  "migration",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    fromVersionId: uuid("from_version_id")
      .notNull()
      .references(() => flowVersion.id),
    toVersionId: uuid("to_version_id")
      .notNull()
      .references(() => flowVersion.id),
    /** `MigrationPlan` of core/ticket/migration/plan. */
    plan: jsonb().notNull(),
    state: text().notNull(),
    startedBy: uuid("started_by").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    check("migration_state", sql`${table.state} in ('running', 'paused', 'done', 'cancelled')`),
    // Two at once would move each other's tickets on.
    uniqueIndex("migration_one_of_flow")
      .on(table.flowId)
      .where(sql`state in ('running', 'paused')`),
    index("migration_flow").on(table.flowId, table.startedAt.desc()),
  ],
)

/** One ticket of a migration. `outcome` null: not looked at yet; `problems` says why one was refused. */
export const migrationTicket = pgTable(
  "migration_ticket",
  {
    migrationId: uuid("migration_id")
      .notNull()
      .references(() => migration.id),
    ticketId: uuid("ticket_id").notNull(),
    number: integer().notNull(),
    outcome: text(),
    problems: jsonb(),
    at: timestamp("at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.migrationId, table.number] }),
    check("migration_ticket_outcome", sql`${table.outcome} in ('migrated', 'refused', 'skipped')`),
    index("migration_ticket_left")
      .on(table.migrationId, table.number)
      .where(sql`outcome is null`),
  ],
)
