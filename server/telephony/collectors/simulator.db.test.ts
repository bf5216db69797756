import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { person, skillGroup, skillMember } from "@/db/tenant/people"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { createConnector, updateConnector } from "@/server/telephony/connectors"
import { startReducer } from "@/server/telephony/reducer"
import { startCollectors } from "@/server/telephony/run-collectors"
import { serveIngest } from "@/server/telephony/testing-server.fixture"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"

let database: TestDatabase
let tenant: Session["tenant"]
let server: Awaited<ReturnType<typeof serveIngest>>
let reducer: Awaited<ReturnType<typeof startReducer>>

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = (await createTestTenant()).tenant
  server = await serveIngest()
  vi.stubEnv("NEXTAUTH_URL", server.baseUrl)
  const { db } = withTenant(tenant)
  const group = randomUUID()
  await db
    .insert(skillGroup)
    .values({ id: group, key: "sim", name: "All", vendorIds: ["fees", "complaints", "general"] })
  for (let number = 8001; number <= 8004; number++) {
    const id = randomUUID()
    await db.insert(person).values({
      id,
      name: `Agent ${number}`,
      email: `${number}@example.com`,
      roles: ["agent"],
      extension: String(number),
    })
    await db.insert(skillMember).values({ skillGroupId: group, personId: id })
  }
  reducer = await startReducer()
})
afterAll(async () => {
  await reducer.stop()
  await server.close()
  await closeClients()
  await database.drop()
  vi.unstubAllEnvs()
})

const sql = () => withTenant(tenant).sql
const settings = { callsPerHour: 120, speed: 10 }
const started = async () => Number((await sql()`select count(*) as n from call`)[0]?.["n"])
const open = async () =>
  (
    await sql()<{ id: string }[]>`
    select call_id as id from call where outcome in ('in_ivr', 'waiting', 'ringing', 'talking')`
  ).map((row) => row.id)
const until = (condition: () => Promise<boolean>) => vi.waitUntil(condition, { timeout: 90_000, interval: 200 })

test("a simulated hotline calls, is answered and opens no call by its end; two processes send what one would; other settings leave no call behind", async () => {
  const { connectorId } = await createConnector(tenant, null, {
    kind: "simulator",
    key: "simulator",
    name: "Sim",
    settings,
  })
  const collectors = [await startCollectors(), await startCollectors()]
  try {
    await until(async () => (await started()) > 20 && (await open()).length > 0)
    const halves = await sql()`
      select call_id from call where not exists (
        select 1 from cti_event where subject = 'call/' || call_id and type = 'cti.call.offered')`
    expect(halves).toHaveLength(0)
    const outcomes = await sql()<{ outcome: string }[]>`select distinct outcome from call`
    expect(outcomes.map((row) => row.outcome)).toContain("answered")
    const agents = await sql()<{ work: string }[]>`select work from agent_state where extension like '800%'`
    expect(agents).toHaveLength(4)

    const before = await open()
    await updateConnector(tenant, null, {
      connectorId,
      name: "Sim",
      settings: { ...settings, callsPerHour: 130 },
      enabled: true,
    })
    await until(async () => {
      const now = await open()
      return now.length > 0 && !before.some((id) => now.includes(id))
    })
    const [row] = await sql()<{ refused: string }[]>`select refused from connector where id = ${connectorId}`
    expect(row?.refused).toBe("0")
  } finally {
    await Promise.all(collectors.map((collector) => collector.stop()))
  }
}, 240_000)
