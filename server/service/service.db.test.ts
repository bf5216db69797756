import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CustomKind } from "@/core/flow/custom-kind"
import type { DraftGraph, DraftNode } from "@/core/flow/graph"
import { close } from "@/core/flow/nodes/close"
import { start } from "@/core/flow/nodes/start"
import { edge, node } from "@/core/flow/starters/starter"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { openService } from "./open-service"

type World = Awaited<ReturnType<typeof createTestTenant>>
let database: TestDatabase
let world: World
let other: World
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createTestTenant()
  other = await createTestTenant()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const newService = () => ({
  serviceId: null,
  name: `CRM ${randomUUID().slice(0, 8)}`,
  baseUrl: "https://crm.example.com/api/",
  headers: [{ name: "Authorization", value: "Bearer secret-7" }],
})
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: { cause?: { code: string; problems: { code: string; place: { field?: string } }[] } }) => thrown,
  )
  const { code, problems = [] } = error?.cause ?? { code: "none" }
  return { code, problems: problems.map((problem) => [problem.code, problem.place.field]) }
}

const definition = (serviceId: string, path = "/level"): CustomKind => ({
  name: { en: `Level ${serviceId.slice(0, 8)}`, zh: `等级${serviceId.slice(0, 8)}` },
  description: { en: "Asks.", zh: "查询。" },
  icon: "database",
  fields: [],
  request: { serviceId, method: "GET", path, attemptsMax: 1, timeoutSec: 5 },
  results: [],
  exits: [{ id: "done", title: { en: "Done", zh: "完成" }, tone: "neutral" }],
  exitPointer: "",
})

async function draftOf({ caller, session }: World, config: DraftNode["config"]) {
  const made = { name: `Flow ${randomUUID().slice(0, 8)}`, description: "", starter: null, locale: "en" as const }
  const { flowId } = await caller.flow.create(made)
  const { draft, draftRevision } = await caller.flow.get({ flowId })
  const nodes = [
    node("start", "start", "Start", [0, 0], { ...start.defaults() }),
    node("ask", "custom", "Ask", [1, 0], config),
    node("end", "close", "End", [2, 0], { ...close.defaults() }),
  ]
  const edges = [edge("start", "next", "ask"), edge("ask", "done", "end")]
  const { administratorIds, ...settings } = draft.settings
  const graph: DraftGraph = {
    ...draft,
    nodes,
    edges,
    settings: { ...settings, administratorIds: [...administratorIds, session.person.id] },
  }
  const { revision } = await caller.flow.saveDraft({ flowId, revision: draftRevision, draft: graph })
  return { flowId, revision }
}

