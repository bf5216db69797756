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
import { flow } from "./flow"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/**
 * A draft run over past tickets (server/back-test). Each batch of tickets is written together with the totals and the
 * number it came to, so that a worker that is killed goes on behind the last whole batch.
 */
export const backTest = pgTable(
  "back_test",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    /** The draft as it was when it began, and its revision. */
    graph: jsonb().notNull(),
    draftRevision: integer("draft_revision").notNull(),
    days: integer().notNull(),
    state: text().notNull(),
    /** Tickets opened from then on; what happened after `untilAt` plays no part. */
    fromAt: instant("from_at").notNull(),
    untilAt: instant("until_at").notNull(),
    /** Tickets there are, and how many of them have been run. */
    total: integer().notNull(),
    looked: integer().notNull().default(0),
    /** Number of the last ticket that has been run. */
    afterNumber: integer("after_number").notNull(),
    /** `Habits` of core/back-test/habits; null until a worker has begun. */
    habits: jsonb(),
    /** `Totals` of core/back-test/tally. */
    totals: jsonb().notNull(),
    startedBy: uuid("started_by").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    check("back_test_state", sql`${table.state} in ('running', 'done', 'cancelled', 'failed')`),
    uniqueIndex("back_test_one_of_flow")
      .on(table.flowId)
      .where(sql`state = 'running'`),
    index("back_test_flow").on(table.flowId, table.startedAt.desc()),
  ],
)

/** A ticket that would have gone otherwise, or of which nothing can be said. */
export const backTestTicket = pgTable(
  "back_test_ticket",
  {
    backTestId: uuid("back_test_id")
      .notNull()
      .references(() => backTest.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    ticketId: uuid("ticket_id").notNull(),
    /** `Difference` of core/back-test/compare-runs. */
    differences: text().array().notNull(),
    /** `Comparison` of core/back-test/compare-runs; null where nothing can be said, and `problems` says why. */
    comparison: jsonb(),
    problems: jsonb(),
  },
  (table) => [primaryKey({ columns: [table.backTestId, table.number] })],
)
