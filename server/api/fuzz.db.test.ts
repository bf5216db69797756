import fc from "fast-check"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { appErrors } from "./app-error"
import { arbitraryOf, spoiled } from "./testing/arbitrary-of"
import { call, inputsOf, leavesOf, procedures, sampleOf, world } from "./testing/procedures"
import type { World } from "./testing/samples"

// Whatever a client sends to any procedure, it is answered or refused: a fault of ours is a bug. Half of the inputs have the
// shape the schema asks for, half are valid ones with one part spoiled.

const numRuns = Number(process.env["API_FUZZ_RUNS"] ?? 5000)
const seed = Number(process.env["API_FUZZ_SEED"] ?? 1)

let database: TestDatabase
let tenant: World
beforeAll(async () => {
  vi.stubEnv("FIRSTCALL_SIGN_UPS_PER_HOUR", "10000")
  database = await createTestDatabase()
  tenant = await world()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeClients()
  await database.drop()
})

/** What a client may be told: a refusal of ours, or that the input is not what the schema asks for. */
const refusals = [...Object.keys(appErrors), "BAD_REQUEST"]
const each = Math.ceil(numRuns / procedures.length)
let answered = 0
let refused = 0

it.each(procedures)("$path", { timeout: 60_000 }, async ({ path, inputs }) => {
  const samples = await Promise.all(inputsOf(sampleOf(path)).map((input) => input(tenant)))
  const known = samples.flatMap((sample) => leavesOf(sample)).map(({ value }) => String(value))
  const shaped = inputs.map((schema) => arbitraryOf(schema, known))
  const cases = fc.sample(fc.oneof(...shaped, ...samples.map(spoiled)), { seed, numRuns: each })
  for (const input of cases) {
    const outcome = (await call(tenant, path, input)) as { answer?: unknown; refused?: string; message?: string }
    if ("answer" in outcome) {
      answered++
      continue
    }
    refused++
    expect(refusals, `${path} ${fc.stringify(input)}: ${outcome.message}`).toContain(outcome.refused)
  }
})

it("means something often enough: it is not all refused, nor all let in", () => {
  console.log({ procedures: procedures.length, answered, refused })
  expect(answered + refused).toBeGreaterThanOrEqual(numRuns)
  expect(answered).toBeGreaterThan(numRuns / 10)
  expect(refused).toBeGreaterThan(numRuns / 10)
})
