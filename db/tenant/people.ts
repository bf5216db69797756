import { sql } from "drizzle-orm"
import {
  type AnyPgColumn,
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import type { Presence, Role } from "@/core/people/directory"
import { calendar } from "./flow"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** An organisation unit: a tree. Its head is the first supervisor of everybody in it. */
export const unit = pgTable(
  "unit",
  {
    id: uuid().primaryKey(),
    parentId: uuid("parent_id").references((): AnyPgColumn => unit.id),
    name: text().notNull(),
    headId: uuid("head_id").references((): AnyPgColumn => person.id),
    /** Business hours of the unit and of those below it; null = those of the unit above, at the top the tenant's. */
    calendarId: uuid("calendar_id").references(() => calendar.id),
  },
  (table) => [
    index("unit_parent").on(table.parentId),
    check("unit_not_own_parent", sql`${table.parentId} <> ${table.id}`),
  ],
)

/** A member. People are never deleted, only made inactive: tickets name them for ever. */
export const person = pgTable(
  "person",
  {
    id: uuid().primaryKey(),
    /** The account that signs in as this person; null for one who never has (a simulated agent, an imported one). */
    accountId: uuid("account_id").unique("person_account_key"),
    name: text().notNull(),
    email: text().notNull(),
    roles: jsonb().$type<Role[]>().notNull(),
    unitId: uuid("unit_id").references(() => unit.id),
    active: boolean().notNull().default(true),
    /** The telephone extension this person works at. */
    extension: text(),
    /** Where text messages and calls of a warning go, in E.164 (+8613900000000). */
    phone: text(),
    /** The person's account in the tenant's WeCom (企业微信). */
    wecomId: text("wecom_id"),
    /** Played by the call simulator, so that reports can leave them out. */
    simulated: boolean().notNull().default(false),
    /** Open todos at once that may be given to them; null = as the tenant says (server/people/work-limits). */
    capacity: integer(),
    /** Up to which amount they may approve, in minor units; null = no amount. */
    approvalLimit: bigint("approval_limit", { mode: "number" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("person_email").on(table.email),
    index("person_unit").on(table.unitId),
    uniqueIndex("person_extension")
      .on(table.extension)
      .where(sql`extension is not null and active`),
  ],
)

/** Agents with the same skill. `vendorIds` are the names the telephony systems have for it. */
export const skillGroup = pgTable("skill_group", {
  id: uuid().primaryKey(),
  key: text().notNull().unique("skill_group_key_key"),
  name: text().notNull(),
  vendorIds: jsonb("vendor_ids")
    .$type<string[]>()
    .notNull()
    .default(sql`'[]'::jsonb`),
})

export const skillMember = pgTable(
  "skill_member",
  {
    skillGroupId: uuid("skill_group_id")
      .notNull()
      .references(() => skillGroup.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [
    primaryKey({ name: "skill_member_pkey", columns: [table.skillGroupId, table.personId] }),
    index("skill_member_person").on(table.personId),
  ],
)

/** Whether somebody takes work now. No row = away. */
export const presence = pgTable(
  "presence",
  {
    personId: uuid("person_id")
      .primaryKey()
      .references(() => person.id),
    state: text().$type<Presence>().notNull(),
    reason: text(),
    since: instant("since").notNull(),
  },
  (table) => [check("presence_state", sql`${table.state} in ('online', 'busy', 'away')`)],
)

/** Whose new work goes to somebody else, and from when until when: one at a time for each person (server/people/set-substitute). */
export const substitute = pgTable(
  "substitute",
  {
    id: uuid().primaryKey(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    toId: uuid("to_id")
      .notNull()
      .references(() => person.id),
    fromAt: instant("from_at").notNull(),
    /** The first instant after it; null = for good. */
    untilAt: instant("until_at"),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => person.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("substitute_person").on(table.personId, table.fromAt),
    check("substitute_not_self", sql`${table.personId} <> ${table.toId}`),
    check("substitute_range", sql`${table.untilAt} > ${table.fromAt}`),
  ],
)

/** A link that makes whoever opens it a member, once. Only the token's hash is kept. */
export const invitation = pgTable(
  "invitation",
  {
    id: uuid().primaryKey(),
    tokenHash: text("token_hash").notNull().unique("invitation_token_hash_key"),
    roles: jsonb().$type<Role[]>().notNull(),
    unitId: uuid("unit_id").references(() => unit.id),
    /** When set, only this address may join with it. */
    email: text(),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => person.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    usedBy: uuid("used_by").references(() => person.id),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("invitation_created").on(table.createdAt.desc())],
)

export const tenantSetting = pgTable("tenant_setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
})

/** Who changed what in the configuration. The tenant's login can add and read rows, nothing else (db/tenant/grants). */
export const audit = pgTable(
  "audit",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().defaultNow(),
    /** Null when the system did it. */
    personId: uuid("person_id"),
    /** `<noun>.<verb>`, for example `person.changed`. */
    action: text().notNull(),
    /** What was changed: `<noun>:<id>`. */
    subject: text().notNull(),
    before: jsonb(),
    after: jsonb(),
  },
  (table) => [index("audit_subject").on(table.subject, table.id), index("audit_at").on(table.at)],
)
