import fc from "fast-check"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { randomChoice, type Choice } from "@/core/ticket/testing/random-command"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { uuid } from "@/core/ticket/testing/tenant"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { playTogether } from "./testing/model/play-run"
import { Player } from "./testing/model/player"
import { RealTenant } from "./testing/model/real-tenant"
import { dumpRows } from "./testing/model/stored-rows"

// Two tenants in one process, with people, flows and versions of the same ids: what one of them does is what it would have done
// alone. A nightly run asks for more: npm run models.

const numRuns = Number(process.env["ISOLATION_RUNS"] ?? 300)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)
/** One run in so many is played again in a tenant of its own. */
const aloneEvery = 10

let database: TestDatabase
let admin: postgres.Sql
let [one, two, alone]: RealTenant[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  for (const set of [
    (made: RealTenant) => (one = made),
    (made: RealTenant) => (two = made),
    (made: RealTenant) => (alone = made),
  ])
    set(await RealTenant.create(admin))
  vi.useFakeTimers({ toFake: ["Date"] })
})
afterAll(async () => {
  vi.useRealTimers()
  await admin.end()
  await closeClients()
  await database.drop()
})

let runs = 0
/** The same in every tenant, and another in every run: a version is kept for as long as its process lives. */
const nextPlace = () => ({ flowId: uuid(500_000 + ++runs), versionId: uuid(700_000 + runs) })

type Plan = { draft: DraftGraph; choices: Choice[] }
const plan: fc.Arbitrary<Plan> = fc.record({
  draft: randomFlow,
  choices: fc.array(randomChoice, { minLength: 4, maxLength: 10, size: "max" }),
})
const times = fc.array(fc.constantFrom(0, 1, 10, 61, 400), { minLength: 10, maxLength: 10, size: "max" })
const both = fc.record({ left: plan, right: plan, times })
type Both = { left: Plan; right: Plan; times: number[] }

let commands = 0

async function playBoth([first, second]: RealTenant[], { left, right, times }: Both): Promise<void> {
  const place = nextPlace()
  const players = [
    { player: new Player(first!, left.draft, place, "end"), choices: left.choices },
    { player: new Player(second!, right.draft, place, "end"), choices: right.choices },
  ] as const
  await playTogether([...players], times)
  for (const { player } of players) commands += player.commands
  if (runs % aloneEvery !== 0) return
  const again = { player: new Player(alone!, left.draft, place, "end"), choices: left.choices }
  await playTogether([again], times)
  const dumps = await Promise.all([
    dumpRows(withTenant(first!.tenant).sql, players[0].player.ticketId),
    dumpRows(withTenant(alone!.tenant).sql, again.player.ticketId),
  ])
  expect(dumps[0]).toBe(dumps[1])
}

const play = (count: number) =>
  fc.assert(
    fc.asyncProperty(both, (plans) => playBoth([one!, two!], plans)),
    { seed, numRuns: count, endOnFailure: process.env["MODEL_SHRINK"] === undefined },
  )

it("two tenants at once do what each would do alone", { timeout: 43_200_000 }, async () => {
  const began = performance.now()
  await play(numRuns)
  const seconds = (performance.now() - began) / 1000
  console.log(`${numRuns} runs, seed ${seed}: ${commands} commands in two tenants, ${seconds.toFixed(1)} s`)
})

/** What a step of one tenant does in the other's schema, with the rights of the database's owner. */
const broken: Record<string, { statement: (schema: string) => string; told: RegExp }> = {
  "disarms the other's timers": { statement: (schema) => `delete from ${schema}.timer`, told: /^(timers|a timer): / },
  "takes the other's work out of its inbox": {
    statement: (schema) => `update ${schema}.todo set assignee_id = null`,
    told: /^todos: /,
  },
  "moves the other's pools": {
    statement: (schema) => `update ${schema}.pool set sequence = sequence + 1`,
    told: /^pools: /,
  },
}

it.each(Object.entries(broken))(
  "a tenant that %s is found out",
  { timeout: 300_000 },
  async (_what, { statement, told }) => {
    await one!.sabotage(`
    create function broken() returns trigger language plpgsql security definer as
      $$ begin ${statement(two!.tenant.schema)}; return new; end $$;
    create trigger broken after insert on step for each row execute function broken()`)
    try {
      await expect(play(60)).rejects.toMatchObject({ cause: { message: expect.stringMatching(told) } })
    } finally {
      await one!.sabotage("drop function broken cascade")
    }
  },
)

it("a query that asks the other tenant is found out", async () => {
  const { callerOf } = one!
  one!.callerOf = (personId) => {
    const { ticket } = callerOf.call(one, personId)
    return { ticket, todo: two!.callerOf(personId).todo }
  }
  try {
    await expect(play(60)).rejects.toMatchObject({ cause: { message: expect.stringMatching(/^the answer to /) } })
  } finally {
    one!.callerOf = callerOf
  }
})
