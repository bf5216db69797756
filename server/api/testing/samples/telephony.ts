import { randomUUID } from "node:crypto"
import { parseEvent } from "@/core/call/event"
import { eventTime } from "@/core/call/event-time"
import { receiveEvents } from "@/server/telephony/receive"
import { drain } from "@/server/telephony/reducer"
import { addTestMember } from "@/server/tenant/testing/create-test-tenant"
import { nothing, type Samples, type World } from "../samples"

const newKey = () => `key-${randomUUID().slice(0, 8)}`

async function connector({ caller, canary }: World): Promise<string> {
  const draft = { kind: "generic", key: newKey(), name: canary, settings: {} }
  return (await caller.telephony.createConnector(draft)).connectorId
}

/** A call that waits in a queue. */
async function call(world: World): Promise<{ callId: string; queueId: string; agentId: string }> {
  const { session, canary } = world
  const [callId, queueId, agentId] = [randomUUID(), `queue-${randomUUID()}`, `agent-${randomUUID()}`]
  const event = (at: number, type: string, subject: string, data: object) => {
    const parsed = parseEvent({
      specversion: "1.0",
      id: randomUUID(),
      source: `/t/${session.tenant.slug}/cti/pbx/n1`,
      type,
      subject,
      time: eventTime(Date.now() - 60_000 + at),
      data,
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    return parsed.event
  }
  await receiveEvents(session.tenant, await connector(world), [
    event(0, "cti.call.offered", `call/${callId}`, { ani: canary, dnis: "95188", customerId: canary }),
    event(1, "cti.call.queued", `call/${callId}`, { queueId }),
    event(2, "cti.call.answered", `call/${callId}`, { agentId }),
  ])
  await drain(session.tenant)
  return { callId, queueId, agentId }
}

const flowId = async ({ caller }: World) => (await caller.ticket.startable()).items[0]?.flowId ?? ""

async function ruleDraft(world: World) {
  return {
    name: world.canary,
    enabled: true,
    match: { intent: world.canary },
    whenAbandoned: false,
    flowId: await flowId(world),
  }
}
const rule = async (world: World) => (await world.caller.telephony.saveRule(await ruleDraft(world))).ruleId

export const telephonySamples: Samples = {
  live: nothing,
  today: nothing,
  levels: nothing,
  myCallers: nothing,
  figures: async (world) => ({ from: "2026-01-01", to: "2026-01-02", queueId: (await call(world)).queueId }),
  rules: nothing,
  connectors: nothing,
  mapping: nothing,
  calls: async (world) => {
    const { queueId, agentId } = await call(world)
    return { queueId, agentId, search: world.canary, cursor: null, limit: 50 }
  },
  getCall: async (world) => ({ callId: (await call(world)).callId }),
  saveRule: async (world) => ({ ruleId: await rule(world), ...(await ruleDraft(world)) }),
  orderRules: async (world) => {
    await rule(world)
    const { rules } = await world.caller.telephony.rules()
    return { ruleIds: rules.map(({ id }) => id).toReversed() }
  },
  removeRule: async (world) => ({ ruleId: await rule(world) }),
  createConnector: ({ canary }) => ({ kind: "generic", key: newKey(), name: canary, settings: {} }),
  updateConnector: async (world) => ({
    connectorId: await connector(world),
    name: world.canary,
    settings: {},
    enabled: true,
  }),
  rotateSecret: async (world) => ({ connectorId: await connector(world) }),
  mapQueue: async (world) => {
    const draft = { key: newKey(), name: world.canary, vendorIds: [], personIds: [] }
    const { id } = await world.caller.people.createSkillGroup(draft)
    return { vendorId: (await call(world)).queueId, skillGroupId: id }
  },
  mapAgent: async (world) => ({
    agentId: (await call(world)).agentId,
    personId: (await addTestMember(world.session, { name: world.canary })).person.id,
  }),
}
