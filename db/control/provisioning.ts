import { sql } from "drizzle-orm"
import { check, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { account } from "./account"
import { control } from "./schema"
import { tenant } from "./tenant"

/**
 * A sign-up on its way to a working tenant.
 *
 * queued   entered with the sign-up; left when a worker takes the job
 * running  entered at each attempt; `steps` says when each step was done, so the next attempt goes on after the last one
 * ready    entered together with the tenant becoming `active`; final
 * failed   entered when the attempts are used up; left by asking again
 */
export const provisioning = control.table(
  "provisioning",
  {
    /** The request id, known only to whoever signed up. */
    id: uuid().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .unique("provisioning_tenant_key")
      .references(() => tenant.id, { onDelete: "cascade" }),
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id, { onDelete: "cascade" }),
    state: text({ enum: ["queued", "running", "ready", "failed"] }).notNull(),
    /** `{ [step]: instant it was done }` */
    steps: jsonb()
      .notNull()
      .default(sql`'{}'::jsonb`),
    /** For operators; the person who signed up sees only that it failed. */
    error: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("provisioning_state", sql`${table.state} in ('queued', 'running', 'ready', 'failed')`)],
)
