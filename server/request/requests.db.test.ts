import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { handle } from "@/core/flow/nodes/handle"
import { serviceCall } from "@/core/flow/nodes/service-call"
import type { SubFlowConfig } from "@/core/flow/nodes/sub-flow"
import { edge, field, flowOf, node } from "@/core/ticket/testing/small-flow"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { sealSecret } from "@/server/secret/tenant-keys"
import { servicePurpose } from "@/server/service/open-service"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { verifyTickets } from "@/server/ticket/verify-ticket"
import { claimRequests, type RequestRef } from "./claim"
import { runRequests } from "./run-requests"

// Services and other tickets, through the tables, the worker's code and a real HTTP server.

type Tenant = Awaited<ReturnType<typeof createTestTenant>>
type Asked = { method: string; url: string; headers: IncomingMessage["headers"]; body: string }

let database: TestDatabase
let one: Tenant
let server: Server
let url: string
const asked: Asked[] = []
let answerWith: (response: ServerResponse, request: Asked) => void = () => {}

beforeAll(async () => {
  database = await createTestDatabase()
  one = await createTestTenant()
  server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request
      const seen = { method, url: path, headers, body }
      asked.push(seen)
      answerWith(response, seen)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", `127.0.0.1:${port}`)
})
beforeEach(() => {
  asked.length = 0
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.close()
  await closeClients()
  await database.drop()
})

const json = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value))

const task = (id: string): DraftNode =>
  node(id, "handle", {
    ...handle.defaults(),
    people: { type: "named", personIds: [one.session.person.id] },
    distribution: "all",
  })

async function publish(nodes: DraftNode[], edges: DraftEdge[]): Promise<string> {
  const { caller } = one
  const { flowId } = await caller.flow.create({ name: randomUUID(), description: "", starter: null, locale: "en" })
  const { draftRevision } = await caller.flow.get({ flowId })
  const draft: DraftGraph = flowOf(nodes, edges, {
    fields: [field("level", "string"), field("cards", "list<string>"), field("results", "list<string>")],
    settings: { homeUnitId: null, administratorIds: [] },
  })
  const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
  await caller.flow.publish({ flowId, revision, currentVersionId: null, message: "" })
  return flowId
}
const start = async (flowId: string) =>
  (await one.caller.ticket.start({ flowId, variables: {}, key: randomUUID() })).ticketId

/** What a worker does, until nothing is due. */
async function work(): Promise<void> {
  for (let due: RequestRef[]; (due = await claimRequests(one.tenant)).length > 0;) {
    await runRequests(one.tenant, due, new AbortController().signal)
  }
}
const later = () => withTenant(one.tenant).sql`update request set next_attempt_at = now() where state = 'queued'`
const ticketOf = async (ticketId: string) => one.caller.ticket.get({ ticketId })
const rowsOf = (ticketId: string) =>
  withTenant(one.tenant).sql<{ state: string; attempts: number; error: string | null; type: string }[]>`
    select state, attempts, error, body->>'type' as type from request where ticket_id = ${ticketId} order by seq, index`

