import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  json,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/**
 * The tables of the hot path. They are written by one function only (functions/apply_steps.sql) and carry no foreign
 * keys: `npm run verify` folds every ticket's events and compares, which catches more than a key would, and a key's
 * check costs a lock on the parent row at each step.
 */
export const ticketNumber = pgSequence("ticket_number")

export const ticket = pgTable(
  "ticket",
  {
    // What never changes comes first: Postgres leaves a common beginning of the old and the new row out of its log.
    id: uuid().primaryKey(),
    number: integer().notNull().unique("ticket_number_key"),
    flowId: uuid("flow_id").notNull(),
    initiatorId: uuid("initiator_id"),
    callId: text("call_id"),
    openedAt: instant("opened_at").notNull(),
    origin: jsonb().notNull(),
    versionId: uuid("version_id").notNull(),
    title: text().notNull(),
    priority: text().notNull(),
    category: text().notNull(),
    status: text().notNull(),
    resolution: text(),
    closedAt: instant("closed_at"),
    openIncidents: integer("open_incidents").notNull(),
    /** When the ticket itself next has something to do: what its timer's row must say, should it ever be lost. */
    nextAt: instant("next_at"),
    /** Number of steps; a write names the version it was decided on. */
    version: integer().notNull(),
    /** Hash of the last event. */
    head: text().notNull(),
    /** The rest of the state, packed; the columns above are the other part (server/ticket/stored-state). */
    state: json().notNull(),
  },
  (table) => [
    index("ticket_open")
      .on(table.number)
      .where(sql`status = 'open'`),
    index("ticket_call")
      .on(table.callId)
      .where(sql`call_id is not null`),
    index("ticket_stuck")
      .on(table.number)
      .where(sql`open_incidents > 0`),
    // The tickets that another one has opened.
    index("ticket_children")
      .on(sql`(origin->>'ticketId')`)
      .where(sql`origin->>'type' = 'ticket'`),
  ],
)

/**
 * One step: the events of one command, who caused them and when. `prev` is the hash of the event before the first; those
 * between are recomputed, so a change of any event shows at the next step's `prev` or at the ticket's `head`. `key` makes
 * a repeated command answer the first result.
 */
export const step = pgTable(
  "step",
  {
    ticketId: uuid("ticket_id").notNull(),
    version: integer().notNull(),
    key: text().notNull(),
    /** Fingerprint of the request; the same key with another request is refused. */
    request: text().notNull(),
    at: instant("at").notNull(),
    by: text().notNull(),
    firstSeq: integer("first_seq").notNull(),
    prev: text().notNull(),
    /** Bodies of the events, in order, packed (core/ticket/packed). Text: half the bytes of jsonb for small arrays. */
    events: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.version] }), uniqueIndex("step_key").on(table.key)],
)

export const todo = pgTable(
  "todo",
  {
    ticketId: uuid("ticket_id").notNull(),
    id: text().notNull(),
    /** Null while it waits in a queue. */
    assigneeId: uuid("assignee_id"),
    ownerId: uuid("owner_id"),
    nodeId: text("node_id").notNull(),
    flowId: uuid("flow_id").notNull(),
    state: text().notNull(),
    createdAt: instant("created_at").notNull(),
    dueAt: instant("due_at"),
    breached: boolean().notNull(),
    finishedAt: instant("finished_at"),
    /** When its clock next has something to do: what the timer's row must say, should it ever be lost. */
    nextAt: instant("next_at"),
    /** Since when its clock stands still. */
    pausedAt: instant("paused_at"),
    /** The group queue it waits in (core/people/queue); null once somebody has it. */
    queue: text(),
    /** In its queue because everybody has as much as they can take. */
    awaitsCapacity: boolean("awaits_capacity"),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.id] }),
    // Only open work is listed by person; look a todo up by its key alone, or the planner walks this one.
    index("todo_inbox")
      .on(table.assigneeId, table.dueAt.asc().nullsLast(), table.ticketId)
      .where(sql`state = 'active'`),
    // What waits in a group's queue, in the order of an inbox.
    index("todo_queue")
      .on(table.queue, table.dueAt.asc().nullsLast(), table.ticketId)
      .where(sql`state = 'active' and assignee_id is null`),
    index("todo_awaits_capacity")
      .on(table.createdAt)
      .where(sql`state = 'active' and awaits_capacity`),
    index("todo_finished")
      .on(table.assigneeId, table.finishedAt.desc())
      .where(sql`finished_at is not null`),
    // What a leaver still has besides the inbox; few rows, as most todos never wait.
    index("todo_waiting")
      .on(table.assigneeId)
      .where(sql`state in ('waiting', 'approving')`),
  ],
)

