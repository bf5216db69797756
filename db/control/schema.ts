import { pgSchema } from "drizzle-orm/pg-core"

/** Everything that is not one tenant's: who may sign in, which tenants exist, how far each one's tables are. */
export const control = pgSchema("control")
