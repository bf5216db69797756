import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { emptyDraft } from "./create-flow"

// Several people on one flow: who is there, what a save tells the others, and what they say to each other.

let database: TestDatabase
let session: Session
let other: Session
let stranger: Awaited<ReturnType<typeof createTestTenant>>
let caller: ReturnType<typeof callerOf>
let colleague: ReturnType<typeof callerOf>
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session, caller } = await createTestTenant())
  other = await addTestMember(session, { name: "Dora Designer", roles: ["designer"] })
  colleague = callerOf(other)
  stranger = await createTestTenant()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const sql = () => withTenant(session.tenant).sql
const newFlow = async () =>
  (await caller.flow.create({ name: "Shared", description: "", starter: null, locale: "en" })).flowId
const news = (flowId: string, topic: string) => sql()<{ body: Record<string, unknown>; person_id: string | null }[]>`
  select body, person_id from feed_event where topic = ${topic} and body->>'flowId' = ${flowId} order by xid, id`
const here = (flowId: string, tab: string, nodeId: string | null = null) => ({ flowId, tab, nodeId, isLeaving: false })

describe("who has a flow open", () => {
  it("is told of each other, of what is chosen, and of leaving, and a beat without news tells nobody", async () => {
    const flowId = await newFlow()
    expect((await caller.flow.view(here(flowId, "tab-owner"))).others).toEqual([])
    const { others } = await colleague.flow.view(here(flowId, "tab-dora", "start"))
    expect(others).toEqual([{ tab: "tab-owner", personId: session.person.id, name: session.person.name, nodeId: null }])
    await colleague.flow.view(here(flowId, "tab-dora", "start"))
    expect(await news(flowId, "flow.viewer")).toHaveLength(2)
    await colleague.flow.view({ ...here(flowId, "tab-dora"), isLeaving: true })
    expect((await caller.flow.view(here(flowId, "tab-owner"))).others).toEqual([])
    expect((await news(flowId, "flow.viewer")).at(-1)?.body).toMatchObject({ tab: "tab-dora", isHere: false })
  })

  it("forgets a page that has been silent for long", async () => {
    const flowId = await newFlow()
    await colleague.flow.view(here(flowId, "tab-dora"))
    await sql()`update flow_viewer set seen_at = now() - interval '36 seconds' where flow_id = ${flowId}`
    expect((await caller.flow.view(here(flowId, "tab-owner"))).others).toEqual([])
  })

  it("cannot be told by somebody who may not see the flow, here or elsewhere", async () => {
    const flowId = await newFlow()
    await caller.flow.rename({ flowId, name: "Shared", description: "", scope: { start: [], see: [], edit: [] } })
    await expect(colleague.flow.view(here(flowId, "tab-dora"))).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(stranger.caller.flow.view(here(flowId, "tab-else"))).rejects.toMatchObject({ code: "NOT_FOUND" })
    expect(await news(flowId, "flow.viewer")).toEqual([])
  })
})

describe("a save", () => {
  it("tells the other pages its revision and which page did it", async () => {
    const flowId = await newFlow()
    await caller.flow.saveDraft({ flowId, revision: 1, draft: emptyDraft, tab: "tab-owner" })
    const [told] = await news(flowId, "flow")
    expect(told?.body).toEqual({ what: "draft", flowId, revision: 2, tab: "tab-owner" })
    await expect(caller.flow.saveDraft({ flowId, revision: 1, draft: emptyDraft })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    expect(await news(flowId, "flow")).toHaveLength(1)
  })
})

describe("comments", () => {
  const about = { nodeId: "work", nodeName: "Work" }

  it("are threads that are answered, resolved, and opened again by an answer", async () => {
    const flowId = await newFlow()
    const { id } = await caller.flow.addComment({ flowId, ...about, body: "Why?", mentions: [] })
    await colleague.flow.addComment({ flowId, threadId: id, nodeId: null, nodeName: null, body: "So.", mentions: [] })
    const [thread] = (await caller.flow.comments({ flowId })).threads
    expect(thread).toMatchObject({ id, ...about, resolved: null })
    expect(thread?.comments.map(({ name, body }) => [name, body])).toEqual([
      [session.person.name, "Why?"],
      ["Dora Designer", "So."],
    ])
    await colleague.flow.resolveThread({ flowId, threadId: id, isResolved: true })
    await caller.flow.resolveThread({ flowId, threadId: id, isResolved: true })
    expect((await caller.flow.comments({ flowId })).threads[0]?.resolved?.by).toBe("Dora Designer")
    await caller.flow.addComment({ flowId, threadId: id, nodeId: null, nodeName: null, body: "But", mentions: [] })
    expect((await caller.flow.comments({ flowId })).threads[0]?.resolved).toBeNull()
    expect(await news(flowId, "flow")).toHaveLength(5)
  })

  it("tell whoever is mentioned, once, and not oneself", async () => {
    const flowId = await newFlow()
    const mentions = [other.person.id, other.person.id, session.person.id]
    const { id } = await caller.flow.addComment({ flowId, ...about, body: "Look", mentions })
    const { items } = await colleague.notification.list({})
    expect(items).toMatchObject([
      { kind: "mentioned", params: { flowId, threadId: id, title: "Shared", message: "Look" } },
    ])
    expect((await caller.notification.list({})).items).toEqual([])
    expect((await news(flowId, "notice")).map(({ person_id }) => person_id)).toEqual([other.person.id])
  })

  it("do not tell somebody who may not see the flow, or who is not here", async () => {
    const flowId = await newFlow()
    await caller.flow.rename({ flowId, name: "Mine", description: "", scope: { start: [], see: [], edit: [] } })
    for (const personId of [other.person.id, stranger.session.person.id]) {
      const said = { flowId, ...about, body: "Look", mentions: [personId] }
      await expect(caller.flow.addComment(said)).rejects.toMatchObject({ code: "NOT_FOUND" })
    }
    expect((await caller.flow.comments({ flowId })).threads).toEqual([])
  })

  it("of another flow or tenant are answered like absent ones", async () => {
    const [flowId, elsewhere] = [await newFlow(), await newFlow()]
    const { id: threadId } = await caller.flow.addComment({ flowId, ...about, body: "Here", mentions: [] })
    const absent = { code: "NOT_FOUND" }
    const close = { threadId, isResolved: true }
    await expect(caller.flow.resolveThread({ flowId: elsewhere, ...close })).rejects.toMatchObject(absent)
    await expect(stranger.caller.flow.resolveThread({ flowId, ...close })).rejects.toMatchObject(absent)
    await expect(stranger.caller.flow.comments({ flowId })).rejects.toMatchObject(absent)
    const reply = { threadId, ...about, body: "There", mentions: [] }
    await expect(caller.flow.addComment({ flowId: elsewhere, ...reply })).rejects.toMatchObject(absent)
  })
})
