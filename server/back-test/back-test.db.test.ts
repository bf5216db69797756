import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { runBackTest } from "./run"

// A draft is run over past tickets: what would have gone otherwise, what cannot be said, and what a killed worker leaves.

let database: TestDatabase
let session: Session
let caller: ReturnType<typeof callerOf>
let other: ReturnType<typeof callerOf>
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session, caller } = await createTestTenant())
  ;({ caller: other } = await createTestTenant())
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const { signal } = new AbortController()
const run = (backTestId: string) => runBackTest(session.tenant, backTestId, { signal, isLastAttempt: false })

async function decide(ticketId: string): Promise<void> {
  const { state } = await caller.ticket.get({ ticketId })
  const todo = Object.values(state.todos)[0]!
  const key = randomUUID()
  await caller.todo.decide({ ticketId, todoId: todo.id, decision: "done", outcome: null, comment: "", fields: {}, key })
}

async function flowWithTickets(tickets: number) {
  const flowId = await publishThreeSteps(session)
  const ticketIds: string[] = []
  for (let count = 0; count < tickets; count += 1) {
    const { ticketId } = await caller.ticket.start({ flowId, variables: {}, key: randomUUID() })
    ticketIds.push(ticketId)
  }
  for (const ticketId of ticketIds) await decide(ticketId)
  return { flowId, ticketIds }
}

async function changeDraft(flowId: string, change: (draft: DraftGraph) => void): Promise<void> {
  const { draft, draftRevision } = await caller.flow.get({ flowId })
  change(draft)
  await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
}

/** What led to step two leads past it. */
function leaveOutTwo(draft: DraftGraph): void {
  const on = draft.edges.find(({ source }) => source === "two")!
  draft.edges = draft.edges
    .filter((edge) => edge !== on)
    .map((edge) => (edge.target === "two" ? { ...edge, target: on.target } : edge))
  draft.nodes = draft.nodes.filter(({ id }) => id !== "two")
}

const list = { difference: null, cursor: null, limit: 50 } as const

describe("a back-test", () => {
  it("says that a draft which is what is live changes nothing", async () => {
    const { flowId } = await flowWithTickets(3)
    const { backTestId } = await caller.backTest.start({ flowId, days: 7 })
    expect(await caller.backTest.get({ backTestId })).toMatchObject({ state: "running", total: 3, looked: 0 })
    await run(backTestId)
    const done = await caller.backTest.get({ backTestId })
    expect(done).toMatchObject({ state: "done", looked: 3, isOfDraft: true, totals: { tickets: 3, same: 3 } })
    expect((await caller.backTest.tickets({ backTestId, ...list })).items).toEqual([])
    expect(Object.values(done.totals.nodes).every(({ was, would }) => was === would)).toBe(true)
  })

  it("names the tickets that would have gone another way, and from which step on", async () => {
    const { flowId, ticketIds } = await flowWithTickets(3)
    await changeDraft(flowId, leaveOutTwo)
    const { backTestId } = await caller.backTest.start({ flowId, days: 7 })
    await run(backTestId)
    const { totals } = await caller.backTest.get({ backTestId })
    expect(totals).toMatchObject({ tickets: 3, same: 0, counts: { rerouted: 3 }, partings: { one: 3 } })
    expect(totals.nodes["two"]).toEqual({ was: 3, would: 0 })
    const { items, nextCursor } = await caller.backTest.tickets({
      backTestId,
      ...list,
      difference: "rerouted",
      limit: 2,
    })
    expect(items.map(({ ticketId }) => ticketId)).toEqual(ticketIds.slice(0, 2))
    expect(items[0]?.comparison?.parting).toEqual({ afterNodeId: "one", wasNodeId: "two", wouldNodeId: "three" })
    const rest = await caller.backTest.tickets({ backTestId, ...list, difference: "rerouted", cursor: nextCursor })
    expect(rest.items.map(({ ticketId }) => ticketId)).toEqual(ticketIds.slice(2))
    expect((await caller.backTest.tickets({ backTestId, ...list, difference: "newlyLate" })).items).toEqual([])
    expect((await caller.backTest.tickets({ backTestId, ...list, after: "three" })).items).toEqual([])
  })

  it("says nothing of tickets that do not have what the draft asks for, and why", async () => {
    const { flowId } = await flowWithTickets(2)
    await changeDraft(flowId, (draft) => {
      const label = { en: "Customer", zh: "客户" }
      draft.fields.push({ key: "customer", type: "string", nullable: false, required: true, label })
      const start = draft.nodes.find(({ kind }) => kind === "start")!
      start.config = { ...start.config, fields: ["customer"] }
    })
    const { backTestId } = await caller.backTest.start({ flowId, days: 7 })
    await run(backTestId)
    expect((await caller.backTest.get({ backTestId })).totals.counts.incomparable).toBe(2)
    const { items } = await caller.backTest.tickets({ backTestId, ...list, difference: "incomparable" })
    expect(items.map(({ problems }) => problems[0]?.code)).toEqual(["fieldMissing", "fieldMissing"])
  })

  it("goes on behind the last whole batch after a worker was killed, and counts no ticket twice", async () => {
    const { flowId } = await flowWithTickets(3)
    await changeDraft(flowId, leaveOutTwo)
    const { backTestId } = await caller.backTest.start({ flowId, days: 7 })
    const killed = AbortSignal.abort(new Error("killed"))
    await expect(runBackTest(session.tenant, backTestId, { signal: killed, isLastAttempt: true })).rejects.toThrow(
      "killed",
    )
    expect(await caller.backTest.get({ backTestId })).toMatchObject({ state: "running", looked: 0 })
    // Two workers with the same job, as after one that was only thought dead.
    await Promise.all([run(backTestId), run(backTestId)])
    expect(await caller.backTest.get({ backTestId })).toMatchObject({
      state: "done",
      looked: 3,
      totals: { tickets: 3 },
    })
    expect((await caller.backTest.tickets({ backTestId, ...list })).items).toHaveLength(3)
  })

  it("runs once at a time for a flow, can be cancelled, and then writes nothing more", async () => {
    const { flowId } = await flowWithTickets(1)
    const both = await Promise.allSettled([1, 2].map(() => caller.backTest.start({ flowId, days: 7 })))
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    const backTestId = (await caller.backTest.list({ flowId })).items[0]!.id
    await caller.backTest.cancel({ backTestId })
    await run(backTestId)
    expect(await caller.backTest.get({ backTestId })).toMatchObject({ state: "cancelled", looked: 0 })
    await expect(caller.backTest.cancel({ backTestId })).rejects.toMatchObject({ cause: { code: "INVALID" } })
  })

  it("is refused for a draft that cannot run, and where there are no tickets", async () => {
    const { flowId } = await flowWithTickets(1)
    await changeDraft(flowId, (draft) => void draft.edges.pop())
    await expect(caller.backTest.start({ flowId, days: 7 })).rejects.toMatchObject({ cause: { code: "INVALID" } })
    const empty = await publishThreeSteps(session)
    await expect(caller.backTest.start({ flowId: empty, days: 7 })).rejects.toMatchObject({
      cause: { problems: [{ code: "backTestNothing" }] },
    })
  })

  it("is not there for another organisation", async () => {
    const { flowId } = await flowWithTickets(1)
    const { backTestId } = await caller.backTest.start({ flowId, days: 7 })
    await expect(other.backTest.get({ backTestId })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } })
    await expect(other.backTest.start({ flowId, days: 7 })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } })
    const { sql } = withTenant(session.tenant)
    const [row] = await sql`select state from back_test where id = ${backTestId}`
    expect(row).toEqual({ state: "running" })
  })
})
