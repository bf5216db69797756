import { randomUUID } from "node:crypto"
import { emptyDraft } from "@/server/flow/create-flow"
import { defaultScope } from "@/server/flow/scope"
import { addTestMember } from "@/server/tenant/testing/create-test-tenant"
import { nothing, type Samples, type World } from "../samples"

// Flows, tickets, todos and messages: what people work with.

async function flow({ caller, canary }: World): Promise<{ flowId: string; revision: number }> {
  const [starter] = await caller.flow.starters({ locale: "en" })
  const draft = { name: canary, description: canary, starter: starter?.key ?? null, locale: "en" as const }
  const { flowId } = await caller.flow.create(draft)
  return { flowId, revision: 1 }
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

const variables = { amount: 10_000, reason: "loyalty" }

/** A fee reduction that waits for the owner's own approval. */
async function ticket(world: World): Promise<{ ticketId: string; todoId: string }> {
  const flowId = await startable(world)
  const { ticketId } = await world.caller.ticket.start({ flowId, variables, key: randomUUID() })
  const { items } = await world.caller.todo.inbox({ view: "mine", limit: 100 })
  const todo = items.find((item) => item.ticketId === ticketId)
  if (!todo) throw new Error("The fee reduction did not come to its owner.")
  await world.caller.ticket.comment({ ticketId, comment: world.canary, key: randomUUID() })
  return { ticketId, todoId: todo.todoId }
}

async function startable({ caller }: World): Promise<string> {
  const { items } = await caller.ticket.startable()
  const fee = items.find((item) => item.fields.some((field) => field.key === "amount"))
  if (!fee) throw new Error("No starter asks for an amount.")
  return fee.flowId
}

export const flowSamples: Samples = {
  list: nothing,
  starters: () => ({ locale: "en" }),
  get: async (world) => ({ flowId: (await flow(world)).flowId }),
  create: ({ canary }) => ({ name: canary, description: canary, starter: null, locale: "en" }),
  saveDraft: async (world) => {
    const { flowId, revision } = await flow(world)
    const unitId = (await world.caller.people.units())[0]?.id
    const settings = { homeUnitId: unitId, administratorIds: [world.session.person.id] }
    return { flowId, revision, draft: { ...emptyDraft, settings } }
  },
  publish: async (world) => {
    const { flowId, versionId } = await published(world)
    return { flowId, revision: 1, currentVersionId: versionId, message: world.canary }
  },
  rename: async (world) => ({
    flowId: (await flow(world)).flowId,
    name: world.canary,
    description: world.canary,
    scope: defaultScope,
  }),
  archive: async (world) => ({ flowId: (await flow(world)).flowId }),
  versions: async (world) => ({ flowId: (await published(world)).flowId }),
  version: async (world) => ({ versionId: (await published(world)).versionId }),
}

export const ticketSamples: Samples = {
  list: async (world) => {
    await ticket(world)
    return { status: "all", flowId: await startable(world), search: null, cursor: null, limit: 50 }
  },
  get: async (world) => ({ ticketId: (await ticket(world)).ticketId }),
  startable: nothing,
  start: async (world) => ({ flowId: await startable(world), variables, key: randomUUID() }),
  comment: async (world) => ({ ticketId: (await ticket(world)).ticketId, comment: world.canary, key: randomUUID() }),
  revoke: async (world) => ({ ticketId: (await ticket(world)).ticketId, comment: world.canary, key: randomUUID() }),
  retry: {
    input: async (world) => ({ ticketId: (await ticket(world)).ticketId, incidentId: "1", key: randomUUID() }),
    // A ticket without an incident has nothing to retry.
    refusedWith: "INVALID",
  },
}

export const todoSamples: Samples = {
  inbox: () => ({ view: "everyone", cursor: null, limit: 50 }),
  get: ticket,
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
  colleagues: ({ canary }) => ({ search: canary }),
}

export const notificationSamples: Samples = {
  list: () => ({ cursor: null }),
  outbox: () => ({ state: null, channel: null, cursor: null }),
  markRead: () => ({ ids: [1] }),
}
