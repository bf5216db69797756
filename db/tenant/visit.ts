import { bigint, boolean, index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

// What the events say of each stay at a node, kept ready for questions over many tickets. Nothing here is the truth: it is
// rolled up from the events behind the steps (server/visit/roll-up) and can be emptied at any time.

/** One visit of a node (core/ticket/visits). */
export const visit = pgTable(
  "visit",
  {
    ticketId: uuid("ticket_id").notNull(),
    activationId: text("activation_id").notNull(),
    flowId: uuid("flow_id").notNull(),
    versionId: uuid("version_id").notNull(),
    nodeId: text("node_id").notNull(),
    enteredAt: instant("entered_at").notNull(),
    leftAt: instant("left_at"),
    /** completed, returned or taken; null while the ticket is there. */
    ending: text(),
    breached: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.activationId] }),
    index("visit_left").on(table.flowId, table.leftAt, table.nodeId),
  ],
)

/** How far a ticket has been rolled up: its version at that time. */
export const visitMark = pgTable("visit_mark", {
  ticketId: uuid("ticket_id").primaryKey(),
  version: integer().notNull(),
})

/** How far the feed has been read, and when: one row, which whoever rolls up holds. */
export const visitCursor = pgTable("visit_cursor", {
  id: integer().primaryKey(),
  xid: text().notNull(),
  feedId: bigint("feed_id", { mode: "number" }).notNull(),
  readAt: instant("read_at").notNull(),
})
