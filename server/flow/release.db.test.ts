import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { versionFor } from "@/core/flow/ramp"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { forgetDirectory } from "@/server/people/directory"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"

// Which versions new tickets use: given to a part of them, rolled back, retired; two people at once; and running tickets.

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

const none = { candidateVersionId: null, candidatePercent: null }
const start = (flowId: string) => caller.ticket.start({ flowId, variables: {}, key: randomUUID() })
const versionOf = async (ticketId: string) => (await caller.ticket.get({ ticketId })).state.versionId
const releaseOf = async (flowId: string) => (await caller.flow.versions({ flowId })).release
const audits = (flowId: string) => withTenant(session.tenant).sql<{ action: string; person_id: string }[]>`
  select action, person_id from audit where subject = ${`flow:${flowId}`} order by id`

/** A flow with two versions; the second is current, or the candidate for `percent` of the new tickets. */
async function twoVersions(percent: number | null = null) {
  const flowId = await publishThreeSteps(session)
  const { current, draftRevision: revision } = await caller.flow.get({ flowId })
  const first = current!.id
  const again = { flowId, revision, currentVersionId: first, message: "", percent }
  const { versionId: second } = await caller.flow.publish(again)
  return { flowId, first, second, revision }
}

describe("a ramp", () => {
  it("gives its part of the new tickets to the candidate, each by its id, and is raised, finished and stopped", async () => {
    const { flowId, first, second } = await twoVersions(50)
    const ramped = { currentVersionId: first, candidateVersionId: second, candidatePercent: 50 }
    expect(await releaseOf(flowId)).toEqual(ramped)
    const seen = new Set<string>()
    for (let n = 0; n < 24; n++) {
      const { ticketId } = await start(flowId)
      seen.add(await versionOf(ticketId))
      expect(await versionOf(ticketId)).toBe(versionFor(ramped, ticketId))
    }
    expect(seen).toEqual(new Set([first, second]))
    const { items } = await caller.flow.versions({ flowId })
    expect(items.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(24)
    expect(items.map(({ percent }) => percent)).toEqual([50, null])

    await caller.flow.ramp({ flowId, versionId: second, percent: 80, expected: ramped })
    const raised = { ...ramped, candidatePercent: 80 }
    expect(await releaseOf(flowId)).toEqual(raised)
    await caller.flow.ramp({ flowId, versionId: second, percent: 0, expected: raised })
    expect(await releaseOf(flowId)).toEqual({ currentVersionId: first, ...none })
    await caller.flow.ramp({ flowId, versionId: second, percent: 100, expected: { currentVersionId: first, ...none } })
    expect(await releaseOf(flowId)).toEqual({ currentVersionId: second, ...none })
    expect((await audits(flowId)).map(({ action }) => action)).toEqual([
      "flow.published",
      "flow.published",
      "flow.ramped",
      "flow.ramped",
      "flow.ramped",
    ])
  })

  it("is refused for the current version itself, and beside another form", async () => {
    const { flowId, first, second } = await twoVersions()
    const expected = { currentVersionId: second, ...none }
    await expect(caller.flow.ramp({ flowId, versionId: second, percent: 10, expected })).rejects.toMatchObject({
      cause: { problems: [{ code: "rampNeedsCurrent" }] },
    })
    await expect(caller.flow.ramp({ flowId, versionId: randomUUID(), percent: 10, expected })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    const { draft, draftRevision } = await caller.flow.get({ flowId })
    const label = { en: "Note", zh: "备注" }
    draft.fields = [{ key: "note", type: "string", nullable: true, required: false, label }]
    const opening = draft.nodes.find(({ kind }) => kind === "start")!
    opening.config = { ...opening.config, fields: ["note"] }
    const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
    const publication = { flowId, revision, currentVersionId: second, message: "" }
    await expect(caller.flow.publish({ ...publication, percent: 10 })).rejects.toMatchObject({
      cause: { problems: [{ code: "rampOtherForm" }] },
    })
    await caller.flow.publish(publication)
    expect((await releaseOf(flowId)).currentVersionId).not.toBe(first)
  })
})

describe("of two people at once", () => {
  it("one publishes for a part and the other for all: one wins", async () => {
    const { flowId, second, revision } = await twoVersions()
    const publication = { flowId, revision, currentVersionId: second, message: "" }
    const results = await Promise.allSettled([
      caller.flow.publish({ ...publication, percent: 10 }),
      caller.flow.publish(publication),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } })
    expect((await caller.flow.versions({ flowId })).items).toHaveLength(3)
  })

  it("one rolls back, one retires, one ramps: one wins, and nothing of the others is written", async () => {
    for (let n = 0; n < 5; n++) {
      const { flowId, first, second } = await twoVersions()
      const expected = { currentVersionId: second, ...none }
      const results = await Promise.allSettled([
        caller.flow.rollback({ flowId, versionId: first, expected }),
        caller.flow.retire({ flowId, expected }),
        caller.flow.ramp({ flowId, versionId: first, percent: 30, expected }),
      ])
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      for (const result of results)
        if (result.status === "rejected")
          expect(result.reason).toMatchObject({ code: "CONFLICT", cause: { detail: { publishedBy: "Olive Owner" } } })
      expect(await audits(flowId)).toHaveLength(3)
    }
  })
})

it("a rollback makes an earlier version current; running tickets stay on theirs, and a candidate is dropped", async () => {
  const { flowId, first, second } = await twoVersions()
  const running = await start(flowId)
  expect(await versionOf(running.ticketId)).toBe(second)
  const expected = { currentVersionId: second, ...none }
  await caller.flow.ramp({ flowId, versionId: first, percent: 20, expected })
  const ramped = { currentVersionId: second, candidateVersionId: first, candidatePercent: 20 }
  expect(await caller.flow.rollback({ flowId, versionId: first, expected: ramped })).toEqual({ warnings: [] })
  expect(await releaseOf(flowId)).toEqual({ currentVersionId: first, ...none })
  expect(await versionOf((await start(flowId)).ticketId)).toBe(first)
  expect(await versionOf(running.ticketId)).toBe(second)
  expect((await audits(flowId)).at(-1)).toEqual({ action: "flow.rolledBack", person_id: session.person.id })
})

it("says before and after a rollback who of a version has left since, and does it all the same", async () => {
  const helper = await addTestMember(session, { name: "Gone Soon" })
  const flowId = await publishThreeSteps({ ...session, person: { ...session.person, id: helper.person.id } })
  const { current, draft, draftRevision } = await caller.flow.get({ flowId })
  for (const node of draft.nodes)
    if (node.kind === "handle")
      node.config = { ...node.config, people: { type: "named", personIds: [session.person.id] } }
  const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
  const { versionId } = await caller.flow.publish({ flowId, revision, currentVersionId: current!.id, message: "" })
  await withTenant(session.tenant).sql`update person set active = false where id = ${helper.person.id}`
  forgetDirectory(session.tenant)
  const { problems } = await caller.flow.checkVersion({ flowId, versionId: current!.id })
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.every(({ severity }) => severity === "warning")).toBe(true)
  const expected = { currentVersionId: versionId, ...none }
  const done = await caller.flow.rollback({ flowId, versionId: current!.id, expected })
  expect(done.warnings).toEqual(problems)
})

