import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parseEvent, type CtiEvent } from "@/core/call/event"
import { eventTime } from "@/core/call/event-time"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { person, skillGroup } from "@/db/tenant/people"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { dayOf } from "./day-range"
import { readGauge } from "./gauge"
import { receiveEvents } from "./receive"
import { drain } from "./reducer"

let database: TestDatabase
let admin: postgres.Sql
let owner: Session
let stranger: Session
let acme: Session["tenant"]
let connectorId: string
const agnes = randomUUID()
const feesGroup = randomUUID()

const caller = (session: Session = owner) => callerOf(session).telephony
/** Not yesterday, also when this runs just after midnight. */
const base = Math.max(Date.now() - 120_000, dayOf(Date.now(), "Asia/Shanghai").from.getTime())
let numbers = 0
const event = (subject: string, type: CtiEvent["type"], sec: number, data: object = {}): CtiEvent => {
  numbers += 1
  const source = `/t/${acme.slug}/cti/pbx/n1`
  const time = eventTime(base + sec * 1000)
  const parsed = parseEvent({ specversion: "1.0", id: `e${numbers}`, source, type, subject, time, data })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.event
}

beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 2, fetch_types: false })
  const made = await createTestTenant()
  owner = made.session
  acme = made.tenant
  stranger = (await createTestTenant()).session
  const { db } = withTenant(acme)
  await db
    .insert(person)
    .values({ id: agnes, name: "Agnes", email: "a@example.com", roles: ["agent"], extension: "8001" })
  await db.insert(skillGroup).values([
    { id: feesGroup, key: "fees-test", name: "Fees", vendorIds: ["fees"] },
    // The same queue by mistake in a second group must not double anything.
    { id: randomUUID(), key: "zz-test", name: "Second", vendorIds: ["fees"] },
  ])
  const created = await caller().createConnector({ kind: "generic", key: "pbx", name: "PBX", settings: {} })
  connectorId = created.connectorId
  await receiveEvents(acme, connectorId, [
    event("agent/8001", "cti.agent.ready", 0, { extension: "8001" }),
    event("agent/8002", "cti.agent.not_ready", 0, { reason: "lunch" }),
    // Waits since second 10.
    event("call/W", "cti.call.offered", 5, { ani: "139001", dnis: "95188", customerId: "K1" }),
    event("call/W", "cti.call.queued", 10, { queueId: "fees" }),
    // Talking.
    event("call/T", "cti.call.offered", 1, { ani: "139002", dnis: "95188", customerId: "K1" }),
    event("call/T", "cti.call.queued", 2, { queueId: "fees" }),
    event("call/T", "cti.call.answered", 32, { agentId: "8001" }),
    // Answered in time, over.
    event("call/A", "cti.call.offered", 0, { ani: "139003" }),
    event("call/A", "cti.call.ivr_step", 0, { node: "main", input: { intent: "complaint" } }),
    event("call/A", "cti.call.queued", 1, { queueId: "complaints" }),
    event("call/A", "cti.call.answered", 11, { agentId: "8002" }),
    event("call/A", "cti.call.ended", 71, { by: "agent" }),
    // Gave up after 60 s.
    event("call/G", "cti.call.offered", 0, { ani: "139001" }),
    event("call/G", "cti.call.queued", 2, { queueId: "fees" }),
    event("call/G", "cti.call.abandoned", 62, { where: "queue" }),
  ])
  await drain(acme)
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

