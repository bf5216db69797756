import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { dryRunLimits } from "@/core/dry-run/limits"
import { expect as expectOf } from "@/core/dry-run/expectation"
import { outcomeOf } from "@/core/dry-run/outcome"
import { play } from "@/core/dry-run/play"
import type { Scenario } from "@/core/dry-run/scenario"
import { toExecutable } from "@/core/flow/executable"
import type { Move } from "@/core/dry-run/move"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { checkContext } from "@/server/flow/check-context"
import { loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"

// A flow's tests are run by whoever publishes it, and none of them fails in silence.

let database: TestDatabase
let owner: Session
let caller: ReturnType<typeof callerOf>
let agent: ReturnType<typeof callerOf>
beforeAll(async () => {
  database = await createTestDatabase()
  ;({ session: owner, caller } = await createTestTenant())
  agent = callerOf(await addTestMember(owner, { name: "Agnes", roles: ["agent"] }))
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const startAt = Date.UTC(2026, 2, 2, 9)
const cents = 60_000

/** A fee reduction, and what becomes of an amount that the manager decides about. */
async function tested() {
  const { flowId } = await caller.flow.create({
    name: "Fees",
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  const { draft, draftRevision: revision } = await caller.flow.get({ flowId })
  const checked = toExecutable(draft, await checkContext(owner.tenant))
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  const [directory, calendars] = await Promise.all([loadDirectory(owner.tenant), loadCalendars(owner.tenant)])
  const world = { flow: checked.flow, flowId, flowName: "Fees", directory, calendars }
  const moves: Move[] = [
    { type: "open", by: owner.person.id, call: null, fields: { amount: cents, reason: "loyalty" } },
    {
      type: "decide",
      nodeId: "supervisor",
      personId: owner.person.id,
      decision: "approve",
      outcome: null,
      comment: "",
      fields: {},
    },
  ]
  const played = play(world, startAt, moves)
  expect(played.refused).toBeNull()
  const expectation = expectOf(outcomeOf(played, world.flow), ["path", "result"], { manager: "Manager" })
  const scenario: Scenario = { startAt, moves, expectation }
  return { flowId, revision, scenario, draft }
}
type Tested = Awaited<ReturnType<typeof tested>>

const save = ({ flowId, scenario }: Tested, name = "600 goes to the manager") =>
  caller.scenario.save({ flowId, was: null, name, scenario })

/** Raises the supervisor's limit, so that the manager is not asked any more. */
async function loosened({ flowId, draft }: Tested, revision = 1) {
  const edges = draft.edges.map((edge) => ({ ...edge, condition: edge.condition.replace("50000", "70000") }))
  return (await caller.flow.saveDraft({ flowId, revision, draft: { ...draft, edges } })).revision
}
const publish = (flowId: string, revision: number, more: object = {}) =>
  caller.flow.publish({ flowId, revision, currentVersionId: null, message: "", ...more })
const refusal = (code: string) => ({ cause: { code: "INVALID", problems: [{ code }] } })

describe("scenarios of a flow", () => {
  it("are kept, changed, listed and deleted; two people do not overwrite each other", async () => {
    const flow = await tested()
    const { id, revision } = await save(flow)
    await expect(save(flow, "600 GOES to the manager")).rejects.toMatchObject(refusal("scenarioNameTaken"))
    const change = {
      flowId: flow.flowId,
      was: { scenarioId: id, revision },
      name: "Six hundred",
      scenario: flow.scenario,
    }
    expect(await caller.scenario.save(change)).toEqual({ id, revision: 2 })
    await expect(caller.scenario.save(change)).rejects.toMatchObject({ cause: { code: "CONFLICT" } })
    const { items } = await caller.scenario.list({ flowId: flow.flowId })
    expect(items).toMatchObject([{ id, name: "Six hundred", revision: 2, scenario: flow.scenario }])
    await caller.scenario.remove({ scenarioId: id })
    expect((await caller.scenario.list({ flowId: flow.flowId })).items).toEqual([])
    await expect(caller.scenario.remove({ scenarioId: id })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } })
  })

  it("are read by whoever sees the flow and changed by whoever edits it", async () => {
    const flow = await tested()
    const { id } = await save(flow)
    const auditor = callerOf(await addTestMember(owner, { roles: ["auditor"] }))
    expect((await auditor.scenario.list({ flowId: flow.flowId })).items).toHaveLength(1)
    await expect(auditor.scenario.remove({ scenarioId: id })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } })
    const attempt = agent.scenario.save({ flowId: flow.flowId, was: null, name: "x", scenario: flow.scenario })
    await expect(attempt).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } })
  })

  it("are no more than a flow may have, however many are saved at once", async () => {
    const flow = await tested()
    const names = Array.from({ length: dryRunLimits.scenariosMax + 5 }, (_, index) => `Test ${index}`)
    const all = await Promise.allSettled(names.map((name) => save(flow, name)))
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(dryRunLimits.scenariosMax)
  })
})

