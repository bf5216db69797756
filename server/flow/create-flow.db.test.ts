import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"

let database: TestDatabase
let session: Session
let caller: ReturnType<typeof callerOf>
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session, caller } = await createTestTenant())
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

it("people who create flows at the same moment each get a number of their own, without a gap", async () => {
  const numbers = () => withTenant(session.tenant).sql<{ number: number }[]>`select number from flow order by number`
  const before = (await numbers()).length
  const names = Array.from({ length: 24 }, (_, n) => `Flow ${n}`)
  const create = (name: string) => caller.flow.create({ name, description: "", starter: null, locale: "en" })
  const made = await Promise.all(names.map(create))
  expect(new Set(made.map(({ flowId }) => flowId)).size).toBe(names.length)
  const expected = Array.from({ length: before + names.length }, (_, n) => n + 1)
  expect((await numbers()).map(({ number }) => number)).toEqual(expected)
})
