import { randomUUID } from "node:crypto"
import type { Scenario } from "@/core/dry-run/scenario"
import type { Among, PeopleRule } from "@/core/people/rule"
import { emptyDraft } from "@/server/flow/create-flow"
import { defaultScope } from "@/server/flow/scope"
import { layersRangeMaxMs } from "@/server/visit/layers"
import { addTestMember, callerOf } from "@/server/tenant/testing/create-test-tenant"
import { calendar } from "./calendar"
import { nothing, type Samples, type World } from "../samples"

// Flows, tickets, todos and messages: what people work with.

async function flow({ caller, canary }: World): Promise<{ flowId: string; revision: number }> {
  const [starter] = await caller.flow.starters({ locale: "en" })
  const draft = { name: canary, description: canary, starter: starter?.key ?? null, locale: "en" as const }
  const { flowId } = await caller.flow.create(draft)
  return { flowId, revision: 1 }
}

/** Settings that name something of the tenant's wherever they can. */
async function settings(world: World) {
  const calendarId = await calendar(world)
  const named = { type: "named", personIds: [world.session.person.id] } as const
  const warning = {
    at: { type: "percent", percent: 100 },
    audience: [named],
    channels: ["inApp"],
    action: { type: "reassign", to: named },
  }
  return {
    homeUnitId: (await world.caller.people.units())[0]?.id ?? null,
    administratorIds: [world.session.person.id],
    calendarId,
    slas: [{ id: "s1", name: world.canary, targetMin: 60, calendarId, tiers: [warning] }],
  }
}

async function published(world: World): Promise<{ flowId: string; versionId: string }> {
  const { flowId, revision } = await flow(world)
  const { versionId } = await world.caller.flow.publish({
    flowId,
    revision,
    currentVersionId: null,
    message: world.canary,
  })
  return { flowId, versionId }
}

/** A flow whose second version gets a tenth of the new tickets. */
async function ramped(world: World) {
  const { flowId, versionId: currentVersionId } = await published(world)
  const publication = { flowId, revision: 1, currentVersionId, message: world.canary, percent: 10 }
  const { versionId } = await world.caller.flow.publish(publication)
  return { flowId, versionId, expected: { currentVersionId, candidateVersionId: versionId, candidatePercent: 10 } }
}

const variables = { amount: 10_000, reason: "loyalty" }

/** A fee reduction that waits for the owner's own approval. */
async function ticket(world: World): Promise<{ ticketId: string; todoId: string }> {
  const flowId = await startable(world)
  const { ticketId } = await world.caller.ticket.start({ flowId, variables, key: randomUUID() })
  const { state } = await world.caller.ticket.get({ ticketId })
  const todo = Object.values(state.todos).find((one) => one.assigneeId === world.session.person.id)
  if (!todo) throw new Error("The fee reduction did not come to its owner.")
  await world.caller.ticket.comment({ ticketId, comment: world.canary, key: randomUUID() })
  return { ticketId, todoId: todo.id }
}

/** The start of the flow that `ticket` opens. */
async function startOf(world: World): Promise<string | undefined> {
  const { ticketId } = await ticket(world)
  const { graph } = await world.caller.ticket.get({ ticketId })
  return graph.nodes.find((node) => node.kind === "start")?.id
}

async function startable({ caller }: World): Promise<string> {
  const { items } = await caller.ticket.startable()
  const fee = items.find((item) => item.fields.some((field) => field.key === "amount"))
  if (!fee) throw new Error("No starter asks for an amount.")
  return fee.flowId
}

const chosenAmong = (among: Among): PeopleRule => ({ type: "initiatorChoice", among, max: 1 })

type Named = { personIds: string[]; unitId: string; skillGroupId: string }

/** Whom a step would reach by a rule that names something of the tenant's. */
async function reachBy(world: World, rule: (named: Named) => PeopleRule) {
  const personIds = [world.session.person.id]
  const { homeUnitId, administratorIds } = await settings(world)
  const [group] = await world.caller.people.skillGroups()
  const key = `reached-${randomUUID().slice(0, 8)}`
  const skillGroupId =
    group?.id ?? (await world.caller.people.createSkillGroup({ key, name: world.canary, vendorIds: [], personIds })).id
  return {
    flowId: (await flow(world)).flowId,
    fields: [],
    settings: { homeUnitId, administratorIds },
    nodeId: "work",
    people: rule({ personIds, unitId: homeUnitId ?? "", skillGroupId }),
    distribution: "roundRobin",
    initiator: "self",
    values: {},
    initiatorId: world.session.person.id,
  }
}

/** A thread about a flow, which mentions its own author. */
async function thread(world: World): Promise<{ flowId: string; threadId: string }> {
  const { flowId } = await flow(world)
  const said = { flowId, nodeId: "work", nodeName: world.canary, body: world.canary }
  const { id } = await world.caller.flow.addComment({ ...said, mentions: [world.session.person.id] })
  return { flowId, threadId: id }
}

