import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { claimTimers } from "@/server/timer/claim"
import { fireTimers } from "@/server/timer/fire"
import { reconcileTimers } from "@/server/timer/reconcile"
import { verifyTickets } from "./verify-ticket"

type Tenant = Awaited<ReturnType<typeof createTestTenant>>

let database: TestDatabase
let one: Tenant
beforeAll(async () => {
  database = await createTestDatabase()
  one = await createTestTenant()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

async function startFee(tenant: Tenant, amount: number) {
  const { items } = await tenant.caller.ticket.startable()
  const fee = items.find((item) => item.fields.some((field) => field.key === "amount"))
  if (!fee) throw new Error("the fee reduction is not startable")
  return tenant.caller.ticket.start({
    flowId: fee.flowId,
    variables: { amount, reason: "loyalty" },
    key: randomUUID(),
  })
}

async function decideNext(tenant: Tenant, ticketId: string, decision: "approve" | "reject") {
  const { items } = await tenant.caller.todo.inbox({ view: "mine", limit: 100 })
  const todo = items.find((item) => item.ticketId === ticketId)
  if (!todo) throw new Error("nothing to decide")
  return tenant.caller.todo.decide({
    ticketId,
    todoId: todo.todoId,
    decision,
    outcome: null,
    comment: "",
    fields: {},
    key: randomUUID(),
  })
}

describe("the fee reduction, through the server", () => {
  it("ends at the first approval below the first limit", async () => {
    const { ticketId } = await startFee(one, 10_000)
    expect(await decideNext(one, ticketId, "approve")).toMatchObject({ status: "closed" })
    const ticket = await one.caller.ticket.get({ ticketId })
    expect(ticket.state.status).toBe("closed")
    expect(ticket.events.map((event) => event.seq)).toEqual(ticket.events.map((_, index) => index + 1))
  })

  it("takes three approvals above the second limit, each with a clock and a timer", async () => {
    const { ticketId } = await startFee(one, 400_000)
    for (const last of [false, false, true]) {
      const [timers] = await withTenant(one.tenant).sql<{ count: string }[]>`
        select count(*) from timer where ticket_id = ${ticketId}`
      expect(timers?.count).toBe("1")
      expect(await decideNext(one, ticketId, "approve")).toMatchObject({ status: last ? "closed" : "open" })
    }
    const [left] = await withTenant(one.tenant).sql<{ count: string }[]>`
      select count(*) from timer where ticket_id = ${ticketId}`
    expect(left?.count).toBe("0")
  })

  it("a repeated key has one effect and one answer; another request under it is refused", async () => {
    const { ticketId } = await startFee(one, 10_000)
    const key = randomUUID()
    const send = (comment: string) => one.caller.ticket.comment({ ticketId, comment, key })
    const answers = await Promise.all(Array.from({ length: 10 }, () => send("same")))
    expect(new Set(answers.map((answer) => answer.version))).toEqual(new Set([2]))
    await expect(send("other")).rejects.toMatchObject({ code: "BAD_REQUEST" })
    const { events } = await one.caller.ticket.get({ ticketId })
    expect(events.filter((event) => event.body.type === "commented")).toHaveLength(1)
  })

  it("fifty people at once on one ticket: every comment is there once, in a gapless chain", async () => {
    const { ticketId } = await startFee(one, 10_000)
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        one.caller.ticket.comment({ ticketId, comment: `comment ${index}`, key: randomUUID() }),
      ),
    )
    const { events } = await one.caller.ticket.get({ ticketId })
    const comments = events.flatMap((event) => (event.body.type === "commented" ? [event.body.comment] : []))
    expect(new Set(comments).size).toBe(50)
  })

  it("two deciders at once: one decides, the other is told", async () => {
    const { ticketId } = await startFee(one, 10_000)
    const { items } = await one.caller.todo.inbox({ view: "mine", limit: 100 })
    const todo = items.find((item) => item.ticketId === ticketId)!
    const send = (decision: "approve" | "reject") =>
      one.caller.todo.decide({
        ticketId,
        todoId: todo.todoId,
        decision,
        outcome: null,
        comment: "no",
        fields: {},
        key: randomUUID(),
      })
    const results = await Promise.allSettled([send("approve"), send("reject")])
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"])
  })
})

