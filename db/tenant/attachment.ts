import { sql } from "drizzle-orm"
import { customType, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => "bytea" })
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/**
 * A file somebody has uploaded for a form. Tickets hold its id, name, size, type and digest (`FileRef` of
 * core/flow/form/file); the bytes are here only. One that no form was handed in with is gone after a day.
 */
export const attachment = pgTable(
  "attachment",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    size: integer().notNull(),
    /** By its first bytes. */
    type: text().notNull(),
    sha256: text().notNull(),
    content: bytea().notNull(),
    uploadedBy: uuid("uploaded_by").notNull(),
    uploadedAt: instant("uploaded_at").notNull().defaultNow(),
    /** When a form was first handed in with it; null until then. */
    keptAt: instant("kept_at"),
  },
  (table) => [
    index("attachment_loose")
      .on(table.uploadedBy, table.uploadedAt)
      .where(sql`kept_at is null`),
  ],
)