export const flowSamples: Samples = {
  list: nothing,
  reach: {
    input: (world) => reachBy(world, ({ personIds }) => ({ type: "named", personIds })),
    variants: [
      (world) => reachBy(world, ({ unitId }) => ({ type: "unit", unitId, includeSubunits: true })),
      (world) => reachBy(world, ({ skillGroupId }) => ({ type: "skillGroup", skillGroupId, onlineOnly: true })),
      (world) => reachBy(world, ({ personIds }) => chosenAmong({ type: "named", personIds })),
      (world) => reachBy(world, ({ unitId }) => chosenAmong({ type: "unit", unitId, includeSubunits: true })),
      (world) =>
        reachBy(world, ({ skillGroupId }) => chosenAmong({ type: "skillGroup", skillGroupId, onlineOnly: true })),
    ],
  },
  starters: () => ({ locale: "en" }),
  get: async (world) => ({ flowId: (await flow(world)).flowId }),
  create: ({ canary }) => ({ name: canary, description: canary, starter: null, locale: "en" }),
  createFrom: async (world) => ({
    name: world.canary,
    description: world.canary,
    draft: { ...emptyDraft, settings: await settings(world) },
  }),
  export: {
    input: async (world) => ({ ...(await published(world)), format: "json" }),
  },
  saveDraft: async (world) => {
    const { flowId, revision } = await flow(world)
    return { flowId, revision, draft: { ...emptyDraft, settings: await settings(world) } }
  },
  publish: async (world) => {
    const { flowId, expected } = await ramped(world)
    const { scenarioId } = await kept(world, flowId)
    return {
      flowId,
      revision: 1,
      ...expected,
      message: world.canary,
      percent: 20,
      acceptedScenarioIds: [scenarioId],
    }
  },
  rollback: async (world) => {
    const { flowId, versionId, expected } = await ramped(world)
    return { flowId, versionId, expected }
  },
  retire: async (world) => {
    const { flowId, expected } = await ramped(world)
    return { flowId, expected }
  },
  ramp: async (world) => ({ ...(await ramped(world)), percent: 50 }),
  checkVersion: published,
  view: async (world) => ({ flowId: (await flow(world)).flowId, tab: "sample-tab", nodeId: "work", isLeaving: false }),
  comments: async (world) => ({ flowId: (await thread(world)).flowId }),
  addComment: async (world) => ({
    ...(await thread(world)),
    nodeId: "work",
    nodeName: world.canary,
    body: world.canary,
    mentions: [world.session.person.id],
  }),
  resolveThread: async (world) => ({ ...(await thread(world)), isResolved: true }),
  rename: async (world) => ({
    flowId: (await flow(world)).flowId,
    name: world.canary,
    description: world.canary,
    scope: defaultScope,
  }),
  archive: async (world) => ({ flowId: (await flow(world)).flowId }),
  versions: async (world) => ({ flowId: (await published(world)).flowId }),
  layers: async (world) => ({ ...(await started(world)), from: 0, to: layersRangeMaxMs }),
  version: async (world) => ({ versionId: (await published(world)).versionId }),
}

/** Two versions of a flow, and a ticket that runs on the first. */
async function migratable(world: World) {
  const { flowId, versionId: fromVersionId } = await started(world)
  const publication = { flowId, revision: 1, currentVersionId: fromVersionId, message: world.canary }
  const { versionId: toVersionId } = await world.caller.flow.publish(publication)
  return { flowId, fromVersionId, toVersionId, plan: { nodes: {}, edges: {}, clocks: "keep" as const } }
}

async function started(world: World): Promise<{ flowId: string; versionId: string }> {
  const { flowId, versionId } = await published(world)
  await world.caller.ticket.start({ flowId, variables, key: randomUUID() })
  return { flowId, versionId }
}

async function migration(world: World): Promise<{ migrationId: string }> {
  return world.caller.migration.start(await migratable(world))
}

export const migrationSamples: Samples = {
  list: async (world) => {
    const { flowId } = await migratable(world)
    return { flowId }
  },
  preview: migratable,
  start: migratable,
  get: migration,
  results: async (world) => ({ ...(await migration(world)), outcome: null, cursor: null, limit: 50 }),
  change: async (world) => ({ ...(await migration(world)), action: "pause" }),
}

async function backTest(world: World): Promise<{ backTestId: string }> {
  const { flowId } = await started(world)
  return world.caller.backTest.start({ flowId, days: 7 })
}

