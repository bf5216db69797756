import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { addTestMember, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { returnPreviews } from "./return-previews"

let database: TestDatabase
let tenant: Awaited<ReturnType<typeof createTestTenant>>
let place: { ticketId: string; todoId: string }
beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await createTestTenant()
  const { items } = await tenant.caller.ticket.startable()
  const { flowId } = items.find(({ fields }) => fields.some(({ key }) => key === "amount"))!
  const variables = { amount: 10_000, reason: "loyalty" }
  const { ticketId } = await tenant.caller.ticket.start({ flowId, variables, key: randomUUID() })
  const { items: todos } = await tenant.caller.todo.inbox({ view: "mine", limit: 100 })
  place = { ticketId, todoId: todos.find((todo) => todo.ticketId === ticketId)!.todoId }
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

it("tells of every step the todo may be returned to, in the same order, and of nothing else", async () => {
  const { options } = await tenant.caller.todo.get(place)
  const previews = await tenant.caller.todo.returnPreviews(place)
  expect(previews.length).toBeGreaterThan(0)
  expect(previews.map(({ nodeId }) => nodeId)).toEqual(options?.return?.nodeIds)
})

it("tells nothing to somebody who may not return it, and knows no todo that is not there", async () => {
  const other = await addTestMember(tenant.session, { name: "Somebody else" })
  expect(await returnPreviews(other, place)).toEqual([])
  for (const todoId of ["d99", "toString"]) {
    await expect(returnPreviews(tenant.session, { ...place, todoId })).rejects.toMatchObject({ code: "NOT_FOUND" })
  }
})