describe("publishing a flow with scenarios", () => {
  it("says in the version that they passed", async () => {
    const flow = await tested()
    await save(flow)
    await publish(flow.flowId, 1)
    const [version] = (await caller.flow.versions({ flowId: flow.flowId })).items
    expect(version?.scenarios).toEqual({ passed: 1, failed: [] })
  })

  it("is refused when one goes another way, with where it does, until somebody says so", async () => {
    const flow = await tested()
    const { id } = await save(flow)
    await save(flow, "The same again")
    const revision = await loosened(flow)
    const attempt = publish(flow.flowId, revision, { acceptedScenarioIds: [id] })
    await expect(attempt).rejects.toMatchObject(refusal("scenarioFailed"))
    await expect(attempt).rejects.toMatchObject({
      cause: { problems: [{ text: { en: expect.stringContaining("“Manager” was expected, now “Waived”") } }] },
    })
    const { items } = await caller.scenario.list({ flowId: flow.flowId })
    await publish(flow.flowId, revision, { acceptedScenarioIds: items.map((one) => one.id) })
    const [version] = (await caller.flow.versions({ flowId: flow.flowId })).items
    expect(version?.scenarios).toEqual({ passed: 0, failed: ["600 goes to the manager", "The same again"] })
  })

  it("counts a scenario whose step is gone as not passed", async () => {
    const flow = await tested()
    await save(flow)
    const rename = (id: string) => (id === "supervisor" ? "other" : id)
    const nodes = flow.draft.nodes.map((node) => ({ ...node, id: rename(node.id) }))
    const edges = flow.draft.edges.map((edge) => ({
      ...edge,
      source: rename(edge.source),
      target: rename(edge.target),
    }))
    const draft = { ...flow.draft, nodes, edges }
    const { revision } = await caller.flow.saveDraft({ flowId: flow.flowId, revision: 1, draft })
    await expect(publish(flow.flowId, revision)).rejects.toMatchObject(refusal("scenarioFailed"))
  })

  it("by two people passes through the same gate, when it is asked for and when it is approved", async () => {
    const flow = await tested()
    await publish(flow.flowId, 1)
    const { name, description, scope, current } = await caller.flow.get({ flowId: flow.flowId })
    await caller.flow.rename({ flowId: flow.flowId, name, description, scope, needsApproval: true })
    const { id } = await save(flow)
    const revision = await loosened(flow)
    const wish = {
      flowId: flow.flowId,
      revision,
      currentVersionId: current!.id,
      candidateVersionId: null,
      candidatePercent: null,
      message: "",
      percent: null,
    }
    const designer = callerOf(await addTestMember(owner, { roles: ["designer"] }))
    await expect(designer.publication.ask(wish)).rejects.toMatchObject(refusal("scenarioFailed"))
    const { requestId } = await designer.publication.ask({ ...wish, acceptedScenarioIds: [id] })
    await save(flow, "Kept meanwhile")
    const approve = () => caller.publication.decide({ requestId, decision: "approve", comment: "" })
    await expect(approve()).rejects.toMatchObject(refusal("scenarioFailed"))
    for (const one of (await caller.scenario.list({ flowId: flow.flowId })).items) {
      if (one.id !== id) await caller.scenario.remove({ scenarioId: one.id })
    }
    expect(await approve()).toEqual({ number: 2 })
  })
})