describe("a service", () => {
  it("is stored with sealed keys that only its own requests see", async () => {
    const { serviceId } = await world.caller.service.save(newService())
    const list = await world.caller.service.list()
    expect(JSON.stringify(list)).not.toContain("secret-7")
    expect(list.services.find(({ id }) => id === serviceId)).toMatchObject({
      baseUrl: "https://crm.example.com/api",
      headers: ["Authorization"],
    })
    const rows = await withTenant(world.tenant).sql`select headers::text as text from service where id = ${serviceId}`
    expect(JSON.stringify(rows)).not.toContain("secret-7")
    const audit = await withTenant(world.tenant).sql`
      select after::text as text from audit where subject = ${`service:${serviceId}`}`
    expect(audit).toHaveLength(1)
    expect(JSON.stringify(audit)).not.toContain("secret-7")
    expect(await openService(world.tenant, serviceId)).toEqual({
      baseUrl: "https://crm.example.com/api",
      headers: { Authorization: "Bearer secret-7" },
    })
    expect(await openService(other.tenant, serviceId)).toBeNull()
  })

  it("keeps a key that is left out, unless the address leads elsewhere", async () => {
    const draft = newService()
    const { serviceId } = await world.caller.service.save(draft)
    const kept = { ...draft, serviceId, headers: [{ name: "Authorization", value: null }] }
    await world.caller.service.save({ ...kept, baseUrl: "https://crm.example.com/v2" })
    expect((await openService(world.tenant, serviceId))?.headers).toEqual({ Authorization: "Bearer secret-7" })
    expect(await refusal(world.caller.service.save({ ...kept, baseUrl: "https://evil.example.com" }))).toEqual({
      code: "INVALID",
      problems: [["secretNeededAgain", "headers.0.value"]],
    })
    const renamed = { ...kept, headers: [{ name: "X-Other", value: null }] }
    expect((await refusal(world.caller.service.save(renamed))).problems).toEqual([
      ["secretNeededAgain", "headers.0.value"],
    ])
    await world.caller.service.save({ ...kept, headers: [] })
    expect((await openService(world.tenant, serviceId))?.headers).toEqual({})
  })

  it("refuses everything wrong at once", async () => {
    const { name } = newService()
    await world.caller.service.save({ ...newService(), name })
    expect((await refusal(world.caller.service.save({ ...newService(), name: name.toLowerCase() }))).problems).toEqual([
      ["nameTaken", "name"],
    ])
    const headers = [
      { name: "Host", value: "x" },
      { name: "X-A", value: "" },
      { name: "x-a", value: "1" },
      { name: "X-B", value: "a\nb: c" },
    ]
    const wrong = { serviceId: null, name: "", baseUrl: "https://crm.example.com/?a=1", headers }
    expect((await refusal(world.caller.service.save(wrong))).problems).toEqual([
      ["nameMissing", "name"],
      ["addressTooLong", "baseUrl"],
      ["headerNotAllowed", "headers.0.name"],
      ["valueMissing", "headers.1.value"],
      ["headerTwice", "headers.2.name"],
      ["valueInvalid", "headers.3.value"],
    ])
    const [credentials, scheme] = await Promise.all(
      ["https://a:b@crm.example.com", "ftp://crm.example.com"].map(async (baseUrl) =>
        refusal(world.caller.service.save({ ...newService(), baseUrl })),
      ),
    )
    expect(credentials?.problems).toEqual([["credentialsInUrl", "baseUrl"]])
    expect(scheme?.problems).toEqual([["schemeNotAllowed", "baseUrl"]])
  })

  it("is seen by designers and changed by owners alone", async () => {
    const designer = callerOf(await addTestMember(world.session, { roles: ["designer"] }))
    const agent = callerOf(await addTestMember(world.session, { roles: ["agent"] }))
    const { serviceId } = await world.caller.service.save(newService())
    expect((await designer.service.list()).services.length).toBeGreaterThan(0)
    expect((await refusal(agent.service.list())).code).toBe("FORBIDDEN")
    expect((await refusal(designer.service.save(newService()))).code).toBe("FORBIDDEN")
    expect((await refusal(designer.service.remove({ serviceId }))).code).toBe("FORBIDDEN")
    expect((await refusal(designer.service.test({ serviceId, method: "GET", path: "" }))).code).toBe("FORBIDDEN")
  })

  it("stays while a kind or a flow names it", async () => {
    const { serviceId } = await world.caller.service.save(newService())
    const { kindId } = await world.caller.kind.save({ kindId: null, revision: 0, definition: definition(serviceId) })
    const config = { custom: { kindId, definition: definition(serviceId), values: {}, keep: {} } }
    const { flowId } = await draftOf(world, config)
    expect((await refusal(world.caller.service.remove({ serviceId }))).problems).toEqual([
      ["usedByKind", "serviceId"],
      ["usedByFlow", "serviceId"],
    ])
    expect((await refusal(world.caller.kind.remove({ kindId }))).problems).toEqual([["usedByFlow", "kindId"]])
    await world.caller.flow.archive({ flowId })
    await world.caller.kind.remove({ kindId })
    await world.caller.service.remove({ serviceId })
    expect((await refusal(world.caller.service.remove({ serviceId }))).code).toBe("NOT_FOUND")
  })
})

describe("an own kind", () => {
  it("is saved against the revision that was seen, and refused with everything wrong", async () => {
    const { serviceId } = await world.caller.service.save(newService())
    const { kindId, revision } = await world.caller.kind.save({
      kindId: null,
      revision: 0,
      definition: definition(serviceId),
    })
    const changed = { kindId, revision, definition: definition(serviceId, "/newer") }
    expect(await world.caller.kind.save(changed)).toEqual({ kindId, revision: 2 })
    expect((await refusal(world.caller.kind.save(changed))).code).toBe("CONFLICT")
    const pathless = definition(randomUUID(), "level")
    expect(
      (await refusal(world.caller.kind.save({ kindId: null, revision: 0, definition: pathless }))).problems,
    ).toEqual([
      ["badPath", "request.path"],
      ["unknownService", "request.serviceId"],
    ])
    expect((await refusal(other.caller.kind.save({ ...changed, revision: 2 }))).code).not.toBe("none")
  })

  it("is renewed in drafts when they are opened and published; a published version keeps its copy", async () => {
    const { serviceId } = await world.caller.service.save(newService())
    const old = definition(serviceId)
    const { kindId } = await world.caller.kind.save({ kindId: null, revision: 0, definition: old })
    const config = { custom: { kindId, definition: old, values: {}, keep: {} } }
    const { flowId, revision } = await draftOf(world, config)
    expect((await world.caller.flow.get({ flowId })).renewedSteps).toEqual([])
    const pathIn = ({ nodes }: DraftGraph) => {
      const held = nodes.find(({ id }) => id === "ask")?.config["custom"] as typeof config.custom | undefined
      return held?.definition.request.path
    }

    await world.caller.kind.save({ kindId, revision: 1, definition: definition(serviceId, "/second") })
    const seen = await world.caller.flow.get({ flowId })
    expect(seen.renewedSteps).toEqual(["ask"])
    expect(pathIn(seen.draft)).toBe("/second")
    const published = { flowId, revision, currentVersionId: null, message: "" }
    const { versionId } = await world.caller.flow.publish(published)
    await world.caller.kind.save({ kindId, revision: 2, definition: definition(serviceId, "/third") })
    const [row] = await withTenant(world.tenant).sql<{ graph: DraftGraph }[]>`
      select graph from flow_version where id = ${versionId}`
    expect(row && pathIn(row.graph)).toBe("/second")
  })
})
