import { boolean, text } from "drizzle-orm/pg-core"
import { control } from "./schema"

/** Which jobs may be asked for, and by whom; written by db/setup from db/queue-tasks.ts, read by gate.enqueue. */
export const queueTask = control.table("queue_task", {
  task: text().primaryKey(),
  forTenants: boolean("for_tenants").notNull(),
  forGateway: boolean("for_gateway").notNull(),
})