export const backTestSamples: Samples = {
  list: async (world) => ({ flowId: (await started(world)).flowId }),
  get: backTest,
  tickets: async (world) => ({ ...(await backTest(world)), difference: null, cursor: null, limit: 50 }),
  start: async (world) => ({ flowId: (await started(world)).flowId, days: 7 }),
  cancel: backTest,
}

export const ticketSamples: Samples = {
  list: {
    input: async (world) => {
      await ticket(world)
      return { status: "all", flowId: await startable(world), search: null, cursor: null, limit: 50 }
    },
    variants: [
      async (world) => {
        const { flowId } = await started(world)
        return { status: "open", flowId, step: { nodeId: "supervisor", what: "here" }, limit: 50 }
      },
      async (world) => {
        const { flowId } = await started(world)
        const step = { nodeId: "supervisor", what: "breached", from: 0, to: layersRangeMaxMs }
        return { status: "all", flowId, step, limit: 50 }
      },
    ],
  },
  get: async (world) => ({ ticketId: (await ticket(world)).ticketId }),
  explainClock: async (world) => {
    const { ticketId, todoId } = await ticket(world)
    return { ticketId, clockId: todoId }
  },
  incidents: async (world) => ({ code: null, flowId: await startable(world), cursor: null, limit: 50 }),
  incidentCount: nothing,
  startable: nothing,
  start: async (world) => ({ flowId: await startable(world), variables, key: randomUUID() }),
  comment: async (world) => ({ ticketId: (await ticket(world)).ticketId, comment: world.canary, key: randomUUID() }),
  revoke: async (world) => ({ ticketId: (await ticket(world)).ticketId, comment: world.canary, key: randomUUID() }),
  withdraw: async (world) => {
    const { ticketId } = await ticket(world)
    const { may } = await world.caller.ticket.get({ ticketId })
    return { ticketId, activationId: may.withdraw[0]?.activationId, comment: world.canary, key: randomUUID() }
  },
  urge: async (world) => ({ ticketId: (await ticket(world)).ticketId, comment: world.canary, key: randomUUID() }),
  copy: async (world) => ({
    ticketId: (await ticket(world)).ticketId,
    personIds: [(await addTestMember(world.session, { name: world.canary })).person.id],
    comment: world.canary,
    key: randomUUID(),
  }),
  jump: async (world) => {
    const { ticketId } = await ticket(world)
    const { graph } = await world.caller.ticket.get({ ticketId })
    const nodeId = graph.nodes.find((node) => node.kind === "close")?.id
    return { ticketId, tokenId: null, nodeId, comment: world.canary, key: randomUUID() }
  },
  reopen: async (world) => {
    const { ticketId } = await ticket(world)
    await world.caller.ticket.revoke({ ticketId, comment: "", key: randomUUID() })
    const { graph } = await world.caller.ticket.get({ ticketId })
    const nodeId = graph.nodes.find((node) => node.kind === "approval")?.id
    return { ticketId, nodeId, comment: world.canary, key: randomUUID() }
  },
  retry: {
    input: async (world) => ({ ticketId: (await ticket(world)).ticketId, incidentId: "1", key: randomUUID() }),
    // A ticket without an incident has nothing to retry.
    refusedWith: "INVALID",
  },
}

export const todoSamples: Samples = {
  inbox: () => ({ view: "everyone", queue: null, cursor: null, limit: 50 }),
  get: ticket,
  returnPreviews: ticket,
  decide: async (world) => ({
    ...(await ticket(world)),
    decision: "approve",
    outcome: null,
    comment: world.canary,
    fields: {},
    key: randomUUID(),
  }),
  transfer: async (world) => ({
    ...(await ticket(world)),
    toId: (await addTestMember(world.session, { name: world.canary })).person.id,
    comment: world.canary,
    key: randomUUID(),
  }),
  delegate: async (world) => ({
    ...(await ticket(world)),
    toId: (await addTestMember(world.session, { name: world.canary })).person.id,
    comment: world.canary,
    key: randomUUID(),
  }),
  addSign: async (world) => ({
    ...(await ticket(world)),
    mode: "before",
    personIds: [(await addTestMember(world.session, { name: world.canary })).person.id],
    comment: world.canary,
    key: randomUUID(),
  }),
  removeSign: async (world) => {
    const { ticketId, todoId } = await ticket(world)
    const { person } = await addTestMember(world.session, { name: world.canary })
    const adding = { ticketId, todoId, mode: "after" as const, personIds: [person.id], comment: "", key: randomUUID() }
    await world.caller.todo.addSign(adding)
    const { state } = await world.caller.ticket.get({ ticketId })
    const added = Object.values(state.todos).find((todo) => todo.assigneeId === person.id)
    return { ticketId, todoId: added?.id, comment: world.canary, key: randomUUID() }
  },
  acknowledge: {
    input: async (world) => ({ ...(await ticket(world)), minutes: 30, key: randomUUID() }),
    // Nothing has been warned of yet.
    refusedWith: "INVALID",
  },
  pause: {
    input: async (world) => ({ ...(await ticket(world)), comment: world.canary, key: randomUUID() }),
    // The sample flow does not let anybody pause its clocks.
    refusedWith: "INVALID",
  },
  resume: {
    input: async (world) => ({ ...(await ticket(world)), comment: world.canary, key: randomUUID() }),
    refusedWith: "INVALID",
  },
  retract: {
    input: async (world) => ({ ...(await ticket(world)), key: randomUUID() }),
    // One person decides alone: there is no vote to take back while others still have theirs.
    refusedWith: "INVALID",
  },
  return: async (world) => ({
    ...(await ticket(world)),
    nodeId: (await startOf(world)) ?? "start",
    resume: "again",
    comment: world.canary,
    key: randomUUID(),
  }),
  queues: nothing,
  claim: {
    input: async (world) => ({ ...(await ticket(world)), key: randomUUID() }),
    // It went to a person and to no queue.
    refusedWith: "FORBIDDEN",
  },
  unclaim: {
    input: async (world) => ({ ...(await ticket(world)), comment: world.canary, key: randomUUID() }),
    refusedWith: "INVALID",
  },
  colleagues: ({ canary }) => ({ search: canary }),
}

