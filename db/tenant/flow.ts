import { sql } from "drizzle-orm"
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"

/** A flow: the design people edit. The draft may be half-done; what runs are its immutable versions. */
export const flow = pgTable(
  "flow",
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    /** Stable name of a starter, so that the sample and its tests find it; null for flows people drew. */
    key: text(),
    name: text().notNull(),
    description: text().notNull().default(""),
    /** Roles that may start tickets by hand, see, and edit: `{ start: Role[], see: Role[], edit: Role[] }`. */
    scope: jsonb().notNull(),
    draft: jsonb().notNull(),
    /** Counts saves of the draft; an autosave names the revision it saw, so that two editors never overwrite each other. */
    draftRevision: integer("draft_revision").notNull().default(1),
    draftSavedBy: uuid("draft_saved_by"),
    draftSavedAt: timestamp("draft_saved_at", { withTimezone: true }).notNull().defaultNow(),
    /** The version new tickets use; null while nothing is published. */
    currentVersionId: uuid("current_version_id"),
    /** The version that `candidatePercent` of the new tickets use instead (core/flow/ramp); null = none. */
    candidateVersionId: uuid("candidate_version_id"),
    candidatePercent: integer("candidate_percent"),
    /** Who last said which versions new tickets use, and when. Nothing current although this was said: retired. */
    releasedBy: uuid("released_by"),
    releasedAt: timestamp("released_at", { withTimezone: true }),
    /** Nobody publishes alone: a second person says yes to what a first one asks for (publication_request). */
    needsApproval: boolean("needs_approval").notNull().default(false),
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check(
      "flow_candidate",
      sql`(${table.candidateVersionId} is null and ${table.candidatePercent} is null) or
        (${table.currentVersionId} is not null and ${table.candidateVersionId} <> ${table.currentVersionId}
          and ${table.candidatePercent} between 1 and 99)`,
    ),
  ],
)

/** An immutable, published graph. Running tickets stay on the version they were opened with. */
export const flowVersion = pgTable(
  "flow_version",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    number: integer().notNull(),
    graph: jsonb().notNull(),
    message: text().notNull().default(""),
    publishedBy: uuid("published_by"),
    /** The second person, where the flow needs one. */
    approvedBy: uuid("approved_by"),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull().defaultNow(),
    /** What became of the flow's scenarios when it was published (server/scenario/check); null = it had none. */
    scenarios: jsonb(),
  },
  (table) => [unique("flow_version_number").on(table.flowId, table.number)],
)

/**
 * Somebody asks that a draft be published, and somebody else decides. It is about one revision: whoever saves the draft
 * meanwhile has changed what was asked for.
 */
export const publicationRequest = pgTable(
  "publication_request",
  {
    id: uuid().primaryKey(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    draftRevision: integer("draft_revision").notNull(),
    /** `PublicationWish` of server/publication/schema: message, part, and what the person saw. */
    wish: jsonb().notNull(),
    state: text().notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: timestamp("requested_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    decidedBy: uuid("decided_by"),
    decidedAt: timestamp("decided_at", { withTimezone: true, precision: 3 }),
    /** Why not. */
    comment: text().notNull().default(""),
  },
  (table) => [
    check("publication_request_state", sql`${table.state} in ('open', 'approved', 'rejected', 'withdrawn')`),
    uniqueIndex("publication_request_one_open")
      .on(table.flowId)
      .where(sql`state = 'open'`),
  ],
)

/** Business calendars; exactly one is the tenant's default. `hours` is `Calendar` of core/sla/policy. */
export const calendar = pgTable(
  "calendar",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    isDefault: integer("is_default").notNull().default(0),
    hours: jsonb().notNull(),
    /** Counts saves; a save names the revision it saw, so that two editors never overwrite each other. */
    revision: integer().notNull().default(1),
    savedBy: uuid("saved_by"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check("calendar_is_default", sql`${table.isDefault} in (0, 1)`),
    uniqueIndex("calendar_one_default")
      .on(table.isDefault)
      .where(sql`is_default = 1`),
  ],
)
