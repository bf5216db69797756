import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { CallEvent, CtiEvent } from "@/core/call/event"
import { parseEvent } from "@/core/call/event"
import { eventTime } from "@/core/call/event-time"
import { reduceCall } from "@/core/call/session"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { person } from "@/db/tenant/people"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { readTicket } from "@/server/ticket/read-ticket"
import { createConnector } from "./connectors"
import { readCallersOf } from "./my-callers"
import { openPendingTickets } from "./open-tickets"
import { receiveEvents } from "./receive"
import { reducePass } from "./reduce"
import { drain } from "./reducer"

let database: TestDatabase
let admin: postgres.Sql
let acme: Session["tenant"]
let other: Session["tenant"]
let connectorId: string
const agentPerson = randomUUID()

beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 2, fetch_types: false })
  acme = (await createTestTenant()).tenant
  other = (await createTestTenant()).tenant
  const created = await createConnector(acme, null, { kind: "generic", key: "pbx", name: "PBX", settings: {} })
  connectorId = created.connectorId
  await withTenant(acme)
    .db.insert(person)
    .values({
      id: agentPerson,
      name: "Agnes Agent",
      email: "agnes@example.com",
      roles: ["agent"],
      extension: "8001",
    })
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})
beforeEach(async () => {
  for (const { schema } of [acme, other])
    await admin.unsafe(`set search_path = ${schema};
      truncate cti_event, dirty_subject, call, agent_state, extension, feed_event, unmapped_vendor_id, routing_rule cascade`)
})

let numbers = 0
/** Every event of this file counts from here, so that durations come out exact. */
const base = Date.now() - 60_000
/** An event of now, `sec` seconds after the start of its call. */
function event(subject: string, type: CtiEvent["type"], sec: number, data: object = {}): CtiEvent {
  numbers += 1
  const time = eventTime(base + sec * 1000)
  const source = `/t/${acme.slug}/cti/pbx/n1`
  const parsed = parseEvent({ specversion: "1.0", id: `e${numbers}`, source, type, subject, time, data })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.event
}
const receive = (events: CtiEvent[]) => receiveEvents(acme, connectorId, events)
const sql = () => withTenant(acme).sql
const outcomes = async () =>
  Object.fromEntries(
    (await sql()<{ id: string; outcome: string }[]>`select call_id as id, outcome from call order by call_id`).map(
      (row) => [row.id, row.outcome],
    ),
  )
type Feed = { topic: string; personId: string | null; body: Record<string, unknown> }
const feed = (topic: string) =>
  sql()<Feed[]>`select topic, person_id as "personId", body from feed_event where topic = ${topic} order by id`

/** A call that is queued, rings at an agent, is answered and ends. */
const wholeCall = (id: string, agentId = "8001"): CtiEvent[] => [
  event(`call/${id}`, "cti.call.offered", 0, { ani: "13900000001", dnis: "95188" }),
  event(`call/${id}`, "cti.call.ivr_step", 1, { node: "main", input: { dtmf: "2" } }),
  event(`call/${id}`, "cti.call.ivr_step", 3, {
    node: "bot",
    input: { intent: "fee_reduction", slots: { amount: 80_000 } },
  }),
  event(`call/${id}`, "cti.call.queued", 5, { queueId: "fees" }),
  event(`call/${id}`, "cti.call.agent_offered", 9, { agentId, extension: agentId }),
  event(`call/${id}`, "cti.call.answered", 12, { agentId }),
  event(`call/${id}`, "cti.call.ended", 40, { by: "customer" }),
]
const shuffle = <Item>(items: Item[], seed: number) => {
  const list = [...items]
  let state = seed
  for (let index = list.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = state % (index + 1)
    ;[list[index], list[other]] = [list[other] as Item, list[index] as Item]
  }
  return list
}

