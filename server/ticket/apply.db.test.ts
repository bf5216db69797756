import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { executableOf } from "@/server/flow/executable-of"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { buildItem } from "./build-item"
import { loadTicket } from "./load"
import { openTicket } from "./open"
import { decideWithPools } from "./step"
import { tenantStore } from "./step-store"
import { together, type StepItem } from "./step-item"
import { publishThreeSteps } from "./testing/three-steps"
import { verifyTickets } from "./verify-ticket"

// One group of steps, each with another fate: what is refused leaves no trace, and does not touch its neighbours.

let database: TestDatabase
let one: Awaited<ReturnType<typeof createTestTenant>>
let flowId: string
beforeAll(async () => {
  database = await createTestDatabase()
  one = await createTestTenant()
  flowId = await publishThreeSteps(one.session)
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

async function opened(): Promise<string> {
  const by = one.session.person.id
  const origin = { type: "manual" } as const
  const request = { flowId, key: randomUUID(), by, origin, initiatorId: by, variables: {} }
  return (await openTicket(one.tenant, request)).ticketId
}

/** A comment on a ticket, decided and ready to be written. */
async function commented(ticketId: string, change: Partial<StepItem["step"]> = {}): Promise<StepItem> {
  const by = one.session.person.id
  const loaded = (await loadTicket(withTenant(one.tenant).sql, ticketId, "none"))!
  const flow = await executableOf(one.tenant, loaded.versionId)
  const at = Date.now()
  const command = { at, by, body: { type: "comment", comment: "here" } } as const
  const decision = await decideWithPools(tenantStore(one.tenant), flow, loaded.state, command)
  const { item } = buildItem({
    flow,
    before: loaded.state,
    version: loaded.version,
    head: loaded.head,
    at,
    by,
    key: randomUUID(),
    request: "r",
    bodies: decision.events,
    pools: [],
  })
  return { ...item, step: { ...item.step, ...change } }
}

async function apply(items: StepItem[]): Promise<string[]> {
  const { sql } = withTenant(one.tenant)
  const sorted = items.toSorted((a, b) => (a.step.ticketId < b.step.ticketId ? -1 : 1))
  const [row] = await sql<
    { answers: string[] }[]
  >`select apply_steps(${sql.json(together(sorted) as never)}) as answers`
  return items.map((item) => row!.answers[sorted.indexOf(item)]!)
}

async function rows() {
  const { sql } = withTenant(one.tenant)
  const [row] = await sql<{ versions: number[]; steps: number; feed: number; pools: unknown }[]>`
    select (select jsonb_agg(version order by number) from ticket) as versions,
      (select count(*)::int from step) as steps, (select count(*)::int from feed_event where topic = 'ticket') as feed,
      (select jsonb_object_agg(key, sequence) from pool where sequence > 0) as pools`
  return row!
}

it("applies what may be applied, and says of each other step why not", async () => {
  const fine = await opened()
  const stale = await opened()
  const repeated = await opened()
  const moved = await opened()
  const moving = await opened()
  const first = await commented(repeated)
  expect(await apply([first])).toEqual(["applied"])
  const pool = { ticketId: moving, key: "p", sequence: 0, moves: 2, personId: one.session.person.id }
  expect(await apply([{ ...(await commented(moving)), pools: [pool] }])).toEqual(["applied"])
  const before = await rows()
  expect(before.pools).toEqual({ p: 2 })

  const group = [
    await commented(fine),
    await commented(stale, { expected: 7 }),
    first,
    { ...(await commented(moved)), pools: [{ ...pool, ticketId: moved, moves: 1 }] },
    { ...(await commented(moving)), pools: [{ ...pool, key: "q", moves: 1 }] },
  ]
  expect(await apply(group)).toEqual(["applied", "conflict", "replayed", "conflict", "applied"])
  const after = await rows()
  expect(after.versions).toEqual([2, 1, 2, 1, 3])
  expect(after.steps).toBe(before.steps + 2)
  expect(after.feed).toBe(before.feed + 2)
  expect(after.pools).toEqual({ p: 2, q: 1 })
  expect((await verifyTickets(one.tenant, () => {})).differences).toEqual([])
})

it("a key that another ticket has used fails the group, and nothing of it is written", async () => {
  const [used, other] = [await opened(), await opened()]
  const first = await commented(used)
  expect(await apply([first])).toEqual(["applied"])
  const before = await rows()
  const group = [await commented(used), await commented(other, { key: first.step.key })]
  await expect(apply(group)).rejects.toMatchObject({ code: "23505" })
  expect(await rows()).toEqual(before)
})
