import { sql } from "drizzle-orm"
import { check, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { flow } from "./flow"
import { person } from "./people"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Who has a flow open now, by tab. A row that has not been renewed for a while is somebody who left (server/flow/viewer). */
export const flowViewer = pgTable(
  "flow_viewer",
  {
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    /** Made up by the tab when it opened. */
    tab: text().notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    /** The node that is chosen there. */
    nodeId: text("node_id"),
    seenAt: instant("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.flowId, table.tab, table.personId] })],
)

/** What people say to each other about a flow and its nodes. The first comment of a thread carries what became of it. */
export const flowComment = pgTable(
  "flow_comment",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    /** The first comment; its own id if it is the first. */
    threadId: uuid("thread_id").notNull(),
    /** What it is about; null = the flow as a whole. Stays when the node is deleted. */
    nodeId: text("node_id"),
    /** The node's name when the thread began: what a deleted node is called. */
    nodeName: text("node_name"),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    body: text().notNull(),
    /** Ids of the people it mentions. */
    mentions: jsonb().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    resolvedBy: uuid("resolved_by").references(() => person.id),
    resolvedAt: instant("resolved_at"),
  },
  (table) => [
    index("flow_comment_flow").on(table.flowId, table.threadId, table.createdAt),
    check("flow_comment_resolved", sql`(${table.resolvedAt} is null) = (${table.resolvedBy} is null)`),
  ],
)
