import { index, text, timestamp } from "drizzle-orm/pg-core"
import { control } from "./schema"

/**
 * Allowances that every web process must agree on (sign-in, sign-up). One row for each key, whatever the number of hits:
 * `fullAt` is the instant at which the allowance will be whole again (the generic cell rate algorithm).
 */
export const rateLimit = control.table(
  "rate_limit",
  {
    key: text().primaryKey(),
    fullAt: timestamp("full_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("rate_limit_full_at").on(table.fullAt)],
)