describe("a service call", () => {
  const call = (config: Record<string, unknown>) =>
    node("call", "serviceCall", {
      ...serviceCall.defaults(),
      url: `${url}/levels?ticket={{ ticket.number }}`,
      body: [{ name: "customer.name", source: "initiator.name" }],
      outputs: [{ pointer: "/level", field: "level" }],
      ...config,
    })
  const edges = [edge("start.next", "call"), edge("call.done", "after"), edge("after.done", "close")]

  it("goes out once the ticket is written, with a key of its own, and its answer moves the ticket on", async () => {
    answerWith = (response) => json(response, { level: "gold" })
    const ticketId = await start(await publish([call({}), task("after")], edges))
    expect(asked).toEqual([])
    await work()
    const { state } = await ticketOf(ticketId)
    expect(asked).toMatchObject([
      { method: "POST", url: `/levels?ticket=${state.number}`, body: '{"customer":{"name":"Olive Owner"}}' },
    ])
    expect(asked[0]?.headers["idempotency-key"]).toMatch(new RegExp(`^${ticketId}:\\d+$`))
    expect(state.variables).toMatchObject({ level: "gold" })
    expect(Object.values(state.todos).map(({ nodeId }) => nodeId)).toEqual(["after"])
    expect(await rowsOf(ticketId)).toEqual([{ state: "done", attempts: 1, error: null, type: "http" }])
  })

  it("is tried again with the same key while the service is down, and waits as long as it asks", async () => {
    answerWith = (response) => response.writeHead(503, { "retry-after": "120" }).end("busy")
    const ticketId = await start(await publish([call({}), task("after")], edges))
    await work()
    const [row] = await withTenant(one.tenant).sql<{ wait: number; state: string }[]>`
      select extract(epoch from next_attempt_at - now())::int as wait, state from request where ticket_id = ${ticketId}`
    expect(row?.state).toBe("queued")
    expect(row?.wait).toBeGreaterThan(110)
    answerWith = (response) => json(response, { level: "silver" })
    await later()
    await work()
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1)
    const { state, events } = await ticketOf(ticketId)
    expect(state.variables["level"]).toBe("silver")
    expect(events.find(({ body }) => body.type === "answered")?.body).toMatchObject({ attempts: 2, status: 200 })
  })

  it("becomes an incident after the last attempt, or at once when the service refuses", async () => {
    answerWith = (response) => response.writeHead(500).end()
    const down = await start(await publish([call({ attemptsMax: 2 }), task("after")], edges))
    await work()
    await later()
    await work()
    expect(asked).toHaveLength(2)
    answerWith = (response) => response.writeHead(404).end("no such customer")
    const refused = await start(await publish([call({}), task("after")], edges))
    await work()
    const { items } = await one.caller.ticket.incidents({})
    const found = new Map(items.map((item) => [item.ticketId, item]))
    expect(found.get(down)?.detail.en).toBe("HTTP 500")
    expect(found.get(refused)?.detail.en).toBe("HTTP 404: no such customer")

    answerWith = (response) => json(response, { level: "bronze" })
    const { incidentId } = found.get(refused)!
    await one.caller.ticket.retry({ ticketId: refused, incidentId, key: randomUUID() })
    await work()
    expect((await ticketOf(refused)).state.variables["level"]).toBe("bronze")
  })

  it("never reaches the network of the installation, and says why", async () => {
    const inside = call({ url: "http://169.254.169.254/latest/meta-data", body: [], outputs: [] })
    const ticketId = await start(await publish([inside, task("after")], edges))
    await work()
    const { items } = await one.caller.ticket.incidents({})
    expect(items.find((item) => item.ticketId === ticketId)?.detail.en).toMatch(/not on the public internet/)
  })

  it("sends a service's secrets to that service alone; the trace has none", async () => {
    answerWith = (response) => json(response, { level: "gold" })
    const serviceId = randomUUID()
    const sealed = await sealSecret(one.tenant, servicePurpose(serviceId), "Bearer top-secret")
    const { sql } = withTenant(one.tenant)
    await sql`
      insert into service (id, name, base_url, headers)
      values (${serviceId}, ${randomUUID()}, ${`${url}/api`}, ${sql.json({ authorization: sealed })})`
    const ticketId = await start(await publish([call({ serviceId, url: "/levels" }), task("after")], edges))
    await work()
    expect(asked).toMatchObject([{ url: "/api/levels", headers: { authorization: "Bearer top-secret" } }])
    expect(JSON.stringify(await ticketOf(ticketId))).not.toContain("top-secret")

    const late = await start(await publish([call({ serviceId, url: "/levels" }), task("after")], edges))
    await sql`delete from service where id = ${serviceId}`
    await work()
    expect(Object.keys((await ticketOf(late)).state.incidents)).toHaveLength(1)
  })

  it("is not made any more once nobody waits for it", async () => {
    const ticketId = await start(await publish([call({}), task("after")], edges))
    await one.caller.ticket.revoke({ ticketId, comment: "", key: randomUUID() })
    await work()
    expect(asked).toEqual([])
    expect((await rowsOf(ticketId)).map(({ type, state }) => `${type} ${state}`)).toEqual([
      "http cancelled",
      "recall done",
    ])
  })

  it("counts once however often a worker dies before it has noted that it is done", async () => {
    let count = 0
    answerWith = (response) => json(response, { level: `answer ${++count}` })
    const ticketId = await start(await publish([call({}), task("after")], edges))
    const due = await claimRequests(one.tenant)
    const lives = [1, 2, 3].map(() => runRequests(one.tenant, due, new AbortController().signal))
    await Promise.all(lives)
    await withTenant(one.tenant)
      .sql`update request set state = 'queued', next_attempt_at = now() where ticket_id = ${ticketId}`
    await work()
    const { events } = await ticketOf(ticketId)
    expect(events.filter(({ body }) => body.type === "answered")).toHaveLength(1)
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1)
  })
})

