import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { encodeClaims } from "@/server/auth/session-cookie"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { POST } from "./route"

const cookie = { value: "" }
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => (cookie.value === "" ? undefined : { value: cookie.value }) }),
}))

type Tenant = { session: Session; caller: ReturnType<typeof callerOf> }
let database: TestDatabase
let a: Tenant
let b: Tenant
beforeAll(async () => {
  database = await createTestDatabase()
  ;[a, b] = [await tenant("canary-of-a"), await tenant("canary-of-b")]
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

async function tenant(organisation: string): Promise<Tenant> {
  const { session } = await createTestTenant({ organisation })
  return { session, caller: callerOf(session) }
}

const signInAs = async ({ accountId, tenant }: Session) => {
  cookie.value = await encodeClaims({ accountId, tenantId: tenant.id, epoch: 0 })
}

async function send(body: string, headers: Record<string, string> = { "sec-fetch-site": "same-origin" }) {
  const answer = await POST(new Request("http://localhost/api/flow-file", { method: "POST", body, headers }))
  return { status: answer.status, text: await answer.text() }
}

async function exported({ caller }: Tenant) {
  const { items } = await caller.flow.list()
  const flow = items[0]!
  const { text } = await caller.flow.export({ flowId: flow.id, versionId: null, format: "json" })
  return { flow, text, draft: (await caller.flow.get({ flowId: flow.id })).draft }
}

it("api/flow-file reads for people who are signed in, from pages of ours, and only what is not too large", async () => {
  cookie.value = ""
  expect((await send("{}")).status).toBe(401)
  await signInAs(a.session)
  expect((await send("{}", { "sec-fetch-site": "cross-site" })).status).toBe(403)
  expect((await send("x".repeat(4_000_001))).status).toBe(413)
  expect(await send("{}")).toMatchObject({ status: 422, text: expect.stringContaining("notAFlow") as unknown })
})

it("a draft that leaves comes back the same, as a new flow", async () => {
  const { draft, text, flow } = await exported(a)
  await signInAs(a.session)
  const { status, text: answer } = await send(text)
  expect(status).toBe(200)
  const preview = JSON.parse(answer) as { graph: typeof draft; bound: unknown[]; name: string }
  expect(preview).toEqual({
    format: "json",
    name: flow.name,
    description: flow.description,
    graph: draft,
    bound: [],
    listed: [],
  })
  const { flowId } = await a.caller.flow.createFrom({ name: "Back", description: "", draft: preview.graph })
  expect((await a.caller.flow.get({ flowId })).draft).toEqual(draft)
})

it.each(["json", "bpmn"] as const)(
  "another tenant reads a %s file of ours without a single id in it",
  async (format) => {
    const { flow, draft } = await exported(a)
    const { text, fileName } = await a.caller.flow.export({ flowId: flow.id, versionId: null, format })
    expect(fileName).toBe(`${flow.name}.${format}`)
    await signInAs(b.session)
    const { status, text: answer } = await send(text)
    expect(status).toBe(200)
    expect(JSON.parse(answer)).toMatchObject({ format, name: flow.name, listed: [] })
    for (const id of JSON.stringify(draft).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []) {
      expect(text + answer).not.toContain(id)
    }
  },
)

it("a BPMN file with a document type is refused, with the line", async () => {
  await signInAs(a.session)
  const { status, text } = await send(`<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>`)
  expect(status).toBe(422)
  expect(JSON.parse(text)).toMatchObject({ problems: [{ code: "doctype", place: { line: 2 } }] })
})

it("a version leaves as it was published, and only by its own flow", async () => {
  const { items } = await a.caller.flow.list()
  const [one, other] = [items[0]!, items[1]!]
  const versionId = one.current!.id
  const { fileName } = await a.caller.flow.export({ flowId: one.id, versionId, format: "json" })
  expect(fileName).toMatch(/ v1\.json$/)
  await expect(a.caller.flow.export({ flowId: other.id, versionId, format: "json" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  })
})

it("another tenant's file names nobody's id, and binds to nothing but one's own", async () => {
  const { text, draft } = await exported(a)
  const ids = JSON.stringify(draft).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  expect(ids.length).toBeGreaterThan(0)
  for (const id of ids) expect(text).not.toContain(id)
  await signInAs(b.session)
  const { status, text: answer } = await send(text)
  expect(status).toBe(200)
  for (const id of ids) expect(answer).not.toContain(id)
})
