import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"

/**
 * The keys the tenant's secrets are sealed with, wrapped by a key of the installation's (db/data-key). They stand beside
 * what they seal, so a tenant that is restored alone brings its key along. The tenant's login can add and read rows; only
 * a rotation of the master key, which is the administrator's, wraps them anew.
 */
export const dataKey = pgTable("data_key", {
  id: integer().primaryKey(),
  wrapped: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
})
