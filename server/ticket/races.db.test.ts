import fc from "fast-check"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { invariant } from "@/core/problem"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { loadTicket } from "./load"
import { together } from "./step-item"
import { tenantStore, type StepStore } from "./step-store"
import { RealTenant } from "./testing/model/real-tenant"
import { contest, type Contest } from "./testing/races/contest"
import { prepare, raceClock, ticketId } from "./testing/races/race"
import { serialOrder, tell } from "./testing/races/serial-order"
import { compareTables, MirrorStore } from "./testing/simulator/mirror-store"
import { verifyTickets } from "./verify-ticket"

// Some of the races of races.test.ts in transactions that really run at once: what they leave is what one order of them leaves in
// memory. A nightly run asks for more: npm run models.

const numRuns = Number(process.env["RACE_DB_RUNS"] ?? 100)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

let database: TestDatabase
let admin: postgres.Sql
let real: RealTenant
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  real = await RealTenant.create(admin)
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

type Apply = StepStore["apply"]

/** A transaction of its own for each step, as several processes write them. */
const apart: Apply = async (item) => {
  const { sql } = withTenant(real.tenant)
  const [row] = await sql<{ answers: Awaited<ReturnType<Apply>>[] }[]>`
    select apply_steps(${sql.json(together([item]) as never)}) as answers`
  return row!.answers[0]!
}

let conflicts = 0

async function raceOnPostgres(plan: Contest, isApart: boolean): Promise<void> {
  const { sql } = withTenant(real.tenant)
  const { schema } = real.tenant
  await real.clear()
  const { store, requests } = await prepare(plan, (...memory) => new MirrorStore(sql, schema, ...memory))
  const before = store.fork()
  const ours = tenantStore(real.tenant)
  const apply = isApart ? apart : ours.apply
  const theirs: StepStore = {
    ...ours,
    flowOf: store.flowOf,
    facts: store.facts,
    apply: async (item) => {
      const answer = await apply(item)
      if (answer === "conflict") conflicts++
      return answer
    },
  }
  const told = await Promise.all(requests.map((request) => tell(theirs, raceClock, request)))
  const end = await loadTicket(sql, ticketId, "")
  const outcomes = requests.map((request, index) => ({ request, told: told[index]!, twice: false }))
  const found = await serialOrder(before, raceClock, outcomes, (memory) => {
    return memory.tickets.get(ticketId)?.row.head === end?.head
  })
  invariant(found, `no order explains ${JSON.stringify(outcomes)}`)
  await compareTables(sql, found.end)
  expect((await verifyTickets(real.tenant, () => {})).differences).toEqual([])
}

it("transactions at once leave what some order of them leaves", { timeout: 43_200_000 }, async () => {
  const began = performance.now()
  await fc.assert(fc.asyncProperty(contest, fc.boolean(), raceOnPostgres), { seed, numRuns, endOnFailure: true })
  const seconds = (performance.now() - began) / 1000
  console.log(`${numRuns} races on Postgres, seed ${seed}: ${conflicts} conflicts, ${seconds.toFixed(1)} s`)
  expect(conflicts).toBeGreaterThan(0)
})

it("a function that writes without looking at the version is found out", async () => {
  const [found] = await admin<{ text: string }[]>`
    select pg_get_functiondef(oid) as text from pg_proc
    where proname = 'apply_steps' and pronamespace = ${real.tenant.schema}::regnamespace`
  const broken = found!.text.replace("and ticket.version = s.expected", "")
  invariant(broken !== found!.text, "the function compares the version in another way now")
  // The key of the steps would stop it too.
  await real.sabotage(`${broken}; alter table step drop constraint step_ticket_id_version_pk`)
  const races = fc.assert(fc.asyncProperty(contest, fc.constant(true), raceOnPostgres), {
    seed,
    numRuns: 100,
    endOnFailure: true,
  })
  await expect(races).rejects.toMatchObject({ cause: { message: expect.stringMatching(/^no order explains/) } })
})