describe("a sub-flow", () => {
  const edges = [
    edge("start.next", "list"),
    edge("list.next", "sub"),
    edge("sub.done", "after"),
    edge("after.done", "close"),
  ]
  const list = node("list", "setValues", { values: [{ field: "cards", source: '["a", "b", "c"]' }] })
  const sub = (flowId: string, more: Partial<SubFlowConfig>) =>
    node("sub", "subFlow", {
      call: { flowId, mode: "wait", items: null, itemField: null, inputs: [], outputs: [], ...more },
    })
  const childFlow = () => publish([task("work")], [edge("start.next", "work"), edge("work.done", "close")])
  const perItem = { items: "cards", itemField: "level", outputs: [{ field: "results", from: "level" }] }
  const childrenOf = async (ticketId: string) =>
    withTenant(one.tenant).sql<{ id: string; status: string; version_id: string }[]>`
      select id, status, version_id from ticket where origin->>'ticketId' = ${ticketId} order by number`

  async function finish(ticketId: string) {
    const { state } = await ticketOf(ticketId)
    const [todo] = Object.values(state.todos)
    await one.caller.todo.decide({
      ticketId,
      todoId: todo!.id,
      decision: "done",
      outcome: null,
      comment: "",
      fields: {},
      key: randomUUID(),
    })
  }

  it("opens a ticket for each item, waits for all, and hands their results on", async () => {
    const ticketId = await start(await publish([list, sub(await childFlow(), perItem), task("after")], edges))
    await work()
    const children = await childrenOf(ticketId)
    expect(children).toHaveLength(3)
    for (const { id } of [...children].reverse()) await finish(id)
    expect((await ticketOf(ticketId)).state.todos).toEqual({})
    await work()
    const { state, events } = await ticketOf(ticketId)
    expect(state.variables["results"]).toEqual(["a", "b", "c"])
    expect(events.filter(({ body }) => body.type === "childOpened")).toHaveLength(3)
    expect(Object.values(state.todos).map(({ nodeId }) => nodeId)).toEqual(["after"])
  })

  it("revokes its tickets when the one above ends, also one that is being opened at that moment", async () => {
    const ticketId = await start(await publish([list, sub(await childFlow(), perItem), task("after")], edges))
    const due = await claimRequests(one.tenant)
    const opening = runRequests(one.tenant, due, new AbortController().signal)
    await one.caller.ticket.revoke({ ticketId, comment: "", key: randomUUID() })
    await opening
    await work()
    const children = await childrenOf(ticketId)
    expect(children.filter(({ status }) => status === "open")).toEqual([])
  })

  it("goes on once they are open, and leaves them alone", async () => {
    const flowId = await childFlow()
    const apart = sub(flowId, { ...perItem, outputs: [], mode: "goOn" })
    const ticketId = await start(await publish([list, apart, task("after")], edges))
    await work()
    await finish(ticketId)
    await work()
    expect((await ticketOf(ticketId)).state.status).toBe("closed")
    expect((await childrenOf(ticketId)).map(({ status }) => status)).toEqual(["open", "open", "open"])
  })

  it("says so when a ticket cannot be opened, and can be tried again", async () => {
    const flowId = await childFlow()
    const ticketId = await start(await publish([list, sub(flowId, perItem), task("after")], edges))
    const { current } = await one.caller.flow.get({ flowId })
    const expected = { currentVersionId: current!.id, candidateVersionId: null, candidatePercent: null }
    await one.caller.flow.retire({ flowId, expected })
    await work()
    const { items } = await one.caller.ticket.incidents({})
    const incident = items.find((item) => item.ticketId === ticketId)
    expect(incident).toMatchObject({
      code: "subFlowFailed",
      detail: { en: "This flow is retired: it takes no new tickets." },
    })
    await one.caller.flow.rollback({
      flowId,
      versionId: current!.id,
      expected: { ...expected, currentVersionId: null },
    })
    await one.caller.ticket.retry({ ticketId, incidentId: incident!.incidentId, key: randomUUID() })
    await work()
    expect((await childrenOf(ticketId)).filter(({ status }) => status === "open")).toHaveLength(3)
  })

  it("may call itself, down to a limit", async () => {
    const { caller } = one
    const { flowId } = await caller.flow.create({ name: randomUUID(), description: "", starter: null, locale: "en" })
    const publishItself = async (nodes: DraftNode[], way: DraftEdge[]) => {
      const { draftRevision, current } = await caller.flow.get({ flowId })
      const draft = flowOf(nodes, way, { fields: [], settings: { homeUnitId: null, administratorIds: [] } })
      const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
      await caller.flow.publish({ flowId, revision, currentVersionId: current?.id ?? null, message: "" })
    }
    await publishItself([task("after")], [edge("start.next", "after"), edge("after.done", "close")])
    await publishItself([sub(flowId, {})], [edge("start.next", "sub"), edge("sub.done", "close")])
    const ticketId = await start(flowId)
    await work()
    const [row] = await withTenant(one.tenant).sql<{ count: string }[]>`
      select count(*) from ticket where flow_id = ${flowId} and origin->>'type' = 'ticket'`
    expect(Number(row?.count)).toBe(5)
    expect((await ticketOf(ticketId)).state.status).toBe("open")
  })
})

it("leaves every ticket the fold of its events", async () => {
  const { tickets, differences } = await verifyTickets(one.tenant, () => {})
  expect(tickets).toBeGreaterThan(10)
  expect(differences).toEqual([])
})
