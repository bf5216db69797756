import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { compareTables, MirrorStore } from "./testing/simulator/mirror-store"
import { simulate } from "./testing/simulator/simulate"

// One seed in a hundred of those that run in memory (simulation-1 and -2), on the tables themselves.

const seeds = Array.from({ length: Number(process.env["SIMULATION_SEEDS"] ?? 20) }, (_, index) => index * 100)

let database: TestDatabase
let tenant: Awaited<ReturnType<typeof createTestTenant>>["tenant"]
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ tenant } = await createTestTenant())
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

it("whatever dies, comes twice or comes late, Postgres does what the memory does", { timeout: 300_000 }, async () => {
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  const { sql } = withTenant(tenant)
  let steps = 0
  try {
    for (const seed of seeds) {
      const tables = ["ticket", "step", "todo", "timer", "request", "pool", "notification", "feed_event"]
      await admin.unsafe(`truncate ${tables.map((name) => `${tenant.schema}.${name}`).join(", ")}`)
      let store: MirrorStore | undefined
      const result = await simulate(seed, undefined, (...memory) => {
        return (store = new MirrorStore(sql, tenant.schema, ...memory))
      })
      if (store) await compareTables(sql, store)
      steps += store?.steps.length ?? 0
      expect(result.hash, `seed ${seed}`).toBe((await simulate(seed)).hash)
    }
  } finally {
    await admin.end()
  }
  console.log(`${seeds.length} seeds on Postgres, ${steps} steps`)
  expect(steps).toBeGreaterThan(seeds.length * 10)
})
