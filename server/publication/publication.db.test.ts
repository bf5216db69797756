import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"

// Two people publish: what the first asked for and nothing else, and neither of them alone.

let database: TestDatabase
let owner: Session
let caller: ReturnType<typeof callerOf>
let second: ReturnType<typeof callerOf>
let third: ReturnType<typeof callerOf>
let agent: ReturnType<typeof callerOf>
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session: owner, caller } = await createTestTenant())
  const member = async (name: string, role: "designer" | "agent") =>
    callerOf(await addTestMember(owner, { name, roles: [role] }))
  second = await member("Second", "designer")
  third = await member("Third", "designer")
  agent = await member("Agnes", "agent")
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

async function reviewed() {
  const flowId = await publishThreeSteps(owner)
  const { name, description, scope, current, draftRevision: revision } = await caller.flow.get({ flowId })
  await caller.flow.rename({ flowId, name, description, scope, needsApproval: true })
  const wish = { candidateVersionId: null, candidatePercent: null, percent: null, message: "shorter" }
  return { flowId, revision, currentVersionId: current!.id, ...wish }
}
const refused = (code: string) => ({ cause: { code: "INVALID", problems: [{ code }] } })

describe("a flow that two people publish", () => {
  it("is published by nobody alone, and by the second person as the first asked", async () => {
    const wish = await reviewed()
    const { flowId } = wish
    await expect(caller.flow.publish(wish)).rejects.toMatchObject(refused("needsApproval"))
    const { requestId } = await second.publication.ask(wish)
    const decision = { requestId, decision: "approve", comment: "" } as const
    await expect(second.publication.decide(decision)).rejects.toMatchObject(refused("ownRequest"))
    await expect(agent.publication.decide(decision)).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } })
    expect(await third.publication.last({ flowId })).toMatchObject({
      state: "open",
      isCurrent: true,
      wish: { message: "shorter" },
    })
    expect(await third.publication.decide(decision)).toEqual({ number: 2 })
    const [version] = (await caller.flow.versions({ flowId })).items
    expect(version).toMatchObject({ number: 2, current: true, message: "shorter" })
    expect(version).toMatchObject({ publishedBy: "Second", approvedBy: "Third" })
    await expect(third.publication.decide(decision)).rejects.toMatchObject(refused("requestDecided"))
  })

  it("asks once at a time, and tells everybody who could decide, but not whoever asks", async () => {
    const wish = await reviewed()
    const both = await Promise.allSettled([second.publication.ask(wish), third.publication.ask(wish)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    const asker = both[0]!.status === "fulfilled" ? second : third
    const toldOf = async (who: typeof second) =>
      (await who.notification.list({})).items.filter(
        ({ kind, params }) => kind === "publicationRequested" && params["flowId"] === wish.flowId,
      )
    expect(await toldOf(caller)).toHaveLength(1)
    expect(await toldOf(asker)).toEqual([])
    expect(await toldOf(agent)).toEqual([])
  })

  it("publishes nothing that was changed after it was asked for", async () => {
    const wish = await reviewed()
    const { flowId } = wish
    const { requestId } = await second.publication.ask(wish)
    const { draft, draftRevision: revision } = await second.flow.get({ flowId })
    draft.nodes[0]!.name = "Slipped in"
    await second.flow.saveDraft({ flowId, revision, draft })
    const decision = { requestId, decision: "approve", comment: "" } as const
    await expect(third.publication.decide(decision)).rejects.toMatchObject(refused("requestOvertaken"))
    expect((await caller.flow.versions({ flowId })).items).toHaveLength(1)
    // Overtaken, so that anybody may clear it away.
    await third.publication.withdraw({ requestId })
    expect(await second.publication.last({ flowId })).toMatchObject({ state: "withdrawn" })
  })

  it("can be refused with a word, or taken back by whoever asked and nobody else", async () => {
    const wish = await reviewed()
    const { requestId } = await second.publication.ask(wish)
    await expect(third.publication.withdraw({ requestId })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } })
    await third.publication.decide({ requestId, decision: "reject", comment: "Too early" })
    expect(await second.publication.last({ flowId: wish.flowId })).toMatchObject({
      state: "rejected",
      comment: "Too early",
    })
    const [notice] = (await second.notification.list({})).items
    expect(notice).toMatchObject({ kind: "publicationRejected" })
    const again = await second.publication.ask(wish)
    await second.publication.withdraw(again)
    await expect(second.publication.withdraw(again)).rejects.toMatchObject(refused("requestDecided"))
  })

  it("decides once, when a yes, a no and a withdrawal meet", async () => {
    const wish = await reviewed()
    const { requestId } = await second.publication.ask(wish)
    const all = await Promise.allSettled([
      third.publication.decide({ requestId, decision: "approve", comment: "" }),
      caller.publication.decide({ requestId, decision: "reject", comment: "" }),
      second.publication.withdraw({ requestId }),
    ])
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const { sql } = withTenant(owner.tenant)
    const [row] = await sql<{ state: string; versions: number }[]>`
      select state, (select count(*)::int from flow_version where flow_id = ${wish.flowId}) as versions
      from publication_request where id = ${requestId}`
    expect(row!.versions).toBe(row!.state === "approved" ? 2 : 1)
  })

  it("is made so, and made otherwise, by owners only", async () => {
    const { flowId } = await reviewed()
    const { name, description, scope } = await second.flow.get({ flowId })
    const facts = { flowId, name, description, scope }
    await expect(second.flow.rename({ ...facts, needsApproval: false })).rejects.toMatchObject({
      cause: { code: "FORBIDDEN" },
    })
    await second.flow.rename(facts)
    expect((await caller.flow.get({ flowId })).needsApproval).toBe(true)
  })
})
