import { sql } from "drizzle-orm"
import { check, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { control } from "./schema"

/**
 * A customer. `schema` is the name of its Postgres schema and of its LOGIN role at once; it is random, because names in
 * the catalogue can be read by every login. Only an `active` tenant has sessions.
 */
export const tenant = control.table(
  "tenant",
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique("tenant_slug_key"),
    name: text().notNull(),
    schema: text().notNull().unique("tenant_schema_key"),
    state: text({ enum: ["provisioning", "active", "suspended"] }).notNull(),
    locale: text({ enum: ["en", "zh"] }).notNull(),
    timeZone: text("time_zone").notNull().default("Asia/Shanghai"),
    /**
     * What NOTIFY carries when the tenant has news. Every login can listen to every channel, so the token says nothing
     * to anyone who does not already know whose it is, and a forged one only makes a reader look once more.
     */
    wakeToken: text("wake_token").notNull().unique("tenant_wake_token_key"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check("tenant_schema_form", sql`${table.schema} ~ '^t_[a-z0-9]{16}$'`),
    check(
      "tenant_slug_form",
      sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${table.slug}) between 3 and 40`,
    ),
    check("tenant_state", sql`${table.state} in ('provisioning', 'active', 'suspended')`),
    check("tenant_locale", sql`${table.locale} in ('en', 'zh')`),
  ],
)

/**
 * What has been applied to a tenant's schema: one row for each migration (its tag), one for the functions, one for the
 * grants. Written in the transaction that applies it, so a migration that is killed goes on where it stopped.
 */
export const tenantVersion = control.table(
  "tenant_version",
  {
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    item: text().notNull(),
    hash: text().notNull(),
    appliedAt: timestamp("applied_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: "tenant_version_pkey", columns: [table.tenantId, table.item] })],
)