describe("timers", () => {
  /** Fires the ticket's timer as if `min` minutes had passed since it was opened. */
  async function fireAfter(ticketId: string, openedAt: number, min: number) {
    const { sql } = withTenant(one.tenant)
    vi.setSystemTime(openedAt + min * 60_000 + 1000)
    await sql`update timer set due_at = now() - interval '1 second', claimed_until = null where ticket_id = ${ticketId}`
    const due = (await claimTimers(one.tenant)).filter((timer) => timer.ticketId === ticketId)
    return fireTimers(one.tenant, due)
  }
  afterEach(() => void vi.useRealTimers())

  it("an early firing changes nothing and arms the timer at the right instant again", async () => {
    const { ticketId } = await startFee(one, 10_000)
    vi.useFakeTimers({ toFake: ["Date"] })
    expect(await fireAfter(ticketId, Date.now(), 5)).toEqual({ fired: 0, stale: 1, failed: 0 })
    const { state } = await one.caller.ticket.get({ ticketId })
    const [todo] = Object.values(state.todos)
    const [armed] = await withTenant(one.tenant).sql<{ due_at: Date }[]>`
      select due_at from timer where ticket_id = ${ticketId}`
    expect(armed?.due_at.getTime()).toBe(todo?.clock?.tiers[0]?.at)
  })

  it("the three tiers fire in order, once each, and reach the right channels", async () => {
    const { ticketId } = await startFee(one, 10_000)
    const openedAt = Date.now()
    vi.useFakeTimers({ toFake: ["Date"] })
    for (const min of [60, 60, 75, 75, 90, 90]) await fireAfter(ticketId, openedAt, min)
    const ticket = await one.caller.ticket.get({ ticketId })
    const warned = ticket.events.flatMap(({ body }) => (body.type === "warned" ? [body] : []))
    expect(warned.map(({ level, channels }) => [level, channels])).toEqual([
      [1, ["inApp", "wecom"]],
      [2, ["sms"]],
      [3, ["phone"]],
    ])
    expect(ticket.events.filter(({ body }) => body.type === "breached")).toHaveLength(1)
    const messages = ticket.notifications.filter((note) => note.kind === "todoWarned")
    expect(new Set(messages.map((note) => note.channel))).toEqual(new Set(["inApp", "wecom", "sms", "phone"]))
    const [left] = await withTenant(one.tenant).sql<{ count: string }[]>`
      select count(*) from timer where ticket_id = ${ticketId}`
    expect(left?.count).toBe("0")
  })

  it("a late worker fires the highest tier due and logs the lower ones as collapsed", async () => {
    const { ticketId } = await startFee(one, 10_000)
    const openedAt = Date.now()
    vi.useFakeTimers({ toFake: ["Date"] })
    await fireAfter(ticketId, openedAt, 300)
    const { events } = await one.caller.ticket.get({ ticketId })
    const warned = events.flatMap(({ body }) => (body.type === "warned" ? [body] : []))
    expect(warned).toMatchObject([{ level: 3, collapsed: [1, 2] }])
  })

  it("a clock without a timer is armed again by the reconciler", async () => {
    const { ticketId } = await startFee(one, 10_000)
    const { sql } = withTenant(one.tenant)
    await sql`delete from timer where ticket_id = ${ticketId}`
    expect(await reconcileTimers(one.tenant)).toBe(1)
    expect(await reconcileTimers(one.tenant)).toBe(0)
    const due = (await claimTimers(one.tenant)).filter((timer) => timer.ticketId === ticketId)
    expect(due).toEqual([])
    const { state } = await one.caller.ticket.get({ ticketId })
    const [todo] = Object.values(state.todos)
    const [armed] = await sql<{ due_at: Date }[]>`select due_at from timer where ticket_id = ${ticketId}`
    expect(armed?.due_at.getTime()).toBe(todo?.clock?.tiers[0]?.at)
  })
})

describe("verify", () => {
  it("folds every ticket and finds no difference; an edited event is found", async () => {
    const { sql } = withTenant(one.tenant)
    const clean = await verifyTickets(one.tenant, () => {})
    expect(clean.tickets).toBeGreaterThan(4)
    expect(clean.differences).toEqual([])
    const { ticketId } = await startFee(one, 10_000)
    // The tenant's own login may only add steps: it takes somebody with the database in hand to edit one.
    await expect(sql`update step set events = '[]' where ticket_id = ${ticketId}`).rejects.toMatchObject({
      code: "42501",
    })
    const admin = postgres(database.adminUrl, { max: 1, fetch_types: false })
    await admin`
      update ${admin(one.tenant.schema)}.step set events = jsonb_set(events::jsonb, '{0,8,amount}', '1')::json
      where ticket_id = ${ticketId}`
    await admin.end()
    const dirty = await verifyTickets(one.tenant, () => {})
    expect(dirty.differences.map((difference) => difference.ticketId)).toContain(ticketId)
  })
})

describe("another tenant", () => {
  it("sees nothing of a ticket and can do nothing to it", async () => {
    const two = await createTestTenant()
    const { ticketId } = await startFee(one, 10_000)
    await expect(two.caller.ticket.get({ ticketId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(two.caller.ticket.comment({ ticketId, comment: "x", key: randomUUID() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    expect((await two.caller.ticket.list({ status: "all", limit: 50 })).items).toEqual([])
  })
})
