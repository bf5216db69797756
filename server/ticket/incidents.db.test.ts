import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { close } from "@/core/flow/nodes/close"
import { handle } from "@/core/flow/nodes/handle"
import { start } from "@/core/flow/nodes/start"
import { edge, node } from "@/core/flow/starters/starter"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"

// What is stuck, in pages; and that trying again settles it once the cause is gone.

const stuckTickets = 200

let database: TestDatabase
let admin: postgres.Sql
let session: Session
let caller: ReturnType<typeof callerOf>
let flowId: string
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  await admin`create extension if not exists pg_stat_statements`
  ;({ session, caller } = await createTestTenant())
  flowId = await flowFor(await group("Auditors"), "For auditors")
  for (let n = 0; n < stuckTickets; n++) await open(flowId)
}, 120_000)
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

const open = (id: string) => caller.ticket.start({ flowId: id, variables: {}, key: randomUUID() })

const groupOf = (name: string, personIds: string[] = []) => ({
  key: name.toLowerCase().replaceAll(" ", "-"),
  name,
  vendorIds: [],
  personIds,
})
const group = async (name: string) => (await caller.people.createSkillGroup(groupOf(name))).id

/** One step for a skill group: while nobody is in it, each ticket is stuck there. */
async function flowFor(skillGroupId: string, name: string): Promise<string> {
  const { flowId: id } = await caller.flow.create({ name, description: "", starter: null, locale: "en" })
  const work = {
    ...handle.defaults(),
    people: { type: "skillGroup", skillGroupId, onlineOnly: false },
    distribution: "all",
  }
  const draft = {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      node("work", "handle", "Look into it", [1, 0], work),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "work"), edge("work", "done", "end")],
    fields: [],
    settings: { homeUnitId: null, administratorIds: [session.person.id] },
  }
  const { revision } = await caller.flow.saveDraft({ flowId: id, revision: 1, draft })
  await caller.flow.publish({ flowId: id, revision, currentVersionId: null, message: "" })
  return id
}

const everything = { code: null, flowId: null, cursor: null, limit: 50 }

describe("the list of incidents", () => {
  it("has every one of them once, the newest ticket first, over its pages", async () => {
    const numbers: number[] = []
    for (let cursor: number | null = null, pages = 0; pages < 10; pages++) {
      const page: Awaited<ReturnType<typeof caller.ticket.incidents>> = await caller.ticket.incidents({
        ...everything,
        cursor,
      })
      expect(page.total).toBe(stuckTickets)
      numbers.push(...page.items.map(({ number }) => number))
      cursor = page.nextCursor
      if (cursor === null) break
    }
    expect(numbers).toHaveLength(stuckTickets)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => b - a))
    expect(await caller.ticket.incidentCount()).toEqual({ total: stuckTickets })
  })

  it("asks the database as often for a page of fifty as for one of one", async () => {
    await caller.ticket.incidents(everything)
    const counted = async () => {
      const [used] = await admin<{ calls: number }[]>`
        select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
        where r.rolname = ${session.tenant.schema} and s.toplevel`
      return used!.calls
    }
    const statements = async (limit: number) => {
      const before = await counted()
      await caller.ticket.incidents({ ...everything, limit })
      return (await counted()) - before
    }
    const one = await statements(1)
    expect(one).toBeGreaterThan(0)
    expect(await statements(50)).toBe(one)
  })

  it("says where, why, since when and who was told", async () => {
    const [item] = (await caller.ticket.incidents({ ...everything, limit: 1 })).items
    expect(item).toMatchObject({
      flowId,
      flowName: "For auditors",
      code: "nobody",
      nodeName: { en: "Look into it" },
      told: ["Olive Owner"],
      mayRetry: true,
    })
    expect(item!.detail.en).not.toBe("")
    expect(Date.now() - item!.since).toBeLessThan(300_000)
  })

  it("finds the cause of one that many steps lie behind", async () => {
    const { ticketId } = await open(flowId)
    for (let n = 0; n < 25; n++) await caller.ticket.comment({ ticketId, comment: `${n}`, key: randomUUID() })
    const [item] = (await caller.ticket.incidents({ ...everything, limit: 1 })).items
    expect(item).toMatchObject({ ticketId, code: "nobody" })
    await caller.ticket.revoke({ ticketId, comment: "", key: randomUUID() })
    expect((await caller.ticket.incidents(everything)).total).toBe(stuckTickets)
  })

  it("is narrowed to a reason and a flow, across pages", async () => {
    expect((await caller.ticket.incidents({ ...everything, code: "expression" })).items).toEqual([])
    expect((await caller.ticket.incidents({ ...everything, flowId: randomUUID() })).items).toEqual([])
    const nobody = await caller.ticket.incidents({ ...everything, code: "nobody", flowId, limit: 10 })
    expect(nobody.items).toHaveLength(10)
    expect(nobody.nextCursor).toBe(nobody.items.at(-1)!.number)
  })

  it("is for those who look after the hotline; an auditor only looks", async () => {
    const agent = callerOf(await addTestMember(session, { roles: ["agent"] }))
    await expect(agent.ticket.incidents(everything)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const designer = callerOf(await addTestMember(session, { roles: ["designer"] }))
    expect((await designer.ticket.incidents(everything)).items[0]?.mayRetry).toBe(false)
  })
})

it("trying again goes on once somebody is there, and is stuck anew with its reason until then", async () => {
  const skillGroupId = await group("Nobody yet")
  const lonely = await flowFor(skillGroupId, "Lonely")
  const { ticketId } = await open(lonely)
  const find = async () => (await caller.ticket.incidents({ ...everything, flowId: lonely })).items
  const [first] = await find()
  await caller.ticket.retry({ ticketId, incidentId: first!.incidentId, key: randomUUID() })
  const [second] = await find()
  expect(second!.incidentId).not.toBe(first!.incidentId)
  expect(second!.code).toBe("nobody")
  const supervising = await addTestMember(session, { name: "Sue", roles: ["supervisor"] })
  await caller.people.changeSkillGroup({ id: skillGroupId, ...groupOf("Somebody", [supervising.person.id]) })
  // A supervisor who is neither the flow's administrator nor an owner may settle it.
  const key = randomUUID()
  await callerOf(supervising).ticket.retry({ ticketId, incidentId: second!.incidentId, key })
  expect(await find()).toEqual([])
})
