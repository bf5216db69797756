import { setTimeout as sleep } from "node:timers/promises"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { type TenantRef, withTenant } from "@/db/tenant-client"
import { tenantSetting } from "@/db/tenant/people"
import { createTestTenant } from "./testing/create-test-tenant"

// Connections end: Postgres restarts, a watchdog ends a backend, a proxy times out. The driver as published loses whole pools
// and writes parts of transactions then (scripts/patch-postgres.mjs).

let database: TestDatabase
let admin: postgres.Sql
let tenant: TenantRef
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  tenant = (await createTestTenant()).tenant
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

/** A generator that gives the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

it("a connection that ends takes its own transaction with it, nothing else, and no more than the moment", async () => {
  const random = seeded(7)
  const until = Date.now() + 8_000
  const [acknowledged, refused] = [new Set<string>(), new Set<string>()]
  let count = 0

  const transactions = async () => {
    while (Date.now() < until) {
      const id = `tx-${(count += 1)}`
      try {
        await withTenant(tenant).db.transaction(async (tx) => {
          await tx.insert(tenantSetting).values({ key: `${id}:1`, value: 1 })
          if (random() < 0.3) await sleep(random() * 200)
          // Code that goes on after an error is where the published driver writes outside of its transaction.
          await tx
            .insert(tenantSetting)
            .values({ key: `${id}:2`, value: 1 })
            .catch(() => {})
          await tx.insert(tenantSetting).values({ key: `${id}:3`, value: 1 })
        })
        acknowledged.add(id)
      } catch {
        refused.add(id)
        await sleep(2)
      }
    }
  }
  const queries = async () => {
    while (Date.now() < until)
      await withTenant(tenant).sql`select ${1}::int, pg_sleep(${random() * 0.01})`.catch(() => sleep(2))
  }
  const killer = async () => {
    while (Date.now() < until) {
      await sleep(20 + random() * 100)
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${tenant.schema} and random() < 0.4`
    }
  }
  await Promise.all([...Array.from({ length: 5 }, transactions), ...Array.from({ length: 5 }, queries), killer()])

  // Some of both, or the test has shown nothing.
  expect(acknowledged.size).toBeGreaterThan(20)
  expect(refused.size).toBeGreaterThan(5)
  // The last ones that were ended may not have been noticed yet.
  await sleep(500)
  const began = Date.now()
  const after = await Promise.allSettled(Array.from({ length: 40 }, () => withTenant(tenant).sql`select 1`))
  expect(after.filter(({ status }) => status === "rejected")).toEqual([])
  expect(Date.now() - began).toBeLessThan(5_000)

  const rows = await admin.unsafe<{ id: string; parts: number }[]>(
    `select split_part(key, ':', 1) as id, count(*)::int as parts from ${tenant.schema}.tenant_setting where key like 'tx-%' group by 1`,
  )
  expect(rows.filter(({ parts }) => parts !== 3)).toEqual([])
  const written = new Set(rows.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !written.has(id))).toEqual([])
}, 60_000)
