import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import { applyCommand } from "@/core/design/command"
import { setFieldRights } from "@/core/design/field-rights"
import { setConfig } from "@/core/design/node-commands"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { getTicket } from "@/server/ticket/get-ticket"
import { addTestMember, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { getTodo } from "./get-todo"
import { inbox } from "./inbox"

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

it("a field hidden at a step reaches none of the step's people, by no page of theirs, and stays in the record", async () => {
  const tenant = await createTestTenant()
  const worker = await addTestMember(tenant.session, { name: "Step's person" })
  const { flowId } = await tenant.caller.flow.create({
    name: "Hidden",
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  const { draft, draftRevision: revision } = await tenant.caller.flow.get({ flowId })
  const first = draft.nodes.find(({ kind }) => kind === "approval")!
  const rule = { type: "named", personIds: [worker.person.id] }
  const named = applyCommand(draft, setConfig(draft, first.id, "people", rule))
  const hidden = applyCommand(named, setFieldRights(named, [first.id], ["account"], "hidden"))
  const saved = await tenant.caller.flow.saveDraft({ flowId, revision, draft: hidden })
  await tenant.caller.flow.publish({
    flowId,
    revision: saved.revision,
    currentVersionId: null,
    message: "First",
  })
  const variables = { amount: 10_000, reason: "loyalty", account: "SECRET-4711" }
  const { ticketId } = await tenant.caller.ticket.start({ flowId, variables, key: randomUUID() })

  const { items } = await inbox(worker, { view: "mine", limit: 100 })
  const { todoId } = items.find((one) => one.ticketId === ticketId)!
  const todo = await getTodo(worker, { ticketId, todoId })
  expect(todo.fields.map(({ field }) => field.key)).not.toContain("account")
  const ticket = await getTicket(worker, ticketId)
  expect(ticket.hiddenFields).toEqual(["account"])
  expect(JSON.stringify([todo, ticket])).not.toContain("SECRET-4711")

  const whole = await getTicket(tenant.session, ticketId)
  expect(whole.hiddenFields).toEqual([])
  expect(whole.state.variables["account"]).toBe("SECRET-4711")
})