it("a retired flow refuses new tickets and says why, its running ones go on, and a rollback brings it back", async () => {
  const { flowId, first, second } = await twoVersions()
  const running = await start(flowId)
  await caller.flow.retire({ flowId, expected: { currentVersionId: second, ...none } })
  await expect(start(flowId)).rejects.toMatchObject({ cause: { problems: [{ code: "flowRetired" }] } })
  expect((await caller.ticket.startable()).items.some((item) => item.flowId === flowId)).toBe(false)
  for (let step = 0; step < 3; step++) {
    const { state } = await caller.ticket.get({ ticketId: running.ticketId })
    const todo = Object.values(state.todos).find((one) => one.state === "active")!
    const body = { decision: "done", outcome: null, comment: "", fields: {}, key: randomUUID() } as const
    await caller.todo.decide({ ticketId: running.ticketId, todoId: todo.id, ...body })
  }
  expect((await caller.ticket.get({ ticketId: running.ticketId })).state.status).toBe("closed")
  await caller.flow.rollback({ flowId, versionId: first, expected: { currentVersionId: null, ...none } })
  expect(await versionOf((await start(flowId)).ticketId)).toBe(first)
})

it("agents and auditors change none of it", async () => {
  const { flowId, first, second } = await twoVersions()
  const expected = { currentVersionId: second, ...none }
  for (const role of ["agent", "auditor"] as const) {
    const as = callerOf(await addTestMember(session, { roles: [role] }))
    const attempts = [
      () => as.flow.retire({ flowId, expected }),
      () => as.flow.rollback({ flowId, versionId: first, expected }),
      () => as.flow.ramp({ flowId, versionId: first, percent: 5, expected }),
    ]
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/) })
  }
  expect(await releaseOf(flowId)).toEqual(expected)
})
