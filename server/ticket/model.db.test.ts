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
import type { Player } from "./testing/model/player"
import { auditorId, RealTenant } from "./testing/model/real-tenant"

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

it("every action of people has a procedure of its name", () => {
  expect(ticketActions.filter((action) => doorOf(action) === null)).toEqual([])
})

const plan = fc.record({
  draft: randomFlow,
  choices: fc.array(randomChoice, { minLength: 10, maxLength: 60, size: "max" }),
})
const shrinks = process.env["MODEL_SHRINK"] !== undefined

/** Stops at the first failure: MODEL_SHRINK=1 goes on to the smallest, which takes minutes. */
const play = (count: number, onRun: (player: Player) => void = () => {}) =>
  fc.assert(
    fc.asyncProperty(plan, async ({ draft, choices }) => onRun(await playRun(real, draft, choices))),
    { seed, numRuns: count, endOnFailure: !shrinks },
  )

/** What has to have happened in as many runs as a change is checked with. */
const expected =
  `addSign answer claim comment decide delegate dispatch jump open pause removeSign retry return revoke tick
  transfer unclaim urge withdraw`
    .split(/\s+/)
    .map((type) => `${type} taken`)
const refusals = [
  "decide FORBIDDEN",
  "decide UNAUTHENTICATED",
  "decide INVALID",
  "comment keyReused",
  "open fieldMissing",
]

it("what people and workers do on Postgres is what the model says", { timeout: 43_200_000 }, async () => {
  const coverage = new Map<string, number>()
  let commands = 0
  const began = performance.now()
  await play(numRuns, (player) => {
    commands += player.commands
    for (const [key, count] of player.coverage) coverage.set(key, (coverage.get(key) ?? 0) + count)
  })
  const seconds = (performance.now() - began) / 1000
  const counts = [...coverage].map(([key, count]) => `${key}: ${count}`)
  console.log(
    `${numRuns} runs, seed ${seed}: ${commands} commands, ${seconds.toFixed(1)} s\n${counts.sort().join(", ")}`,
  )
  // Fewer runs cannot meet the rare ones.
  if (numRuns >= 300) expect([...expected, ...refusals].filter((key) => !coverage.has(key))).toEqual([])
})

const trigger = (what: string, table: string, work: string, when = "") =>
  `create function broken() returns trigger language plpgsql as $$ begin ${work} end $$;
  create trigger broken before ${what} on ${table} for each row ${when} execute function broken()`

/** What a projection, a border or a store could get wrong, made so by the database's owner; and what is told of it. */
const broken: Record<string, { statements: string; told: RegExp }> = {
  "forgets that a todo is over": {
    statements: trigger("update", "todo", "return null;", "when (new.finished_at is not null)"),
    told: /^todos: /,
  },
  "leaves a todo in the inbox it was in": {
    statements: trigger("update", "todo", "new.assignee_id := old.assignee_id; return new;"),
    told: /^todos: /,
  },
  "loses timers": { statements: trigger("insert", "timer", "return null;"), told: /^timers: / },
  "loses messages": { statements: trigger("insert", "notification", "return null;"), told: /^notifications: / },
  "keeps no keys": {
    statements: trigger("insert", "step", "new.key := gen_random_uuid(); return new;"),
    told: /^the answer to /,
  },
  "lets everybody work": {
    statements: `update person set roles = '["agent"]' where roles = '["auditor"]'`,
    told: /^the answer to /,
  },
}
const mended = `drop function if exists broken cascade; update person set roles = '["auditor"]' where id = '${auditorId}'`

it.each(Object.entries(broken))(
  "a tenant that %s is found out",
  { timeout: 300_000 },
  async (_what, { statements, told }) => {
    await real.clear()
    await real.sabotage(statements)
    try {
      await expect(play(60)).rejects.toMatchObject({ cause: { message: expect.stringMatching(told) } })
    } finally {
      await real.sabotage(mended)
    }
  },
)