describe("received events become calls", () => {
  test("as they come in: the row follows the call", async () => {
    const events = wholeCall("C1")
    const seen: string[] = []
    for (const one of events) {
      await receive([one])
      await drain(acme)
      seen.push((await outcomes())["C1"] ?? "")
    }
    expect(seen).toEqual(["in_ivr", "in_ivr", "in_ivr", "waiting", "ringing", "talking", "answered"])
    const [row] = await sql()<
      { revision: number; waitMs: string; direct: boolean; queueId: string; agentId: string }[]
    >`
      select revision, wait_ms as "waitMs", direct, queue_id as "queueId", agent_id as "agentId" from call`
    expect(row).toEqual({ revision: 7, waitMs: "7000", direct: false, queueId: "fees", agentId: "8001" })
  })

  test("100 calls shuffled, a fifth of the events repeated, reduced by four at once while they come in", async () => {
    const calls = Array.from({ length: 100 }, (_, index) => wholeCall(`S${index}`, `80${10 + (index % 7)}`))
    const all = calls.flat()
    const shuffled = shuffle([...all, ...all.filter((_, index) => index % 5 === 0)], 7)
    let isDone = false
    const reducers = Array.from({ length: 4 }, async () => {
      while (!isDone) await reducePass(acme)
      await drain(acme)
    })
    for (let start = 0; start < shuffled.length; start += 37) await receive(shuffled.slice(start, start + 37))
    isDone = true
    await Promise.all(reducers)
    const rows = await sql()<{ detail: unknown }[]>`select detail from call`
    const expected = calls.map((events) => reduceCall(events as CallEvent[]))
    const byId = (list: { callId: string }[]) => list.toSorted((a, b) => (a.callId < b.callId ? -1 : 1))
    expect(byId(rows.map((row) => row.detail as { callId: string }))).toEqual(byId(expected))
    expect(await sql()`select * from dirty_subject`).toHaveLength(0)
    const work = await sql()<{ work: string }[]>`select distinct work from agent_state`
    expect([...work]).toEqual([{ work: "idle" }])
  })

  test("a reduction that read less than the row was made from changes nothing", async () => {
    await receive(wholeCall("C1"))
    await drain(acme)
    await sql()`update call set event_count = event_count + 1`
    await sql()`insert into dirty_subject (subject) values ('call/C1')`
    await drain(acme)
    const [row] = await sql()`select revision from call`
    expect(row).toEqual({ revision: 1 })
  })

  test("one tenant's reducer sees nothing of another's", async () => {
    await receive(wholeCall("C1"))
    expect((await reducePass(other)).marks).toBe(0)
    await drain(acme)
    expect(await withTenant(other).sql`select * from call`).toHaveLength(0)
  })
})

describe("agents and extensions", () => {
  test("an agent's presence comes from agent events, the work from the calls", async () => {
    await receive([event("agent/8001", "cti.agent.ready", 0, { extension: "8001" }), ...wholeCall("C1").slice(0, 6)])
    await drain(acme)
    const state = () =>
      sql()`select presence, work, call_id as "callId", extension from agent_state where agent_id = '8001'`
    expect([...(await state())]).toEqual([{ presence: "ready", work: "talking", callId: "C1", extension: "8001" }])
    await receive([
      event("agent/8001", "cti.agent.not_ready", 50, { reason: "lunch" }),
      event("call/C1", "cti.call.ended", 45),
    ])
    await drain(acme)
    expect([...(await state())]).toEqual([{ presence: "not_ready", work: "idle", callId: null, extension: "8001" }])
  })

  test("an older event that comes in late changes nothing", async () => {
    await receive([event("agent/a", "cti.agent.ready", 20)])
    await drain(acme)
    await receive([event("agent/a", "cti.agent.logged_out", 10)])
    await drain(acme)
    expect([...(await sql()`select presence from agent_state where agent_id = 'a'`)]).toEqual([{ presence: "ready" }])
  })

  test("an extension keeps whether it is registered and what its line does", async () => {
    await receive([
      event("ext/8001", "cti.ext.registered", 0),
      event("ext/8001", "cti.ext.state", 1, { devState: "inuse" }),
    ])
    await drain(acme)
    const [row] = await sql()<{ detail: unknown }[]>`select detail from extension`
    expect(row?.detail).toMatchObject({ registered: { value: true }, device: { value: "inuse" } })
  })

  test("ids nothing is mapped to are noted; a mapped queue and a known extension are not", async () => {
    await admin.unsafe(`insert into ${acme.schema}.skill_group (id, key, name, vendor_ids)
      values (gen_random_uuid(), 'fees', 'Fees', '["fees-mapped"]')`)
    await receive([
      event("call/U1", "cti.call.queued", 0, { queueId: "fees-mapped" }),
      event("call/U2", "cti.call.queued", 0, { queueId: "unknown-queue" }),
      event("call/U3", "cti.call.answered", 0, { agentId: "unknown-agent" }),
      event("call/U4", "cti.call.answered", 0, { agentId: "8001" }),
    ])
    await drain(acme)
    expect([...(await sql()`select kind, vendor_id as id from unmapped_vendor_id order by kind`)]).toEqual([
      { kind: "agent", id: "unknown-agent" },
      { kind: "queue", id: "unknown-queue" },
    ])
  })

  test("a node that goes down and comes back with a gap shows on its connector", async () => {
    const state = async () =>
      (await sql()`select state, state_detail as detail from connector where id = ${connectorId}`)[0]
    await receive([event("node/n1", "cti.node.down", 10, { reason: "connection lost" })])
    await drain(acme)
    expect(await state()).toEqual({ state: "down", detail: { reason: "connection lost" } })
    const gap = { from: "2026-11-22T06:00:00Z", to: "2026-11-22T06:01:00Z" }
    await receive([event("node/n1", "cti.node.resynced", 20, { gap }), event("node/n1", "cti.node.up", 15)])
    await drain(acme)
    expect(await state()).toEqual({ state: "up", detail: { gap } })
    expect(await feed("connector.changed")).toHaveLength(2)
  })
})

