import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") }

// Two projects: `unit` needs nothing, `db` brings an embedded Postgres and clones a template database per file.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{core,components,server,workers,scripts,db,app,e2e}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "node_modules/**"],
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias: { ...alias, "server-only": `${alias["@"]}/db/testing/empty.ts` } },
        test: {
          name: "db",
          include: ["{server,db,workers,scripts,app}/**/*.db.test.ts"],
          globalSetup: ["db/testing/global-setup.ts"],
          // Generous: a machine that builds beside the tests is several times slower.
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
