import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "./testing/three-steps"
import { openTicket } from "./open"
import { runStep } from "./step"

// What one instance costs the database (start and three human completions), counted by Postgres itself. Not a timing.

const instances = 40
const limits = { statements: 10, writes: 4, walBytes: 12 * 1024 }

let database: TestDatabase
let admin: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

it(`an instance costs at most ${limits.statements} statements, ${limits.writes} writes and ${limits.walBytes} bytes of WAL`, async () => {
  const { tenant, session } = await createTestTenant()
  const flowId = await publishThreeSteps(session)
  const runInstance = async () => {
    const { ticketId } = await openTicket(tenant, {
      flowId,
      key: randomUUID(),
      by: session.person.id,
      origin: { type: "manual" },
      initiatorId: session.person.id,
      variables: {},
    })
    // Ids count up with tokens and activations; the one that is open is read as somebody else, outside the count.
    for (let completed = 0; completed < 3; completed++) {
      const [row] = await admin<{ id: string }[]>`
        select id from ${admin(tenant.schema)}.todo where ticket_id = ${ticketId} and state = 'active'`
      const body = {
        type: "decide",
        todoId: row!.id,
        decision: "done",
        outcome: null,
        comment: "",
        fields: {},
      } as const
      await runStep(tenant, { ticketId, key: randomUUID(), by: session.person.id, body })
    }
  }
  // Directory, calendars and the compiled flow are in the process's cache, as they are in a running one.
  await runInstance()
  await admin`create extension if not exists pg_stat_statements`
  await admin`select pg_stat_statements_reset()`
  for (let count = 0; count < instances; count++) await runInstance()
  const [used] = await admin<{ statements: number; writes: number; wal: number }[]>`
    select sum(calls)::float8 as statements, sum(wal_bytes)::float8 as wal,
      sum(calls) filter (where query like '%apply_steps%')::float8 as writes
    from pg_stat_statements s join pg_roles r on r.oid = s.userid
    where r.rolname = ${tenant.schema} and s.toplevel and s.query not ilike '%from person%' and s.query not ilike '%from calendar%'`
  const perInstance = {
    statements: used!.statements / instances,
    writes: used!.writes / instances,
    walBytes: Math.round(used!.wal / instances),
  }
  console.log(perInstance)
  expect(perInstance.statements).toBeLessThanOrEqual(limits.statements)
  expect(perInstance.writes).toBeLessThanOrEqual(limits.writes)
  expect(perInstance.walBytes).toBeLessThanOrEqual(limits.walBytes)
})
