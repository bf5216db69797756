import { defineConfig, type Config } from "drizzle-kit"

/** Two trees: the control schema, and what every tenant's own schema contains (unqualified names). */
const trees = {
  control: { schema: "./db/control/tables.ts", out: "./db/control/migrations" },
  tenant: { schema: "./db/tenant/tables.ts", out: "./db/tenant/migrations" },
} as const

const tree = process.env["FIRSTCALL_MIGRATION_TREE"] === "control" ? trees.control : trees.tenant

export default defineConfig({ dialect: "postgresql", casing: "snake_case", ...tree } satisfies Config)
