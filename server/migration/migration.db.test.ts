import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { versionFor } from "@/core/flow/ramp"
import { samePlan, type MigrationPlan } from "@/core/ticket/migration/plan"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { runStep } from "@/server/ticket/step"
import { verifyTickets } from "@/server/ticket/verify-ticket"
import { runMigration } from "./run"

// Running tickets move from one version to another: looked at before, moved one by one, paused, ended, and gone on with
// after a crash; and tickets that nobody moves stay where they are.

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

const start = async (flowId: string) =>
  (await caller.ticket.start({ flowId, variables: {}, key: randomUUID() })).ticketId
const signal = new AbortController().signal
const sound = async () => (await verifyTickets(session.tenant, () => {})).differences

/** Publishes a changed graph; answers the new version. */
async function publishChanged(flowId: string, change: (draft: DraftGraph) => void): Promise<string> {
  const { draft, draftRevision, current, candidate } = await caller.flow.get({ flowId })
  change(draft)
  const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft })
  const { versionId } = await caller.flow.publish({
    flowId,
    revision,
    currentVersionId: current?.id ?? null,
    candidateVersionId: candidate?.id ?? null,
    candidatePercent: candidate?.percent ?? null,
    message: "",
  })
  return versionId
}

/** Step one is drawn anew as "uno"; the rest stays. */
function drawnAnew(draft: DraftGraph): void {
  for (const node of draft.nodes) if (node.id === "one") Object.assign(node, { id: "uno", name: "Step uno" })
  for (const edge of draft.edges) {
    if (edge.source === "one") edge.source = "uno"
    if (edge.target === "one") edge.target = "uno"
  }
}

async function twoVersions(tickets: number) {
  const flowId = await publishThreeSteps(session)
  const fromVersionId = (await caller.flow.get({ flowId })).current!.id
  const ticketIds = await Promise.all(Array.from({ length: tickets }, () => start(flowId)))
  const toVersionId = await publishChanged(flowId, drawnAnew)
  const plan: MigrationPlan = { ...samePlan, nodes: { one: "uno" } }
  return { ticketIds, input: { flowId, fromVersionId, toVersionId, plan } }
}

const decide = async (ticketId: string) => {
  const { state } = await caller.ticket.get({ ticketId })
  const todo = Object.values(state.todos)[0]!
  return caller.todo.decide({
    ticketId,
    todoId: todo.id,
    decision: "done",
    outcome: null,
    comment: "",
    fields: {},
    key: randomUUID(),
  })
}

