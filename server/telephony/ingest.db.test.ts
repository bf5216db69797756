import { gzipSync } from "node:zlib"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { forgetSending } from "./connector-directory"
import { createConnector, rotateConnectorSecret, updateConnector } from "./connectors"
import { writeActivity } from "./connector-activity"
import { ingest } from "./ingest"
import { ingestResultSchema } from "./ingest-result"
import { listConnectors } from "./list-connectors"
import { newSigningSecret, signMessage } from "./signature"

let database: TestDatabase
let admin: postgres.Sql
let acme: Session["tenant"]
let other: Session["tenant"]
const secrets: Record<string, string> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 2, fetch_types: false })
  acme = (await createTestTenant()).tenant
  other = (await createTestTenant()).tenant
  for (const tenant of [acme, other]) {
    const created = await createConnector(tenant, null, { kind: "generic", key: "pbx", name: "PBX", settings: {} })
    secrets[tenant.slug] = created.secret ?? ""
  }
})
afterAll(async () => {
  await closeClients()
  await admin.end()
  await database.drop()
})

let messages = 0
type Sent = {
  tenant?: string
  connector?: string
  secret?: string
  headers?: Record<string, string>
  type?: string
  sent?: string | Uint8Array
}
async function post(
  body: string,
  { tenant = acme.slug, connector = "pbx", secret, headers = {}, type, sent }: Sent = {},
) {
  messages += 1
  const id = `msg_${messages}`
  const timestampSec = Math.floor(Date.now() / 1000)
  const signature = signMessage(secret ?? secrets[tenant] ?? newSigningSecret(), { id, timestampSec, body })
  const request = new Request("http://test/", {
    method: "POST",
    body: (sent ?? body) as BodyInit,
    headers: {
      "content-type": type ?? "application/cloudevents-batch+json",
      "webhook-id": id,
      "webhook-timestamp": String(timestampSec),
      "webhook-signature": signature,
      ...headers,
    },
  })
  const response = await ingest(request, { tenant, connector })
  return { status: response.status, headers: response.headers, json: (await response.json()) as unknown }
}

const event = (id: string, change: object = {}, tenant = acme.slug) => ({
  specversion: "1.0",
  id,
  source: `/t/${tenant}/cti/pbx/n1`,
  type: "cti.call.offered",
  subject: `call/${id}`,
  time: "2026-11-22T06:00:00Z",
  data: { ani: "139" },
  ...change,
})
const stored = async (tenant: Session["tenant"]) =>
  (await admin.unsafe<{ id: string }[]>(`select id from ${tenant.schema}.cti_event order by id`)).map((row) => row.id)
const empty = (tenant: Session["tenant"]) =>
  admin.unsafe(`truncate ${tenant.schema}.cti_event, ${tenant.schema}.dirty_subject`)

