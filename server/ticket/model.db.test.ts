import fc from "fast-check"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { randomChoice } from "@/core/ticket/testing/random-command"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { ticketActions } from "@/core/ticket/who-may"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { doorOf } from "./testing/model/doors"
import { playRun } from "./testing/model/play-run"
import { RealTenant } from "./testing/model/real-tenant"

// Random flows and commands on the routers, the workers' functions and Postgres, beside the pure engine. A nightly run asks for
// more: npm run models.

const numRuns = Number(process.env["MODEL_RUNS"] ?? 300)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

let database: TestDatabase
let admin: postgres.Sql
let real: RealTenant
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  real = await RealTenant.create(admin)
  vi.useFakeTimers({ toFake: ["Date"] })
})
afterAll(async () => {
  vi.useRealTimers()
  await admin.end()
  await closeClients()
  await database.drop()
})

const choices = fc.array(randomChoice, { minLength: 10, maxLength: 60, size: "max" })

it("every action of people has a procedure of its name", () => {
  expect(ticketActions.filter((action) => doorOf(action) === null)).toEqual([])
})

it("what people and workers do on Postgres is what the model says", { timeout: 3_600_000 }, async () => {
  const coverage = new Map<string, number>()
  let commands = 0
  const began = performance.now()
  await fc.assert(
    fc.asyncProperty(randomFlow, choices, async (draft, list) => {
      const player = await playRun(real, draft, list)
      commands += player.commands
      for (const [key, count] of player.coverage) coverage.set(key, (coverage.get(key) ?? 0) + count)
    }),
    { seed, numRuns, endOnFailure: process.env["MODEL_SHRINK"] === undefined },
  )
  const seconds = (performance.now() - began) / 1000
  console.log(`${numRuns} runs, seed ${seed}: ${commands} commands, ${seconds.toFixed(1)} s`)
  console.log([...coverage].sort().map(([key, count]) => `${key}: ${count}`).join(", "))
})
