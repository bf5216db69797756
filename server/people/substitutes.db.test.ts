import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { node, edge } from "@/core/flow/starters/starter"
import { approval } from "@/core/flow/nodes/approval"
import { close } from "@/core/flow/nodes/close"
import { start } from "@/core/flow/nodes/start"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { openTicket } from "@/server/ticket/open"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { loadDirectory } from "./directory"

let database: TestDatabase
let owner: Session
let ada: Session
let bo: Session
let cai: Session
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})
beforeEach(async () => {
  owner = (await createTestTenant()).session
  ada = await addTestMember(owner, { name: "Ada" })
  bo = await addTestMember(owner, { name: "Bo" })
  cai = await addTestMember(owner, { name: "Cai" })
})

/** `field: code` of each problem, or the code of the refusal. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await work }
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    if (!(cause instanceof AppError)) return (error as { code?: string }).code
    return cause.problems.length > 0 ? cause.problems.map(({ place, code }) => `${place.field}: ${code}`) : cause.code
  }
}

const away = (of: Session, to: Session, from = "2030-01-01", until: string | null = "2030-01-02") => ({
  personId: of.person.id,
  toId: to.person.id,
  from,
  until,
})
const today = "2020-01-01"
const auditOf = async ({ tenant }: Session) =>
  (await withTenant(tenant).sql<{ action: string }[]>`select action from audit order by id`).map(({ action }) => action)

const open = ({ tenant, person }: Session, flowId: string) =>
  openTicket(tenant, {
    flowId,
    key: randomUUID(),
    by: person.id,
    origin: { type: "manual" },
    initiatorId: person.id,
    variables: {},
  })

async function openTodosOf(session: Session) {
  return (await callerOf(session).todo.inbox({ view: "mine", limit: 100 })).items
}

/** Start, a step that Ada has, close. */
async function flowOf(session: Session): Promise<string> {
  return publishThreeSteps({ ...owner, person: { ...owner.person, id: session.person.id } })
}

