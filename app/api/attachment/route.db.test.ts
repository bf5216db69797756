import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { fileLimits, type FileRef } from "@/core/flow/form/file"
import { handle } from "@/core/flow/nodes/handle"
import { edge, node } from "@/core/flow/starters/starter"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { sweepAttachments } from "@/server/attachment/sweep"
import type { Session } from "@/server/auth/session"
import { encodeClaims } from "@/server/auth/session-cookie"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { GET } from "./[attachmentId]/route"
import { POST } from "./route"

const cookie = { value: "" }
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => (cookie.value === "" ? undefined : { value: cookie.value }) }),
}))

type Tenant = { session: Session; caller: ReturnType<typeof callerOf> }
let database: TestDatabase
let a: Tenant
let b: Tenant
beforeAll(async () => {
  database = await createTestDatabase()
  ;[a, b] = [await tenant("canary-of-a"), await tenant("canary-of-b")]
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

async function tenant(organisation: string): Promise<Tenant> {
  const { session } = await createTestTenant({ organisation })
  return { session, caller: callerOf(session) }
}

const signInAs = async ({ accountId, tenant }: Session) => {
  cookie.value = await encodeClaims({ accountId, tenantId: tenant.id, epoch: 0 })
}
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")

async function upload(name: string, body: Buffer | string, headers = { "sec-fetch-site": "same-origin" }) {
  const url = `http://localhost/api/attachment?name=${encodeURIComponent(name)}`
  const init = { method: "POST", body: typeof body === "string" ? body : new Uint8Array(body), headers }
  const answer = await POST(new Request(url, init))
  return { status: answer.status, body: (await answer.json()) as FileRef }
}
const get = (attachmentId: string) =>
  GET(new Request("http://localhost"), { params: Promise.resolve({ attachmentId }) })

/** A flow whose only step asks for files. */
async function flowWithFiles({ caller, session }: Tenant): Promise<string> {
  const { flowId } = await caller.flow.create({ name: "Files", description: "", starter: null, locale: "en" })
  const { draft, draftRevision: revision } = await caller.flow.get({ flowId })
  const label = { en: "Papers", zh: "材料" }
  draft.fields = [{ key: "papers", kind: "file", type: "rows", nullable: true, required: true, label }]
  const personIds = [session.person.id]
  draft.nodes = [
    node("start", "start", "Start", [0, 0], { fields: ["papers"] }),
    node("look", "handle", "Look", [1, 0], { ...handle.defaults(), people: { type: "named", personIds } }),
    node("end", "close", "End", [2, 0], {
      resolution: { code: "done", text: { en: "Done", zh: "完成" } },
      terminate: false,
    }),
  ]
  draft.edges = [edge("start", "next", "look"), edge("look", "done", "end")]
  draft.settings.administratorIds = personIds
  const saved = await caller.flow.saveDraft({ flowId, revision, draft })
  await caller.flow.publish({ flowId, revision: saved.revision, currentVersionId: null, message: "" })
  return flowId
}

describe("a file for a form (api/attachment)", () => {
  it("is taken from people who are signed in, from pages of ours, and by what is in it", async () => {
    cookie.value = ""
    expect((await upload("a.png", png)).status).toBe(401)
    await signInAs(a.session)
    expect((await upload("a.png", png, { "sec-fetch-site": "cross-site" })).status).toBe(403)
    expect((await upload("big.png", Buffer.concat([png, Buffer.alloc(fileLimits.bytesMax)]))).status).toBe(413)
    const page = await upload("harmless.png", "<html><script>alert(1)</script></html>")
    expect(page).toMatchObject({ status: 422, body: { problems: [{ code: "fileNotTaken" }] } })
    expect(await upload("empty.txt", "")).toMatchObject({ status: 422, body: { problems: [{ code: "fileEmpty" }] } })
    const { status, body } = await upload("..\\..//pass\u202ewd\r\n.exe", png)
    expect({ status, ...body }).toMatchObject({ status: 200, name: "passwd.exe", type: "image/png", size: png.length })
  })

  it("stays with its ticket, is saved and never shown, and is nobody else's", async () => {
    const flowId = await flowWithFiles(a)
    await signInAs(a.session)
    const { body: papers } = await upload("合同 (1).png", png)
    await a.caller.ticket.start({ flowId, variables: { papers: [papers] }, key: randomUUID() })
    const answer = await get(papers.id)
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true)
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="__ (1).png"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%281%29.png`,
    )
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    expect(answer.headers.get("content-security-policy")).toContain("sandbox")
    expect((await get("not-an-id")).status).toBe(404)

    await signInAs(b.session)
    const other = await get(papers.id)
    expect(other.status).toBe(404)
    expect(await other.text()).not.toContain("png")
    const theirs = await flowWithFiles(b)
    await expect(
      b.caller.ticket.start({ flowId: theirs, variables: { papers: [papers] }, key: randomUUID() }),
    ).rejects.toMatchObject({
      cause: { code: "INVALID", problems: [{ code: "fileGone", place: { field: "papers" } }] },
    })
    cookie.value = ""
    expect((await get(papers.id)).status).toBe(401)
  })

  it("must be what the form says it is", async () => {
    const flowId = await flowWithFiles(a)
    await signInAs(a.session)
    const { body: papers } = await upload("one.png", png)
    const forged = { ...papers, name: "other.png" }
    await expect(
      a.caller.ticket.start({ flowId, variables: { papers: [forged] }, key: randomUUID() }),
    ).rejects.toMatchObject({ cause: { problems: [{ code: "fileGone" }] } })
  })

  it("is gone after a day when no form was handed in with it", async () => {
    const flowId = await flowWithFiles(a)
    await signInAs(a.session)
    const [{ body: kept }, { body: loose }] = [await upload("kept.png", png), await upload("loose.png", png)]
    await a.caller.ticket.start({ flowId, variables: { papers: [kept] }, key: randomUUID() })
    await withTenant(a.session.tenant).sql`update attachment set uploaded_at = now() - interval '25 hours'`
    await sweepAttachments(a.session.tenant)
    expect((await get(kept.id)).status).toBe(200)
    expect((await get(loose.id)).status).toBe(404)
  })
})