describe("signed events", () => {
  test("are durable before the answer, each with its own result, and a repeat is a duplicate", async () => {
    await empty(acme)
    const body = JSON.stringify([event("a"), event("b"), event("a"), { ...event("c"), time: "no" }])
    const first = await post(body)
    expect(first.status).toBe(202)
    expect(ingestResultSchema.parse(first.json)).toMatchObject({
      accepted: 2,
      duplicates: 1,
      refused: 1,
      results: [
        { index: 0, id: "a", status: "accepted" },
        { index: 1, id: "b", status: "accepted" },
        { index: 2, id: "a", status: "duplicate" },
        { index: 3, id: "c", status: "refused", problems: [{ code: "invalid_time" }] },
      ],
    })
    expect(await stored(acme)).toEqual(["a", "b"])
    expect((await post(body)).json).toMatchObject({ accepted: 0, duplicates: 3, refused: 1 })
    expect(await stored(acme)).toEqual(["a", "b"])
  })

  test("with the same id and another body change nothing", async () => {
    await empty(acme)
    await post(JSON.stringify([event("a")]))
    expect((await post(JSON.stringify([event("a", { data: { ani: "666" } })]))).json).toMatchObject({ duplicates: 1 })
    const [row] = await admin.unsafe<{ ani: string }[]>(
      `select body->'data'->>'ani' as ani from ${acme.schema}.cti_event`,
    )
    expect(row?.ani).toBe("139")
  })

  test("come as one, as lines and packed", async () => {
    await empty(acme)
    expect((await post(JSON.stringify(event("a")), { type: "application/cloudevents+json" })).status).toBe(202)
    const lines = [event("b"), event("c")].map((one) => JSON.stringify(one)).join("\n")
    expect((await post(lines, { type: "application/x-ndjson" })).json).toMatchObject({ accepted: 2 })
    const packed = await post(lines.replaceAll("b", "d"), {
      type: "application/x-ndjson",
      headers: { "content-encoding": "gzip" },
      sent: gzipSync(lines.replaceAll("b", "d")),
    })
    expect(packed.status).toBe(422)
    const good = JSON.stringify([event("e")])
    expect((await post(good, { headers: { "content-encoding": "gzip" }, sent: gzipSync(good) })).status).toBe(202)
    expect(await stored(acme)).toEqual(["a", "b", "c", "e"])
  })

  test("when none is in order the answer is 422 and says why for each", async () => {
    const { status, json } = await post(JSON.stringify([{ ...event("x"), type: "nope" }, 5]))
    expect(status).toBe(422)
    expect(json).toMatchObject({ accepted: 0, refused: 2 })
  })

  test("the same event a thousand times at once is stored once", async () => {
    await empty(acme)
    const requests = Array.from({ length: 1000 }, () => post(JSON.stringify([event("same")])))
    const answers = (await Promise.all(requests)).map(({ json }) => ingestResultSchema.parse(json).accepted)
    expect(answers.filter((accepted) => accepted === 1)).toHaveLength(1)
    expect(await stored(acme)).toEqual(["same"])
  })

  test("batches that share events in opposite order, on four lanes, do not deadlock", async () => {
    await empty(acme)
    const ids = Array.from({ length: 600 }, (_, index) => `e${String(index).padStart(4, "0")}`)
    const batches = Array.from({ length: 12 }, (_, index) => {
      const part = ids.slice(index * 20, index * 20 + 300)
      return JSON.stringify((index % 2 ? part.toReversed() : part).map((id) => event(id)))
    })
    const answers = await Promise.all([...batches, ...batches].map((body) => post(body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const accepted = answers.reduce((sum, { json }) => sum + ingestResultSchema.parse(json).accepted, 0)
    expect(accepted).toBe((await stored(acme)).length)
  })
})

describe("everything that does not fit the address is the same 401", () => {
  const body = () => JSON.stringify([event("forged")])
  const attempts: [string, () => Sent][] = [
    ["an unknown tenant", () => ({ tenant: "nobody" })],
    ["an unknown connector", () => ({ connector: "nothing" })],
    ["another tenant's secret", () => ({ secret: secrets[other.slug] ?? "" })],
    ["an address no name could have", () => ({ tenant: "ACME'; drop table cti_event" })],
    ["a changed body", () => ({ sent: body().replace("139", "138") })],
    ["the same JSON written again", () => ({ sent: `${body()} ` })],
    ["no signature", () => ({ headers: { "webhook-signature": "" } })],
    ["an old message", () => ({ headers: { "webhook-timestamp": String(Math.floor(Date.now() / 1000) - 301) } })],
  ]
  test.each(attempts)("%s", async (_name, attempt) => {
    const answer = await post(body(), attempt())
    expect([answer.status, answer.json]).toEqual([
      401,
      { error: { code: "UNAUTHENTICATED", message: "The signature does not fit this address." } },
    ])
    expect(await stored(acme)).not.toContain("forged")
    expect(await stored(other)).not.toContain("forged")
  })

  test("a disabled connector", async () => {
    const created = await createConnector(acme, null, { kind: "generic", key: "off", name: "Off", settings: {} })
    const sent = { connector: "off", secret: created.secret ?? "" }
    const off = JSON.stringify([event("o", { source: `/t/${acme.slug}/cti/off/n1` })])
    expect((await post(off, sent)).status).toBe(202)
    await updateConnector(acme, null, { connectorId: created.connectorId, name: "Off", settings: {}, enabled: false })
    expect((await post(off, sent)).status).toBe(401)
  })

  test("one tenant's events never reach another, whatever their source says", async () => {
    await empty(other)
    expect((await post(JSON.stringify([event("mine", {}, other.slug)]))).json).toMatchObject({
      refused: 1,
      results: [{ problems: [{ code: "foreign_source" }] }],
    })
    expect(await stored(other)).toEqual([])
  })
})

test("a changed secret: the new one works at once, the old one for a day, and then no more", async () => {
  const created = await createConnector(acme, null, { kind: "generic", key: "ring", name: "Ring", settings: {} })
  const rotated = await rotateConnectorSecret(acme, null, { connectorId: created.connectorId })
  const send = (secret: string | null) =>
    post(JSON.stringify([event("r", { source: `/t/${acme.slug}/cti/ring/n1` })]), {
      connector: "ring",
      secret: secret ?? "",
    })
  expect((await send(rotated.secret)).status).toBe(202)
  expect((await send(created.secret)).status).toBe(202)
  await withTenant(acme).sql`update connector set secret_before_until = now() - interval '1 second' where key = 'ring'`
  forgetSending(acme.slug, "ring")
  expect((await send(created.secret)).status).toBe(401)
  expect((await send(rotated.secret)).status).toBe(202)
})

describe("limits", () => {
  test("a body of more than a megabyte, and one that unpacks to it", async () => {
    const large = "x".repeat(1_000_001)
    expect((await post(large)).status).toBe(413)
    const bomb = { headers: { "content-encoding": "gzip" }, sent: gzipSync(Buffer.alloc(40_000_000)) }
    expect((await post("x", bomb)).status).toBe(413)
  })

  test("more than a thousand events, another content type, no JSON", async () => {
    expect((await post(`[${"1,".repeat(1000)}1]`)).status).toBe(413)
    expect((await post("{}", { type: "text/plain" })).status).toBe(415)
    expect((await post("{")).status).toBe(400)
  })

  test("text no database can store is one event's problem", async () => {
    const { json } = await post('[{"id":"a\\u0000b"},{"id":"\\ud83d"}]')
    expect(json).toMatchObject({
      refused: 2,
      results: [{ problems: [{ code: "null_character" }] }, { problems: [{ code: "lone_surrogate" }] }],
    })
  })

  test("a flood of one connector is told when to come back, and another connector's events go on", async () => {
    const flood = await createConnector(acme, null, { kind: "generic", key: "flood", name: "Flood", settings: {} })
    // While the clock stands, nothing flows back into the bucket, however slowly this machine sends.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() })
    onTestFinished(() => void vi.useRealTimers())
    const bad = `[${Array(1000).fill("1").join(",")}]`
    const send = () => post(bad, { connector: "flood", secret: flood.secret ?? "" })
    let refused: Awaited<ReturnType<typeof send>> | undefined
    for (let request = 0; request < 80 && refused?.status !== 429; request++) refused = await send()
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
    expect((await post(JSON.stringify([event("calm")]))).status).toBe(202)
  })
})

test("a database that is away is 503 with a time to come back, and the events are taken afterwards", async () => {
  await empty(acme)
  await admin.unsafe(`revoke execute on function ${acme.schema}.receive_events(jsonb) from ${acme.schema}`)
  const body = JSON.stringify([event("later")])
  const away = await post(body)
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "1"])
  expect(await stored(acme)).toEqual([])
  await admin.unsafe(`grant execute on function ${acme.schema}.receive_events(jsonb) to ${acme.schema}`)
  expect((await post(body)).status).toBe(202)
})

test("the connector's page shows what came in, what came twice and what was refused", async () => {
  await empty(acme)
  const counts = async () => {
    await writeActivity()
    const { connectors } = await listConnectors(acme)
    return connectors.find((known) => known.key === "pbx")
  }
  const before = await counts()
  const time = new Date(Date.now() - 5000).toISOString()
  await post(JSON.stringify([event("p1", { time }), event("p1", { time }), { ...event("p2"), type: "?" }]))
  const after = await counts()
  expect(after).toMatchObject({
    received: (before?.received ?? 0) + 1,
    duplicates: (before?.duplicates ?? 0) + 1,
    refused: (before?.refused ?? 0) + 1,
    ingestPath: `/api/ingest/${acme.slug}/pbx`,
    sourcePrefix: `/t/${acme.slug}/cti/pbx/`,
  })
  expect(after?.lagMs).toBeGreaterThanOrEqual(4900)
  expect(JSON.stringify(after)).not.toContain("whsec")
})
