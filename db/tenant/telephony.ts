import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core"
import { flow } from "./flow"
import { person } from "./people"

/** Telephone systems stamp microseconds, and 94 of them lie between an Asterisk "leave" and its "connect". */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6 })

/**
 * A telephone system that sends us events, or that we fetch them from. `secret` is the webhook's signing key or the
 * password of the system, sealed; `secretBefore` still verifies until `secretBeforeUntil`, so that a key can be changed
 * without losing an event.
 */
export const connector = pgTable(
  "connector",
  {
    id: uuid().primaryKey(),
    /** Part of the ingest address and of every event's source; never changes. */
    key: text().notNull().unique("connector_key_key"),
    kind: text().notNull(),
    name: text().notNull(),
    secret: text().notNull(),
    secretBefore: text("secret_before"),
    secretBeforeUntil: instant("secret_before_until"),
    settings: jsonb().notNull(),
    enabled: boolean().notNull(),
    state: text().notNull().default("new"),
    stateAt: instant("state_at"),
    /** Why it is down, or the gap after which it was read anew; null when all is well. */
    stateDetail: jsonb("state_detail"),
    /** Time stamped on the newest event, and when it came in: the difference is the lag. */
    lastEventAt: instant("last_event_at"),
    lastReceivedAt: instant("last_received_at"),
    received: bigint({ mode: "number" }).notNull().default(0),
    duplicates: bigint({ mode: "number" }).notNull().default(0),
    refused: bigint({ mode: "number" }).notNull().default(0),
    /** Which process runs it, for kinds that only one process may run. */
    leaseOwner: text("lease_owner"),
    leaseUntil: instant("lease_until"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    check("connector_key_form", sql`${table.key} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${table.key}) <= 40`),
    check("connector_state", sql`${table.state} in ('new', 'up', 'down')`),
  ],
)

/** Every event as it was received, once. The calls, agents and extensions are what its rows say, and can be made again. */
export const ctiEvent = pgTable(
  "cti_event",
  {
    source: text().notNull(),
    id: text().notNull(),
    connectorId: uuid("connector_id").notNull(),
    type: text().notNull(),
    subject: text().notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    body: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ name: "cti_event_pkey", columns: [table.source, table.id] }),
    index("cti_event_subject").on(table.subject, table.receivedAt),
    index("cti_event_received").using("brin", table.receivedAt),
  ],
)

/**
 * Subjects with events nobody has reduced yet. Rows are only ever added and taken away: one row per subject with a
 * counter would make every ingestion of a call wait for the reducer that is working on it.
 */
export const dirtySubject = pgTable("dirty_subject", {
  no: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  subject: text().notNull(),
})

/** A call as `reduceCall` tells it; `detail` is the whole of it, the columns are what is searched and counted. */
export const call = pgTable(
  "call",
  {
    callId: text("call_id").primaryKey(),
    interactionId: text("interaction_id").notNull(),
    direction: text().notNull(),
    outcome: text().notNull(),
    offeredAt: instant("offered_at").notNull(),
    queuedAt: instant("queued_at"),
    answeredAt: instant("answered_at"),
    endedAt: instant("ended_at"),
    ani: text(),
    dnis: text(),
    customerId: text("customer_id"),
    intent: text(),
    ivr: jsonb().notNull(),
    queueId: text("queue_id"),
    agentId: text("agent_id"),
    direct: boolean().notNull(),
    waitMs: bigint("wait_ms", { mode: "number" }),
    talkMs: bigint("talk_ms", { mode: "number" }),
    holdMs: bigint("hold_ms", { mode: "number" }).notNull(),
    /** Rule, flow and reason, once a routing rule has matched. */
    routing: jsonb(),
    /** `pending` until its ticket is open; `failed` with `routingError` when it can never be. */
    routingState: text("routing_state"),
    routingError: text("routing_error"),
    ticketId: uuid("ticket_id"),
    /** Grows with every restatement. */
    revision: integer().notNull(),
    /** A write with fewer events than the row has lost a race and is passed over. */
    eventCount: integer("event_count").notNull(),
    lastEventAt: instant("last_event_at").notNull(),
    detail: jsonb().notNull(),
  },
  (table) => [
    index("call_offered_at").on(table.offeredAt),
    index("call_ani").on(table.ani, table.offeredAt.desc()),
    index("call_customer")
      .on(table.customerId, table.offeredAt.desc())
      .where(sql`customer_id is not null`),
    index("call_open")
      .on(table.outcome)
      .where(sql`outcome in ('in_ivr', 'waiting', 'ringing', 'talking')`),
    index("call_routing_pending")
      .on(table.lastEventAt)
      .where(sql`routing_state = 'pending'`),
    index("call_ticket")
      .on(table.ticketId)
      .where(sql`ticket_id is not null`),
    check("call_routing_state", sql`${table.routingState} in ('pending', 'opened', 'failed')`),
  ],
)

/** An agent as the telephone system knows them. `personId` = mapped by hand; otherwise the extension says who it is. */
export const agentState = pgTable(
  "agent_state",
  {
    agentId: text("agent_id").primaryKey(),
    personId: uuid("person_id").references(() => person.id),
    extension: text(),
    presence: text(),
    work: text(),
    /** Newest `since` of both axes. */
    since: instant("since"),
    callId: text("call_id"),
    detail: jsonb(),
    /** Events received up to here are in; later ones are merged, and merging twice changes nothing. */
    readUntil: instant("read_until"),
  },
  (table) => [index("agent_state_extension").on(table.extension), index("agent_state_person").on(table.personId)],
)

/** A telephone, whoever sits at it. */
export const extension = pgTable("extension", {
  extension: text().primaryKey(),
  detail: jsonb(),
  readUntil: instant("read_until"),
})

/** Ids of the telephone systems that nothing of ours is mapped to: shown until somebody maps them, never dropped. */
export const unmappedVendorId = pgTable(
  "unmapped_vendor_id",
  {
    kind: text().notNull(),
    vendorId: text("vendor_id").notNull(),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "unmapped_vendor_id_pkey", columns: [table.kind, table.vendorId] }),
    check("unmapped_vendor_id_kind", sql`${table.kind} in ('queue', 'agent')`),
  ],
)

/** Which flow a call starts: see core/call/routing. */
export const routingRule = pgTable(
  "routing_rule",
  {
    id: uuid().primaryKey(),
    position: integer().notNull(),
    enabled: boolean().notNull(),
    name: text().notNull(),
    match: jsonb().notNull(),
    whenAbandoned: boolean("when_abandoned").notNull(),
    flowId: uuid("flow_id")
      .notNull()
      .references(() => flow.id),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("routing_rule_position").on(table.position)],
)