describe("the live page", () => {
  test("who waits since when, who does what, and today's figures as of now", async () => {
    const live = await caller().live()
    expect(live.calls.map((call) => [call.callId, call.outcome])).toEqual([
      ["W", "waiting"],
      ["T", "talking"],
    ])
    expect(live.calls[0]).toMatchObject({ queuedAt: base + 10_000, ani: "139001", queueId: "fees", customerId: "K1" })
    expect(live.gauge.totals).toEqual({ inIvr: 0, waiting: 1, ringing: 0, talking: 1, oldestQueuedAt: base + 10_000 })
    expect(live.gauge.queues).toEqual([
      {
        queueId: "fees",
        skillGroupId: feesGroup,
        name: "Fees",
        waiting: 1,
        ringing: 0,
        talking: 1,
        oldestQueuedAt: base + 10_000,
      },
    ])
    expect(live.gauge.agents).toMatchObject({ ready: 1, notReady: 1, loggedOut: 0 })
    expect(
      live.agents.map(({ agentId, name, presence, reason, work, callId }) => [
        agentId,
        name,
        presence,
        reason,
        work,
        callId,
      ]),
    ).toEqual([
      ["8002", null, "not_ready", "lunch", "idle", null],
      ["8001", "Agnes", "ready", null, "talking", "T"],
    ])
    expect(live.today).toMatchObject({ records: 4, offered: 3, answered: 2, abandonedInQueue: 1, open: 2 })
    expect(live.today.serviceLevel.A).toEqual({ numerator: 1, denominator: 2, value: 0.5 })
    expect(live.today.serviceLevel.D).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 })
    expect(live.today.asaSec.value).toBe(20)
    expect(live.asOf).toBeGreaterThan(Date.now() - 5000)
    expect(live.connectors).toMatchObject([{ id: connectorId, enabled: true }])
  })

  test("a call nobody has heard of for hours is on it no more", async () => {
    await admin.unsafe(`update ${acme.schema}.call set last_event_at = now() - interval '5 hours' where call_id = 'W'`)
    expect((await caller().live()).calls.map((call) => call.callId)).toEqual(["T"])
    expect((await readGauge(withTenant(acme).sql)).totals.waiting).toBe(0)
    await admin.unsafe(`update ${acme.schema}.call set last_event_at = now() where call_id = 'W'`)
  })
})

describe("the list of calls", () => {
  const ids = async (input: Parameters<ReturnType<typeof caller>["calls"]>[0]) =>
    (await caller().calls(input)).items.map((call) => call.callId)

  test("the latest first, page by page, without gaps or repeats", async () => {
    expect(await ids({})).toEqual(["W", "T", "G", "A"])
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { callId: string }[]; nextCursor: string | null } = await caller().calls({
        limit: 1,
        cursor,
      })
      seen.push(...page.items.map((call) => call.callId))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(["W", "T", "G", "A"])
  })

  test("by outcome, queue, agent, number, customer and day", async () => {
    expect(await ids({ outcomes: "open" })).toEqual(["W", "T"])
    expect(await ids({ outcomes: ["abandoned_queue"] })).toEqual(["G"])
    expect(await ids({ queueId: "complaints" })).toEqual(["A"])
    expect(await ids({ agentId: "8001" })).toEqual(["T"])
    expect(await ids({ search: "39001" })).toEqual(["W", "G"])
    expect(await ids({ search: "K1" })).toEqual(["W", "T"])
    expect(await ids({ search: "%" })).toEqual([])
    expect(await ids({ from: "1999-01-01", to: "1999-01-31" })).toEqual([])
    expect(await ids({ cursor: "nonsense'; drop table call" })).toHaveLength(4)
  })

  test("names instead of numbers where they are known", async () => {
    const { items } = await caller().calls({ agentId: "8001" })
    expect(items[0]).toMatchObject({ queueName: "Fees", agentName: "Agnes" })
  })
})

test("one call with its events, its legs' names and the customer's other calls", async () => {
  const detail = await caller().getCall({ callId: "T" })
  expect(detail).toMatchObject({
    call: { callId: "T", outcome: "talking", waitMs: 30_000 },
    queueName: "Fees",
    agentNames: { "8001": "Agnes" },
    routing: null,
    ticket: null,
  })
  expect(detail.events.map((one) => one.type)).toEqual(["cti.call.offered", "cti.call.queued", "cti.call.answered"])
  expect(detail.otherCalls.map((call) => call.callId)).toEqual(["W"])
  await expect(caller().getCall({ callId: "nothing" })).rejects.toMatchObject({ code: "NOT_FOUND" })
})