describe("news for open pages", () => {
  test("a call starts, changes and ends, once each step, and the agent with it", async () => {
    for (const one of wholeCall("C1")) {
      await receive([one])
      await drain(acme)
    }
    const rows = await sql()<Feed[]>`select topic, body from feed_event where topic like 'call.%' order by id`
    expect(rows.map((row) => `${row.topic} ${String(row.body["outcome"])}`)).toEqual([
      "call.started in_ivr",
      "call.changed in_ivr",
      "call.changed in_ivr",
      "call.changed waiting",
      "call.changed ringing",
      "call.changed talking",
      "call.ended answered",
    ])
    const agents = (await feed("agent.changed")).map((row) => [row.body["work"], row.body["personId"]])
    expect(agents).toEqual([
      ["reserved", agentPerson],
      ["talking", agentPerson],
      ["idle", agentPerson],
    ])
  })

  test("the screen of the person at the extension pops once, with what the caller has said", async () => {
    const events = wholeCall("C1")
    await receive(events.slice(0, 5))
    await drain(acme)
    await receive([event("call/C1", "cti.call.ringing", 10, { agentId: "8001" })])
    await drain(acme)
    const pops = await feed("pop")
    expect(pops).toHaveLength(1)
    // A page that is opened only now shows the same caller; nobody else's does, and not when the call is over.
    const shown = { ...pops[0]?.body, at: expect.any(Number), isAnswered: false }
    expect(await readCallersOf(acme, agentPerson)).toEqual([shown])
    expect(await readCallersOf(acme, randomUUID())).toEqual([])
    expect(await readCallersOf(other, agentPerson)).toEqual([])
    expect(pops[0]).toMatchObject({
      personId: agentPerson,
      body: {
        callId: "C1",
        ani: "13900000001",
        ivrPath: ["main", "2", "bot"],
        intent: "fee_reduction",
        slots: { amount: 80_000 },
      },
    })
  })

  test("a history that is read in again is counted and makes no news", async () => {
    const old = wholeCall("H1").map((one) => ({ ...one, time: one.time.replace(/^\d{4}/, "1999") }) as CtiEvent)
    await receive(old)
    const pass = await reducePass(acme)
    expect(pass).toMatchObject({ hasNews: false, routed: [] })
    expect(await outcomes()).toEqual({ H1: "answered" })
    expect(await sql()`select * from feed_event`).toHaveLength(0)
  })
})