export const notificationSamples: Samples = {
  list: () => ({ cursor: null }),
  outbox: async (world) => ({
    state: null,
    channel: null,
    personId: (await addTestMember(world.session, { name: world.canary })).person.id,
    ticketNumber: 1,
    cursor: null,
  }),
  resend: () => ({ ids: [1] }),
  markRead: () => ({ ids: [1] }),
}

/** A scenario that passes on any draft of the fee reduction. */
async function kept(world: World, flowId: string): Promise<{ scenarioId: string; revision: number }> {
  const open = { type: "open", by: world.session.person.id, call: null, fields: variables } as const
  const scenario = { startAt: 1_700_000_000_000, moves: [open], expectation: { names: {} } }
  const { id, revision } = await world.caller.scenario.save({ flowId, was: null, name: world.canary, scenario })
  return { scenarioId: id, revision }
}

/** Names somebody wherever a scenario can name one. */
async function everybody(world: World): Promise<Scenario> {
  const personId = (await addTestMember(world.session, { roles: ["agent"] })).person.id
  const whose = { nodeId: "supervisor", personId }
  const said = { ...whose, comment: world.canary }
  const call = { caller: "", dialled: "", intent: null, ivrPath: [], agentId: personId }
  return {
    startAt: 1_700_000_000_000,
    moves: [
      { type: "open", by: personId, call, fields: {} },
      { type: "decide", ...said, decision: "approve", outcome: null, fields: {} },
      { type: "claim", ...whose },
      { type: "transfer", ...said, toId: personId },
      { type: "addSign", ...said, mode: "before", personIds: [personId] },
    ],
    expectation: { people: [{ nodeId: "supervisor", personIds: [personId] }], names: {} },
  }
}

export const scenarioSamples: Samples = {
  list: async (world) => {
    const { flowId } = await published(world)
    await kept(world, flowId)
    return { flowId }
  },
  save: {
    input: async (world) => {
      const { flowId } = await published(world)
      const { scenarioId, revision } = await kept(world, flowId)
      const was = { scenarioId, revision }
      return { flowId, was, name: world.canary, scenario: await everybody(world) }
    },
  },
  remove: async (world) => {
    const { flowId } = await published(world)
    const { scenarioId } = await kept(world, flowId)
    return { scenarioId }
  },
}

/** A flow that two people publish, and its draft. */
async function reviewed(world: World) {
  const { flowId, expected } = await ramped(world)
  const { name, description, scope, draftRevision } = await world.caller.flow.get({ flowId })
  await world.caller.flow.rename({ flowId, name, description, scope, needsApproval: true })
  const { scenarioId } = await kept(world, flowId)
  const acceptedScenarioIds = [scenarioId]
  return { flowId, revision: draftRevision, ...expected, percent: null, message: world.canary, acceptedScenarioIds }
}

const publicationAsked = async (world: World) => world.caller.publication.ask(await reviewed(world))

export const publicationSamples: Samples = {
  last: async (world) => ({ flowId: (await reviewed(world)).flowId }),
  ask: reviewed,
  withdraw: publicationAsked,
  decide: {
    // Nobody decides on their own: a colleague has asked.
    input: async (world) => {
      const asked = await reviewed(world)
      const colleague = await addTestMember(world.session, { roles: ["designer"] })
      const { requestId } = await callerOf(colleague).publication.ask(asked)
      return { requestId, decision: "approve" as const, comment: world.canary }
    },
  },
}
