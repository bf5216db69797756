import { sql } from "drizzle-orm"
import { integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import { flow } from "./flow"
import { person } from "./people"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Dry runs that are kept as tests of their flow; all of them run whenever it is published. */
export const flowScenario = pgTable(
  "flow_scenario",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    name: text().notNull(),
    /** `scenarioSchema` of core/dry-run/scenario. */
    scenario: jsonb().notNull(),
    /** Counts up with every change: of two people who change one at once the second is told. */
    revision: integer().notNull().default(1),
    changedBy: uuid("changed_by")
      .notNull()
      .references(() => person.id),
    changedAt: instant("changed_at").notNull().defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("flow_scenario_name").on(table.flowId, sql`lower(${table.name})`)],
)