/** A clock of a ticket as a whole or of one visit of a node; those of todos stand with the todos. */
export const clock = pgTable(
  "clock",
  {
    ticketId: uuid("ticket_id").notNull(),
    /** One of the flow's SLAs, or the visit's activation. */
    id: text().notNull(),
    flowId: uuid("flow_id").notNull(),
    /** The node of a visit. */
    nodeId: text("node_id"),
    /** running, paused, stopped, cancelled, or over: core/ticket/clock/rows. */
    state: text().notNull(),
    startedAt: instant("started_at").notNull(),
    dueAt: instant("due_at"),
    pausedAt: instant("paused_at"),
    breached: boolean().notNull(),
    finishedAt: instant("finished_at"),
    /** When it next has something to do: what its timer's row must say, should it ever be lost. */
    nextAt: instant("next_at"),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.id] }),
    index("clock_running")
      .on(table.dueAt)
      .where(sql`finished_at is null`),
  ],
)

/** The next instant at which a clock, or the ticket itself, has something to do: one row for each. */
export const timer = pgTable(
  "timer",
  {
    ticketId: uuid("ticket_id").notNull(),
    /** A clock's id (core/ticket/clock/holder), or "ticket" (core/ticket/waits). */
    itemId: text("item_id").notNull(),
    dueAt: instant("due_at").notNull(),
    /** The life of the clock it was armed in; fired in another, it does nothing. null: looked at whatever has become of it. */
    version: integer(),
    /** A sweeper took it; taken again when this passes, so a killed worker loses nothing. */
    claimedUntil: instant("claimed_until"),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.itemId] }), index("timer_due").on(table.dueAt)],
)

/** Pointer of one people pool: see core/ticket/facts. */
export const pool = pgTable("pool", {
  key: text().primaryKey(),
  sequence: integer().notNull(),
  lastPersonId: uuid("last_person_id"),
})

/**
 * What a ticket asks of the world outside (core/ticket/requests), written in the step's own transaction and done after by
 * a worker, at least once. What comes back is a command.
 */
export const request = pgTable(
  "request",
  {
    ticketId: uuid("ticket_id").notNull(),
    /** Number of the event that asks, and which of the things it asks for. */
    seq: integer().notNull(),
    index: integer().notNull(),
    requestId: text("request_id").notNull(),
    body: jsonb().notNull(),
    state: text({ enum: ["queued", "done", "failed", "cancelled"] })
      .notNull()
      .default("queued"),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    /** What went wrong with the last attempt. */
    error: text(),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.seq, table.index] }),
    index("request_queue")
      .on(table.nextAttemptAt)
      .where(sql`state = 'queued'`),
  ],
)

const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" })

/**
 * The live feed's outbox. Readers go by (xid, id) and stop at the oldest running transaction, so that a row that
 * commits late is never skipped, which a plain serial number would do.
 */
export const feedEvent = pgTable(
  "feed_event",
  {
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    xid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    topic: text().notNull(),
    /** Only for this person; null = for everyone whose role may see the topic. */
    personId: uuid("person_id"),
    body: jsonb().notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.xid, table.id] })],
)

/**
 * Messages to people, written in the step's own transaction. In-app messages are delivered by being here; the others
 * are sent by a worker, at least once, with the key as the receiver's de-duplication key.
 */
export const notification = pgTable(
  "notification",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Begins with the ticket's id, so that it also finds a ticket's messages; "C" so that beginnings can be searched. */
    dedupeKey: textC("dedupe_key").notNull(),
    personId: uuid("person_id").notNull(),
    channel: text().notNull(),
    kind: text().notNull(),
    ticketId: uuid("ticket_id"),
    todoId: text("todo_id"),
    level: integer(),
    params: jsonb().notNull(),
    state: text().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull().defaultNow(),
    error: text(),
    /** What the provider said to the last attempt: a receipt, or why it refused. */
    answer: text(),
    /** Why it does not go at once (core/warning/when-to-send); null while it is due, being sent, or tried again. */
    waitsFor: text("waits_for"),
    /** Sent inside a combined message: the first row of those in it. */
    sentWith: bigint("sent_with", { mode: "number" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
    readAt: instant("read_at"),
  },
  (table) => [
    uniqueIndex("notification_dedupe").on(table.dedupeKey),
    index("notification_queue")
      .on(table.nextAttemptAt)
      .where(sql`state = 'queued'`),
    index("notification_waiting")
      .on(table.personId, table.channel)
      .where(sql`state = 'queued' and waits_for is not null`),
    index("notification_person")
      .on(table.personId, table.id.desc())
      .where(sql`channel = 'inApp'`),
  ],
)
