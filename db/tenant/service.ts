import { jsonb, pgTable, text, timestamp, uuid, integer } from "drizzle-orm/pg-core"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Another system that flows may ask: its address, and the headers that let us in. */
export const service = pgTable("service", {
  id: uuid().primaryKey(),
  name: text().notNull().unique("service_name_key"),
  /** http(s) address without a query; what a flow asks for follows it. */
  baseUrl: text("base_url").notNull(),
  /** Headers by name; the values are sealed (server/secret). */
  headers: jsonb().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
})

/** A kind of node that the tenant has put together (core/flow/custom-kind). Versions of flows hold copies. */
export const customKind = pgTable("custom_kind", {
  id: uuid().primaryKey(),
  definition: jsonb().notNull(),
  revision: integer().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
})
