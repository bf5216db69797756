import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { visitsOf, type Visit } from "@/core/ticket/visits"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { readEvents } from "@/server/ticket/read-events"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { rollUpVisits } from "./roll-up"

let database: TestDatabase
let session: Session
let caller: ReturnType<typeof callerOf>
let flowId: string
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session, caller } = await createTestTenant())
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})
beforeEach(async () => {
  flowId = await publishThreeSteps(session)
})

/** The feed waits for every older transaction of the cluster, and other tests share it. */
const counted = { timeout: 20_000, interval: 50 }
const range = () => ({ from: Date.now() - 86_400_000, to: Date.now() + 60_000 })
const layers = (more: object = {}) => caller.flow.layers({ flowId, versionId: null, ...range(), ...more })
const open = async () => (await caller.ticket.start({ flowId, variables: {}, key: randomUUID() })).ticketId
const todoOf = async (ticketId: string) => Object.values((await caller.ticket.get({ ticketId })).state.todos)[0]!

async function finish(ticketId: string): Promise<void> {
  const { id: todoId } = await todoOf(ticketId)
  const words = { decision: "done" as const, outcome: null, comment: "", fields: {} }
  await caller.todo.decide({ ticketId, todoId, ...words, key: randomUUID() })
}

async function sendBack(ticketId: string): Promise<void> {
  const { id: todoId } = await todoOf(ticketId)
  await caller.todo.return({ ticketId, todoId, nodeId: "one", resume: "again", comment: "why?", key: randomUUID() })
}

/** The same figures, worked out from the events of every ticket. */
async function exactly(): Promise<Map<string, { here: number; passed: number; breached: number; returned: number }>> {
  const { sql } = withTenant(session.tenant)
  const tickets = await sql<{ id: string }[]>`select id from ticket where flow_id = ${flowId}`
  const visits: Visit[] = []
  for (const { id } of tickets) visits.push(...visitsOf(await readEvents(sql, id)))
  const count = (nodeId: string, test: (visit: Visit) => boolean) =>
    visits.filter((visit) => visit.nodeId === nodeId && test(visit)).length
  return new Map(
    [...new Set(visits.map(({ nodeId }) => nodeId))].map((nodeId) => [
      nodeId,
      {
        here: count(nodeId, ({ leftAt }) => leftAt === null),
        passed: count(nodeId, ({ leftAt }) => leftAt !== null),
        breached: count(nodeId, ({ leftAt, breached }) => leftAt !== null && breached),
        returned: count(nodeId, ({ ending }) => ending === "returned"),
      },
    ]),
  )
}

describe("what happens at each step", () => {
  it("is what the events say, ticket by ticket, and the list shows which tickets those are", async () => {
    const tickets = []
    for (let n = 0; n < 9; n++) tickets.push(await open())
    for (const ticketId of tickets.slice(0, 7)) await finish(ticketId)
    for (const ticketId of tickets.slice(0, 2)) await sendBack(ticketId)
    for (const ticketId of tickets.slice(2, 5)) await finish(ticketId)
    await finish(tickets[2]!)
    const exact = await exactly()
    const figuresOf = ({ nodes }: Awaited<ReturnType<typeof layers>>) =>
      new Map(
        nodes.map(({ nodeId, here, passed, breached, returned }) => {
          return [nodeId, { here, passed, breached, returned }] as const
        }),
      )
    await expect.poll(async () => figuresOf(await layers()), counted).toEqual(exact)
    const { nodes, opened, closed, isCurrent } = await layers()
    expect({ opened, closed, isCurrent }).toEqual({ opened: 9, closed: 1, isCurrent: true })
    expect(exact.get("two")).toEqual({ here: 2, passed: 5, breached: 0, returned: 2 })
    for (const { passed, medianMs, p95Ms } of nodes) {
      expect(medianMs === null).toBe(passed === 0)
      if (medianMs !== null) expect(p95Ms).toBeGreaterThanOrEqual(medianMs)
    }

    const listed = async (step: object) => {
      const { items } = await caller.ticket.list({ status: "all", flowId, step: step as never, limit: 50 })
      return items.map(({ id }) => id).toSorted()
    }
    expect(await listed({ nodeId: "two", what: "here" })).toEqual(tickets.slice(5, 7).toSorted())
    expect(await listed({ nodeId: "two", what: "returned", ...range() })).toEqual(tickets.slice(0, 2).toSorted())
    expect(await listed({ nodeId: "two", what: "passed", ...range() })).toEqual(tickets.slice(0, 5).toSorted())
    expect(await listed({ nodeId: "two", what: "breached", ...range() })).toEqual([])
    // As if a deadline had run out: what makes a visit late is tested where the events are (core/ticket/visits.test.ts).
    const [late] = tickets
    await withTenant(session.tenant).sql`
      update visit set breached = true where ticket_id = ${late!} and node_id = 'two'`
    expect(await listed({ nodeId: "two", what: "breached", ...range() })).toEqual([late])
    expect((await layers()).nodes.find(({ nodeId }) => nodeId === "two")).toMatchObject({ breached: 1, hereLate: 0 })
  })

  it("counts a visit in the time in which it ended, and by its version", async () => {
    const ticketId = await open()
    await finish(ticketId)
    const { current } = await caller.flow.get({ flowId })
    const at = async (more: object) => (await layers(more)).nodes.find(({ nodeId }) => nodeId === "one")
    await expect.poll(() => at({ versionId: current!.id }), counted).toMatchObject({ here: 0, passed: 1 })
    expect(await at({ versionId: randomUUID() })).toBeUndefined()
    expect(await at({ from: 0, to: 1000 })).toBeUndefined()
    expect((await layers({ from: 0, to: 1000 })).nodes).toMatchObject([{ nodeId: "two", here: 1, passed: 0 }])
  })

  it("is found again when the feed was not read for a day", async () => {
    const ticketId = await open()
    expect(await rollUpVisits(session.tenant, { forMs: 5000 })).toBe(true)
    await finish(ticketId)
    const { sql } = withTenant(session.tenant)
    await sql`delete from feed_event`
    await sql`update visit_cursor set read_at = now() - interval '21 hours'`
    const one = async () => (await layers()).nodes.find(({ nodeId }) => nodeId === "one")
    await expect.poll(one, counted).toMatchObject({ here: 0, passed: 1 })
  })

  it("waits for nobody: whoever comes while another rolls up is told that some may be missing", async () => {
    await open()
    const { sql } = withTenant(session.tenant)
    await rollUpVisits(session.tenant, { forMs: 5000 })
    await sql.begin(async (tx) => {
      await tx`select 1 from visit_cursor where id = 1 for update`
      expect(await rollUpVisits(session.tenant, { forMs: 5000 })).toBe(false)
    })
  })

  it("is hidden with its flow, and the time must be one", async () => {
    await expect(layers({ flowId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(layers({ from: 5, to: 5 })).rejects.toThrow("before the end")
  })
})
