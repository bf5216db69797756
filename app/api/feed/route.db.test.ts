import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { matrixSamples } from "@/server/api/testing/matrix-samples"
import type { World } from "@/server/api/testing/samples"
import type { Session } from "@/server/auth/session"
import { encodeClaims } from "@/server/auth/session-cookie"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { GET } from "./route"

const cookie = { value: "" }
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => (cookie.value === "" ? undefined : { value: cookie.value }) }),
}))

let database: TestDatabase
let [a, b]: World[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  ;[a, b] = [await worldWithWork("canary-of-a"), await worldWithWork("canary-of-b")]
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

/** A tenant whose feed has something to tell. */
async function worldWithWork(canary: string): Promise<World> {
  const { session } = await createTestTenant({ organisation: canary })
  const world = { session, caller: callerOf(session), canary }
  const sample = matrixSamples["todo"]?.["transfer"]
  if (typeof sample !== "function") throw new Error("no sample of work")
  await sample(world)
  return world
}

const signInAs = async ({ accountId, tenant }: Session) => {
  cookie.value = await encodeClaims({ accountId, tenantId: tenant.id, epoch: 0 })
}

/** What a stream says within a second, and its events' ids. */
async function listen(lastEventId: string): Promise<{ status: number; text: string; ids: string[] }> {
  const stop = new AbortController()
  const headers = { "last-event-id": lastEventId }
  const answer = await GET(new Request("http://localhost/api/feed", { headers, signal: stop.signal }))
  setTimeout(() => stop.abort(), 1_000)
  const text = await answer.text()
  return { status: answer.status, text, ids: [...text.matchAll(/^id: (.+)$/gm)].map(([, id = ""]) => id) }
}

it("api/feed tells nobody anything without a cookie, or with one that is none", async () => {
  for (const value of ["", "nonsense"]) {
    cookie.value = value
    expect((await listen("0-0")).status).toBe(401)
  }
})

it("another tenant's Last-Event-ID gives one's own events after that place, and nothing of that tenant", async () => {
  if (!a || !b) throw new Error("no tenants")
  await signInAs(a.session)
  const ofA = await listen("0-0")
  await signInAs(b.session)
  const ofB = await listen("0-0")
  expect(ofA.ids.length).toBeGreaterThan(0)
  expect(ofB.ids.length).toBeGreaterThan(0)

  for (const lastEventId of [
    "0-0",
    ofA.ids[0] ?? "",
    ofA.ids.at(-1) ?? "",
    "nonsense",
    "-1-1",
    `${ofA.ids[0]}' or 1=1`,
  ]) {
    const { status, text, ids } = await listen(lastEventId)
    expect(status).toBe(200)
    for (const known of [a.canary, a.session.person.id, a.session.tenant.id, a.session.tenant.schema])
      expect(text, lastEventId).not.toContain(known)
    expect(
      ids.filter((id) => !ofB.ids.includes(id)),
      lastEventId,
    ).toEqual([])
  }
}, 30_000)
