import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { person } from "./people"

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** When and how much a person wants to hear outside the application; what is null or absent is the tenant's default. */
export const deliveryPreference = pgTable("delivery_preference", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => person.id),
  value: jsonb().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
})

/**
 * Whoever plans what goes to a person on a channel holds this row's lock meanwhile, so that two processes never both
 * take the last place under a limit.
 */
export const deliveryPace = pgTable(
  "delivery_pace",
  { personId: uuid("person_id").notNull(), channel: text().notNull() },
  (table) => [primaryKey({ name: "delivery_pace_pkey", columns: [table.personId, table.channel] })],
)

/** Each message given to a provider in the last hour, single or combined: what limits are counted by. */
export const deliverySend = pgTable(
  "delivery_send",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid("person_id").notNull(),
    channel: text().notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("delivery_send_person").on(table.personId, table.channel, table.at)],
)