describe("routing rules", () => {
  const flowId = async (key = "feeReduction") => {
    const [row] = await withTenant(acme).sql<{ id: string }[]>`select id from flow where key = ${key}`
    return row!.id
  }
  const rule = (name: string, flow: string, change = {}) => ({
    name,
    enabled: true,
    match: { intent: "fee_reduction" },
    whenAbandoned: false,
    flowId: flow,
    ...change,
  })

  test("are made, changed, put in order and removed, each with an entry in the audit", async () => {
    const first = await caller().saveRule(rule("First", await flowId()))
    const second = await caller().saveRule(rule("Second", await flowId("complaint"), { match: { dialled: "95188" } }))
    await caller().saveRule({ ...rule("First, renamed", await flowId()), ruleId: first.ruleId })
    await caller().orderRules({ ruleIds: [second.ruleId, first.ruleId] })
    const { rules, seen } = await caller().rules()
    expect(rules.map((known) => [known.name, known.position, known.flowState])).toEqual([
      ["Second", 0, "live"],
      ["First, renamed", 1, "live"],
    ])
    expect(seen.intents).toEqual([{ intent: "complaint", calls: 1 }])
    expect(seen.paths).toEqual([{ path: ["main"], calls: 1 }])
    await caller().removeRule({ ruleId: second.ruleId })
    expect((await caller().rules()).rules).toHaveLength(1)
    const audit = await withTenant(acme).sql`select action from audit where subject like 'routingRule%' order by id`
    expect(audit.map((row) => (row as { action: string }).action)).toEqual([
      "routingRule.created",
      "routingRule.created",
      "routingRule.changed",
      "routingRules.ordered",
      "routingRule.removed",
    ])
  })

  test("an order that leaves one out is refused, and so is a flow that is not there", async () => {
    const { rules } = await caller().rules()
    await expect(caller().orderRules({ ruleIds: [rules[0]!.id, rules[0]!.id] })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    await expect(caller().saveRule(rule("x", randomUUID()))).rejects.toMatchObject({ code: "BAD_REQUEST" })
    await expect(caller().removeRule({ ruleId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

describe("mapping", () => {
  test("an unknown queue is shown until it belongs to a group, and an agent can be mapped by hand", async () => {
    const before = await caller().mapping()
    expect(before.unmappedQueues.map((queue) => queue.vendorId)).toEqual(["complaints"])
    expect(before.agents.map((one) => [one.agentId, one.by])).toEqual([
      ["8001", "extension"],
      ["8002", "none"],
    ])
    await caller().mapQueue({ vendorId: "complaints", skillGroupId: feesGroup })
    await caller().mapAgent({ agentId: "8002", personId: agnes })
    const after = await caller().mapping()
    expect(after.unmappedQueues).toEqual([])
    expect(after.agents[1]).toMatchObject({ by: "hand", personName: "Agnes" })
    await caller().mapQueue({ vendorId: "complaints", skillGroupId: null })
    await caller().mapAgent({ agentId: "8002", personId: null })
    expect((await caller().mapping()).unmappedQueues).toHaveLength(1)
  })
})

describe("connectors", () => {
  test("a key is taken once, an unknown kind is refused, a password is asked for where one is needed", async () => {
    const make = (kind: string, key: string) => caller().createConnector({ kind, key, name: "x", settings: {} })
    await expect(make("generic", "pbx")).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(make("nope", "new-one")).rejects.toMatchObject({ code: "BAD_REQUEST" })
    await expect(
      caller().createConnector({ kind: "generic", key: "Not A Key", name: "x", settings: {} }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" })
    await expect(
      caller().createConnector({ kind: "generic", key: "with-extra", name: "x", settings: { extra: 1 } }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" })
  })

  test("the secret is stored sealed and shown only when it is made", async () => {
    const { secret } = await caller().rotateSecret({ connectorId })
    expect(secret).toMatch(/^whsec_/)
    const [row] = await admin.unsafe(
      `select secret, secret_before from ${acme.schema}.connector where id = '${connectorId}'`,
    )
    expect(JSON.stringify(row)).not.toContain(secret!.slice(6, 20))
    expect(JSON.stringify(await caller().connectors())).not.toContain("whsec_")
  })
})

describe("who may", () => {
  test("agents see calls, but neither rules nor connectors", async () => {
    const agent = await addTestMember(owner)
    expect((await caller(agent).calls({})).items).toHaveLength(4)
    await expect(caller(agent).rules()).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(caller(agent).connectors()).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(caller(agent).rotateSecret({ connectorId })).rejects.toMatchObject({ code: "FORBIDDEN" })
  })

  test("another tenant finds nothing, by list and by id", async () => {
    const theirs = caller(stranger)
    expect((await theirs.calls({})).items).toEqual([])
    expect((await theirs.live()).calls).toEqual([])
    await expect(theirs.getCall({ callId: "T" })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(theirs.rotateSecret({ connectorId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(
      theirs.updateConnector({ connectorId, name: "x", settings: {}, enabled: false }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})