describe("people.setSubstitute", () => {
  it("takes whole days of the tenant's zone, the last one included, and the directory knows at once", async () => {
    await loadDirectory(owner.tenant)
    const { id } = await callerOf(ada).people.setSubstitute(away(ada, bo))
    expect(await callerOf(ada).people.substitutes()).toEqual([
      {
        id,
        personId: ada.person.id,
        personName: "Ada",
        toId: bo.person.id,
        toName: "Bo",
        from: new Date("2029-12-31T16:00:00Z"),
        until: new Date("2030-01-02T16:00:00Z"),
      },
    ])
    expect((await loadDirectory(owner.tenant)).substitutes).toEqual([
      {
        personId: ada.person.id,
        toId: bo.person.id,
        from: Date.parse("2029-12-31T16:00:00Z"),
        until: Date.parse("2030-01-02T16:00:00Z"),
      },
    ])
    expect(await auditOf(owner)).toContain("substitute.set")
  })

  it("refuses what makes no sense, each with its field", async () => {
    const { people } = callerOf(owner)
    await people.setSubstitute(away(ada, bo))
    expect(await refusal(people.setSubstitute(away(cai, cai)))).toEqual(["toId: samePerson"])
    expect(await refusal(people.setSubstitute(away(cai, ada, "2030-02-02", "2030-02-01")))).toEqual([
      "until: rangeReversed",
    ])
    expect(await refusal(people.setSubstitute(away(cai, ada, today, "2020-01-02")))).toEqual(["until: rangePast"])
    expect(await refusal(people.setSubstitute(away(ada, cai, "2030-01-02", null)))).toEqual(["from: rangeOverlaps"])
    expect(await refusal(people.setSubstitute(away(bo, ada, today, null)))).toEqual(["toId: substituteCircle"])
    await people.change({ personId: cai.person.id, active: false })
    expect(await refusal(people.setSubstitute(away(bo, cai)))).toEqual(["toId: personUnknown"])
  })

  it("lets one of two through that are set at once and would make a circle", async () => {
    const results = await Promise.allSettled([
      callerOf(ada).people.setSubstitute(away(ada, bo)),
      callerOf(bo).people.setSubstitute(away(bo, ada)),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })

  it("is for oneself; for others only owners and supervisors may", async () => {
    expect(await refusal(callerOf(cai).people.setSubstitute(away(ada, bo)))).toBe("FORBIDDEN")
    const supervisor = await addTestMember(owner, { name: "Sue", roles: ["supervisor"] })
    await callerOf(supervisor).people.setSubstitute(away(ada, bo))
    expect(await callerOf(cai).people.substitutes()).toEqual([])
    for (const session of [owner, supervisor, ada, bo])
      expect(await callerOf(session).people.substitutes()).toHaveLength(1)
  })

  it("sends new work to the substitute, who has it for the one who is away", async () => {
    const flowId = await flowOf(ada)
    await callerOf(ada).people.setSubstitute(away(ada, bo, today, null))
    const { ticketId } = await open(owner, flowId)
    expect(await openTodosOf(ada)).toEqual([])
    expect(await openTodosOf(bo)).toMatchObject([{ ticketId, assignee: { name: "Bo" }, owner: { name: "Ada" } }])
  })
})

describe("people.endSubstitute", () => {
  it("ends a current one now and takes back one to come; both leave the list", async () => {
    const current = await callerOf(ada).people.setSubstitute(away(ada, bo, today, null))
    const later = await callerOf(bo).people.setSubstitute(away(bo, cai))
    expect(await refusal(callerOf(cai).people.endSubstitute(current))).toBe("NOT_FOUND")
    await callerOf(ada).people.endSubstitute(current)
    await callerOf(owner).people.endSubstitute(later)
    expect(await callerOf(owner).people.substitutes()).toEqual([])
    expect((await loadDirectory(owner.tenant)).substitutes).toEqual([])
    const rows = await withTenant(owner.tenant).sql`select id from substitute`
    expect(rows).toMatchObject([{ id: current.id }])
    expect(await refusal(callerOf(ada).people.endSubstitute(current))).toBe("NOT_FOUND")
  })
})

describe("people.handOver", () => {
  const handOver = (of: Session, to: Session) =>
    callerOf(owner).people.handOver({ personId: of.person.id, toId: to.person.id, reason: "leaves" })

  it("moves every open todo, forwards what comes later, and does nothing the second time", async () => {
    const flowId = await flowOf(ada)
    for (let count = 0; count < 3; count++) await open(owner, flowId)
    await callerOf(ada).people.setSubstitute(away(ada, cai))
    expect(await callerOf(owner).people.openTodos({ personId: ada.person.id })).toEqual({ count: 3 })

    const first = await handOver(ada, bo)
    expect(first).toMatchObject({ left: 0, results: [{ refusal: null }, { refusal: null }, { refusal: null }] })
    expect(await openTodosOf(ada)).toEqual([])
    expect(await openTodosOf(bo)).toHaveLength(3)
    const { ticketId } = await open(owner, flowId)
    expect((await openTodosOf(bo)).map((item) => item.ticketId)).toContain(ticketId)
    expect(await callerOf(owner).people.substitutes()).toMatchObject([{ toName: "Bo", until: null }])

    const rules = await withTenant(owner.tenant).sql`select * from substitute order by id`
    expect(await handOver(ada, bo)).toEqual({ results: [], left: 0 })
    expect(await withTenant(owner.tenant).sql`select * from substitute order by id`).toEqual(rules)
    expect(await auditOf(owner)).toEqual(expect.arrayContaining(["person.handedOver", "substitute.ended"]))
  })

  it("leaves what the taker cannot have, and says why; the rest moves", async () => {
    const both = await signedByBoth()
    const blocked = await open(owner, both)
    const free = await open(owner, await flowOf(ada))
    const { results } = await handOver(ada, bo)
    expect(results).toEqual([
      expect.objectContaining({
        ticketId: blocked.ticketId,
        refusal: { en: expect.stringMatching(/./), zh: expect.stringMatching(/./) },
      }),
      expect.objectContaining({ ticketId: free.ticketId, refusal: null }),
    ])
    expect((await openTodosOf(ada)).map(({ ticketId }) => ticketId)).toEqual([blocked.ticketId])
  })

  it("moves nothing when the work would come back in a circle", async () => {
    await open(owner, await flowOf(ada))
    await callerOf(bo).people.setSubstitute(away(bo, ada, today, null))
    expect(await refusal(handOver(ada, bo))).toEqual(["toId: substituteCircle"])
    expect(await openTodosOf(ada)).toHaveLength(1)
  })

  it("is for owners and supervisors", async () => {
    const input = { personId: ada.person.id, toId: bo.person.id, reason: "" }
    expect(await refusal(callerOf(cai).people.handOver(input))).toBe("FORBIDDEN")
    expect(await refusal(callerOf(cai).people.openTodos({ personId: ada.person.id }))).toBe("FORBIDDEN")
  })

  it("moves 500 todos at once", async () => {
    const flowId = await flowOf(ada)
    for (let count = 0; count < 500; count += 25)
      await Promise.all(Array.from({ length: 25 }, () => open(owner, flowId)))
    const { results } = await handOver(ada, bo)
    expect(results.filter(({ refusal: refused }) => refused === null)).toHaveLength(500)
    expect(await callerOf(owner).people.openTodos({ personId: ada.person.id })).toEqual({ count: 0 })
  }, 120_000)
})

/** A step that Ada and Bo both have to sign. */
async function signedByBoth(): Promise<string> {
  const { flow } = callerOf(owner)
  const { flowId } = await flow.create({ name: "Both", description: "", starter: null, locale: "en" })
  const people = { type: "named" as const, personIds: [ada.person.id, bo.person.id] }
  const { revision } = await flow.saveDraft({
    flowId,
    revision: 1,
    draft: {
      nodes: [
        node("start", "start", "Start", [0, 0], { ...start.defaults() }),
        node("both", "approval", "Both", [1, 0], {
          ...approval.defaults(),
          people,
          mode: "countersign",
          pass: { type: "all" },
        }),
        node("end", "close", "End", [2, 0], { ...close.defaults() }),
      ],
      edges: [edge("start", "next", "both"), edge("both", "approved", "end"), edge("both", "rejected", "end")],
      fields: [],
      settings: { homeUnitId: null, administratorIds: [owner.person.id] },
    },
  })
  await flow.publish({ flowId, revision, currentVersionId: null, message: "" })
  return flowId
}