describe("a call opens its ticket", () => {
  const addRule = async (flowKey: string, match: object, { whenAbandoned = false, position = 0 } = {}) => {
    const id = randomUUID()
    await sql()`
      insert into routing_rule (id, position, enabled, name, match, when_abandoned, flow_id)
      select ${id}, ${position}, true, 'Fees', ${sql().json(match as never)}, ${whenAbandoned}, id from flow where key = ${flowKey}`
    return id
  }
  const tickets = async () => {
    const rows = await sql()<{ id: string }[]>`select id from ticket where call_id is not null and status = 'open'`
    const states = await Promise.all(rows.map(({ id }) => readTicket(acme, id)))
    return states.filter((state) => state !== null)
  }
  beforeEach(() => admin.unsafe(`set search_path = ${acme.schema}; truncate ticket, step, todo, timer`))

  test("once, with the reason and what the caller said, within the pass that saw it go to people", async () => {
    const ruleId = await addRule("feeReduction", { ivrPathPrefix: ["main", "2"], intent: "fee_reduction" })
    const events = wholeCall("T1")
    await receive(events.slice(0, 3))
    await drain(acme)
    expect(await tickets()).toHaveLength(0)
    for (const one of events.slice(3)) {
      await receive([one])
      await drain(acme)
    }
    const [ticket, ...more] = await tickets()
    expect(more).toEqual([])
    expect(ticket).toMatchObject({
      origin: {
        type: "call",
        callId: "T1",
        caller: "13900000001",
        dialled: "95188",
        intent: "fee_reduction",
        ivrPath: ["main", "2", "bot"],
        ruleId,
        ruleName: "Fees",
        matched: [
          { what: "ivrPath", value: "main › 2" },
          { what: "intent", value: "fee_reduction" },
        ],
      },
      variables: { amount: 80_000 },
    })
    const [row] = await sql()`select ticket_id as id, routing_state as state from call`
    expect(row).toEqual({ id: ticket?.id, state: "opened" })
    expect((await feed("call.changed")).some((news) => news.body["ticketId"] === ticket?.id)).toBe(true)
  })

  test("the agent's screen hears of the ticket as soon as it is there", async () => {
    await addRule("feeReduction", {})
    await receive(wholeCall("T2").slice(0, 5))
    await drain(acme)
    const [ticket] = await tickets()
    expect((await feed("pop")).map((pop) => pop.body["ticketId"])).toEqual([null, ticket?.id])
  })

  test("also when the process died between matching and opening, and only once when two look", async () => {
    await addRule("feeReduction", {})
    await receive(wholeCall("T3"))
    expect((await reducePass(acme)).routed).toEqual(["T3"])
    expect(await tickets()).toHaveLength(0)
    await Promise.all([openPendingTickets(acme), openPendingTickets(acme), openPendingTickets(acme)])
    expect(await tickets()).toHaveLength(1)
    expect(await openPendingTickets(acme)).toBe(0)
  })

  test("the first rule that matched stays, whatever is learned afterwards", async () => {
    const first = await addRule("feeReduction", { intent: "fee_reduction" }, { position: 1 })
    await receive(wholeCall("T4").slice(0, 4))
    await drain(acme)
    await addRule("complaint", {}, { position: 0 })
    await receive([
      event("call/T4", "cti.call.ivr_step", 8, { input: { intent: "complaint" } }),
      event("call/T4", "cti.call.ended", 20),
    ])
    await drain(acme)
    expect((await tickets()).map((ticket) => ticket.origin)).toMatchObject([{ ruleId: first }])
  })

  test("for a caller who hung up in the menu only when the rule asks for it", async () => {
    await addRule("feeReduction", { intent: "fee_reduction" })
    const hungUp = (id: string) => [
      event(`call/${id}`, "cti.call.ivr_step", 1, { input: { intent: "fee_reduction" } }),
      event(`call/${id}`, "cti.call.abandoned", 5, { where: "ivr" }),
    ]
    await receive(hungUp("A1"))
    await drain(acme)
    expect(await tickets()).toHaveLength(0)
    await sql()`update routing_rule set when_abandoned = true`
    await receive(hungUp("A2"))
    await drain(acme)
    expect((await tickets()).map(({ origin }) => origin.type === "call" && origin.callId)).toEqual(["A2"])
  })

  test("a flow that can never start is said on the call, and does not hold up the others", async () => {
    const ruleId = await addRule("complaint", { intent: "fee_reduction" })
    await sql()`update flow set archived_at = now() where key = 'complaint'`
    await receive(wholeCall("F1"))
    await drain(acme)
    const [row] = await sql()`select routing_state as state, routing_error as error from call where call_id = 'F1'`
    expect(row).toEqual({ state: "failed", error: "This flow is archived." })
    await sql()`update flow set archived_at = null where key = 'complaint'`
    await sql()`delete from routing_rule where id = ${ruleId}`
    await addRule("feeReduction", {})
    await receive(wholeCall("F2"))
    await drain(acme)
    expect((await tickets()).map(({ origin }) => origin.type === "call" && origin.callId)).toEqual(["F2"])
  })

  test("a history that is read in again opens none", async () => {
    await addRule("feeReduction", {})
    await receive(wholeCall("H2").map((one) => ({ ...one, time: one.time.replace(/^\d{4}/, "1999") }) as CtiEvent))
    await drain(acme)
    expect(await tickets()).toHaveLength(0)
  })
})