describe("a migration", () => {
  it("is looked at before: who goes where, when it is due, and who cannot", async () => {
    const { ticketIds, input } = await twoVersions(3)
    await decide(ticketIds[0]!)
    const { state } = await caller.ticket.get({ ticketId: ticketIds[1]! })
    const preview = await caller.migration.preview(input)
    expect(preview).toMatchObject({ total: 3, looked: 3, moves: { total: 3 }, refused: { total: 0 } })
    expect(preview.nodes).toEqual([
      { nodeId: "one", tickets: 2, refused: 0 },
      { nodeId: "two", tickets: 1, refused: 0 },
    ])
    const dueAt = Object.values(state.todos)[0]!.clock!.dueAt
    expect(preview.moves.items.find(({ ticketId }) => ticketId === ticketIds[1])?.stands).toEqual([
      { nodeId: "uno", fromNodeId: "one", dueAt },
    ])
    const unmapped = await caller.migration.preview({ ...input, plan: samePlan })
    expect(unmapped).toMatchObject({ moves: { total: 1 }, refused: { total: 2 } })
    expect(unmapped.refused.items[0]?.problems[0]?.code).toBe("migrationNodeMissing")
    expect((await caller.ticket.get({ ticketId: ticketIds[1]! })).state).toEqual(state)
  })

  it("moves every ticket by a step of its own, and says of each what became of it", async () => {
    const { ticketIds, input } = await twoVersions(3)
    const [moved, closed, elsewhere] = ticketIds as [string, string, string]
    const before = (await caller.ticket.get({ ticketId: moved })).state
    const { migrationId } = await caller.migration.start(input)
    for (let step = 0; step < 3; step++) await decide(closed)
    const away = {
      type: "migrate" as const,
      fromVersionId: input.fromVersionId,
      versionId: input.toVersionId,
      ...input.plan,
    }
    await runStep(session.tenant, { ticketId: elsewhere, key: randomUUID(), by: session.person.id, body: away })

    await runMigration(session.tenant, migrationId, signal)
    const done = await caller.migration.get({ migrationId })
    expect(done).toMatchObject({ state: "done", counts: { total: 3, migrated: 1, refused: 0, skipped: 2, left: 0 } })
    const { items } = await caller.migration.results({ migrationId, outcome: null, cursor: null, limit: 50 })
    expect(Object.fromEntries(items.map(({ ticketId, outcome }) => [ticketId, outcome]))).toEqual({
      [moved]: "migrated",
      [closed]: "skipped",
      [elsewhere]: "skipped",
    })
    const after = await caller.ticket.get({ ticketId: moved })
    expect(after.state.versionId).toBe(input.toVersionId)
    expect(after.flow.versionNumber).toBe(2)
    expect(after.earlier).toMatchObject([{ id: input.fromVersionId, number: 1, untilSeq: before.seq }])
    expect(after.events.at(-1)).toMatchObject({ by: session.person.id, body: { type: "migrated", clocks: "keep" } })
    expect(Object.values(after.state.todos)[0]).toEqual({ ...Object.values(before.todos)[0]!, nodeId: "uno" })
    const inbox = await caller.todo.inbox({ view: "everyone", cursor: null, limit: 50 })
    expect(inbox.items.find(({ ticketId }) => ticketId === moved)?.nodeName).toBe("Step uno")
    // What was finished before the move still says where.
    const finished = await caller.todo.get({ ticketId: closed, todoId: Object.keys(before.todos)[0]! })
    expect(finished.nodeName).toBe("Step 1")

    for (let step = 0; step < 3; step++) await decide(moved)
    expect((await caller.ticket.get({ ticketId: moved })).state.status).toBe("closed")
    expect(await sound()).toEqual([])
    const audits = await withTenant(session.tenant).sql<{ action: string }[]>`
      select action from audit where subject = ${`flow:${input.flowId}`} order by id desc limit 1`
    expect(audits.map(({ action }) => action)).toEqual(["flow.migrationStarted"])
  })

  it("leaves a ticket that cannot move untouched, with the reason", async () => {
    const { ticketIds, input } = await twoVersions(2)
    await decide(ticketIds[0]!)
    const before = (await caller.ticket.get({ ticketId: ticketIds[1]! })).state
    const { migrationId } = await caller.migration.start({ ...input, plan: samePlan })
    await runMigration(session.tenant, migrationId, signal)
    const { items } = await caller.migration.results({ migrationId, outcome: "refused", cursor: null, limit: 50 })
    expect(items).toMatchObject([{ ticketId: ticketIds[1], problems: [{ code: "migrationNodeMissing" }] }])
    expect((await caller.ticket.get({ ticketId: ticketIds[1]! })).state).toEqual(before)
    expect((await caller.migration.get({ migrationId })).counts).toMatchObject({ migrated: 1, refused: 1 })
  })

  it("pauses, goes on and is cancelled; what has moved stays", async () => {
    const { input } = await twoVersions(40)
    const { migrationId } = await caller.migration.start(input)
    await caller.migration.change({ migrationId, action: "pause" })
    await runMigration(session.tenant, migrationId, signal)
    expect(await caller.migration.get({ migrationId })).toMatchObject({ state: "paused", counts: { left: 40 } })
    await expect(caller.migration.change({ migrationId, action: "pause" })).rejects.toMatchObject({
      cause: { problems: [{ code: "migrationOtherState" }] },
    })
    await expect(caller.migration.start(input)).rejects.toMatchObject({
      cause: { problems: [{ code: "migrationUnderWay" }] },
    })
    await caller.migration.change({ migrationId, action: "continue" })
    // It is cancelled while a worker is at it: the worker ends with what it has in hand.
    const running = runMigration(session.tenant, migrationId, signal)
    await caller.migration.change({ migrationId, action: "cancel" })
    await running
    const { state, counts } = await caller.migration.get({ migrationId })
    expect(state).toBe("cancelled")
    expect(counts.migrated + counts.left).toBe(40)
    expect(counts.left).toBeGreaterThan(0)
    expect(await sound()).toEqual([])
  })

  it("goes on after its worker was killed, between a ticket's step and the note of it too", async () => {
    const { ticketIds, input } = await twoVersions(20)
    const { migrationId } = await caller.migration.start(input)
    const { sql } = withTenant(session.tenant)
    // What a worker leaves behind that was killed: steps taken, nothing noted.
    const body = {
      type: "migrate" as const,
      fromVersionId: input.fromVersionId,
      versionId: input.toVersionId,
      ...input.plan,
    }
    const by = session.person.id
    for (const ticketId of ticketIds.slice(0, 5)) {
      await runStep(session.tenant, { ticketId, key: `migration:${migrationId}:${ticketId}`, by, body })
    }
    const stopped = AbortSignal.abort()
    await expect(runMigration(session.tenant, migrationId, stopped)).rejects.toThrow()
    // Two at once, as when the queue gives a job of a worker that it took for dead to another.
    await Promise.all([1, 2].map(() => runMigration(session.tenant, migrationId, signal)))
    expect(await caller.migration.get({ migrationId })).toMatchObject({
      state: "done",
      counts: { migrated: 20, left: 0 },
    })
    const [moves] = await sql<{ steps: number }[]>`
      select count(*)::int as steps from step where key like ${`migration:${migrationId}:%`}`
    expect(moves?.steps).toBe(20)
    expect(await sound()).toEqual([])
  })

  it("is only for those who may edit the flow, and nobody else's", async () => {
    const { input } = await twoVersions(1)
    const agent = callerOf(await addTestMember(session, { name: "Agnes" }))
    await expect(agent.migration.preview(input)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(agent.migration.start(input)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const { migrationId } = await caller.migration.start(input)
    await expect(agent.migration.change({ migrationId, action: "cancel" })).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(other.migration.get({ migrationId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(other.migration.preview(input)).rejects.toMatchObject({ code: "NOT_FOUND" })
    const elsewhere = await publishThreeSteps(session)
    await expect(caller.migration.preview({ ...input, flowId: elsewhere })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

it(
  "200 tickets that are opened while versions are published each end on the version they began with",
  { timeout: 60_000 },
  async () => {
    const flowId = await publishThreeSteps(session)
    const opened: { ticketId: string; versionId: string }[] = []
    const work = async () => {
      for (let count = 0; count < 25; count++) {
        const ticketId = await start(flowId)
        opened.push({ ticketId, versionId: (await caller.ticket.get({ ticketId })).state.versionId })
        for (let step = 0; step < 3; step++) await decide(ticketId)
      }
    }
    const publishing = async () => {
      for (let version = 2; version <= 6; version++) {
        await publishChanged(flowId, (draft) => {
          for (const node of draft.nodes) if (node.id === "two") node.name = `Step 2, version ${version}`
        })
      }
    }
    await Promise.all([...Array.from({ length: 8 }, work), publishing()])
    expect(new Set(opened.map(({ versionId }) => versionId)).size).toBeGreaterThan(1)
    const rows = await withTenant(session.tenant).sql<{ id: string; version_id: string; status: string }[]>`
    select id, version_id, status from ticket where flow_id = ${flowId}`
    expect(rows).toHaveLength(200)
    const ended = new Map(rows.map((row) => [row.id, row]))
    for (const { ticketId, versionId } of opened) {
      expect(ended.get(ticketId)).toMatchObject({ version_id: versionId, status: "closed" })
    }
    const release = (await caller.flow.versions({ flowId })).release
    expect(versionFor(release, opened.at(-1)!.ticketId)).toBe(release.currentVersionId)
  },
)
