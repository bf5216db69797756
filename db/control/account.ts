import { sql } from "drizzle-orm"
import { check, index, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { control } from "./schema"
import { tenant } from "./tenant"

/** Someone who can sign in. What they may do is decided by the person they are in each tenant, never here. */
export const account = control.table(
  "account",
  {
    id: uuid().primaryKey(),
    /** Lower case, ASCII; checked by server/auth/email. */
    email: text().notNull().unique("account_email_key"),
    name: text().notNull(),
    /** argon2id, with its parameters. */
    passwordHash: text("password_hash").notNull(),
    /** Counted up to end every session of the account: a session names the epoch it was opened in. */
    sessionEpoch: integer("session_epoch").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("account_email_form", sql`${table.email} = lower(${table.email}) and ${table.email} ~ '^[!-~]+$'`)],
)

/** An account's place in a tenant. `personId` is chosen before the person is written, so both halves can be repeated. */
export const membership = control.table(
  "membership",
  {
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    personId: uuid("person_id").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** The tenant somebody worked in last is the one they are in after signing in. */
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "membership_pkey", columns: [table.accountId, table.tenantId] }),
    index("membership_tenant").on(table.tenantId),
  ],
)

/**
 * Addresses (keyed hash) an account has signed in from. They have their own allowance of attempts, so that whoever uses
 * up the account's shared allowance does not lock its owner out.
 */
export const signInOrigin = control.table(
  "sign_in_origin",
  {
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id, { onDelete: "cascade" }),
    origin: text().notNull(),
    lastAt: timestamp("last_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: "sign_in_origin_pkey", columns: [table.accountId, table.origin] })],
)
