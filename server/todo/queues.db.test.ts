import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { Distribution } from "@/core/people/rule"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { changeMember } from "@/server/people/change-member"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishOneStep } from "@/server/ticket/testing/one-step"
import { loadCallAgents } from "@/server/ticket/facts"
import { openTicket } from "@/server/ticket/open"
import { verifyTickets } from "@/server/ticket/verify-ticket"
import { dispatchWaiting } from "./dispatch-waiting"

// Work for several people at once, on a real Postgres: exact, whoever comes first.

type Tenant = Awaited<ReturnType<typeof createTestTenant>>

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const fifty = 50

/** A tenant with a skill group, whose members the agents are. */
async function team(count: number): Promise<{ one: Tenant; agents: Session[]; groupId: string }> {
  const one = await createTestTenant()
  const agents: Session[] = []
  for (let index = 0; index < count; index++) agents.push(await addTestMember(one.session, { name: `Agent ${index}` }))
  const personIds = agents.map(({ person }) => person.id)
  const group = { key: "cards", name: "Cards", vendorIds: [], personIds }
  const { id: groupId } = await one.caller.people.createSkillGroup(group)
  return { one, agents, groupId }
}

/** Tickets opened all at once, in turn in each of the flows. */
async function openAtOnce({ tenant, session }: Tenant, flowIds: string[], count: number) {
  const opening = Array.from({ length: count }, (_, index) =>
    openTicket(tenant, {
      flowId: flowIds[index % flowIds.length]!,
      key: randomUUID(),
      by: session.person.id,
      origin: { type: "manual" },
      initiatorId: session.person.id,
      variables: {},
    }),
  )
  return Promise.all(opening)
}

const todosOf = ({ tenant }: Tenant) =>
  withTenant(tenant).sql<{ ticket_id: string; id: string; assignee_id: string | null; awaits_capacity: boolean }[]>`
    select ticket_id, id, assignee_id, coalesce(awaits_capacity, false) as awaits_capacity from todo
    where state = 'active' order by ticket_id, id`

/** How many todos each agent has. */
async function loads(one: Tenant, agents: Session[]): Promise<number[]> {
  const todos = await todosOf(one)
  return agents.map(({ person }) => todos.filter((todo) => todo.assignee_id === person.id).length)
}

async function intact({ tenant }: Tenant): Promise<void> {
  expect((await verifyTickets(tenant, () => {})).differences).toEqual([])
}

const byGroup = (session: Session, skillGroupId: string, distribution: Distribution) =>
  publishOneStep(session, { people: { type: "skillGroup", skillGroupId, onlineOnly: false }, distribution })

it.each<Distribution>(["roundRobin", "leastLoaded"])("%s is exact for fifty at once, and none is lost", async (how) => {
  const { one, agents, groupId } = await team(7)
  const flowId = await byGroup(one.session, groupId, how)
  const opened = await openAtOnce(one, [flowId], fifty)
  expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(fifty)
  const todos = await todosOf(one)
  expect(new Set(todos.map((todo) => todo.ticket_id)).size).toBe(fifty)
  expect(todos).toHaveLength(fifty)
  const counts = await loads(one, agents)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(fifty)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  const [pool] = await withTenant(one.tenant).sql`select sequence from pool where key = ${`${flowId}:work`}`
  expect(pool?.["sequence"]).toBe(fifty)
  await intact(one)
})

it("gives a todo that eight people claim at once to one of them, and tells the others whom", async () => {
  const { one, agents, groupId } = await team(8)
  await openAtOnce(one, [await byGroup(one.session, groupId, "queue")], 1)
  const [todo] = await todosOf(one)
  expect(todo).toMatchObject({ assignee_id: null })
  const place = { ticketId: todo!.ticket_id, todoId: todo!.id }
  for (const agent of agents) {
    const { items, counts } = await callerOf(agent).todo.inbox({ view: "queues" })
    expect([items.map(({ todoId }) => todoId), counts.queued]).toEqual([[todo!.id], 1])
  }
  const answers = await Promise.allSettled(
    agents.map((agent) => callerOf(agent).todo.claim({ ...place, key: randomUUID() })),
  )
  const winners = agents.filter((_, index) => answers[index]?.status === "fulfilled")
  expect(winners).toHaveLength(1)
  const { name, id } = winners[0]!.person
  const refused = answers.filter((answer) => answer.status === "rejected")
  for (const { reason } of refused) expect(JSON.stringify(reason.cause)).toContain(`${name} has claimed it already.`)
  expect(await todosOf(one)).toMatchObject([{ assignee_id: id }])
  expect(await callerOf(agents[0]!).todo.queues()).toEqual([])
  await callerOf(winners[0]!).todo.unclaim({ ...place, comment: "", key: randomUUID() })
  expect(await callerOf(agents[0]!).todo.queues()).toMatchObject([
    { key: `skill:${groupId}`, waiting: 1, isMine: true },
  ])
  await intact(one)
})

it("shows a queue to its members and to those who answer for the work, and to nobody of another tenant", async () => {
  const { one, agents, groupId } = await team(1)
  const auditor = await addTestMember(one.session, { name: "Auditor", roles: ["auditor"] })
  const designer = await addTestMember(one.session, { name: "Designer", roles: ["designer"] })
  const other = await createTestTenant()
  await openAtOnce(one, [await byGroup(one.session, groupId, "queue")], 2)
  const seen = async (session: Session) => (await callerOf(session).todo.inbox({ view: "queues" })).items.length
  expect(await seen(agents[0]!)).toBe(2)
  expect(await seen(auditor)).toBe(2)
  expect(await seen(designer)).toBe(0)
  expect(await seen(other.session)).toBe(0)
  const [todo] = await todosOf(one)
  const claim = { ticketId: todo!.ticket_id, todoId: todo!.id, key: randomUUID() }
  await expect(callerOf(designer).todo.claim(claim)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(other.caller.todo.claim(claim)).rejects.toMatchObject({ code: "NOT_FOUND" })
  const supervisor = await addTestMember(one.session, { name: "Supervisor", roles: ["supervisor"] })
  const handed = { ...claim, toId: agents[0]!.person.id, comment: "" }
  await callerOf(supervisor).todo.transfer(handed)
  expect(await loads(one, agents)).toEqual([1])
})

it("never gives anybody more than they can take, whichever flows give at once", async () => {
  const { one, agents, groupId } = await team(4)
  for (const { person } of agents) await changeMember(one.session, { personId: person.id, capacity: 3 })
  const flowIds = [
    await byGroup(one.session, groupId, "roundRobin"),
    await byGroup(one.session, groupId, "leastLoaded"),
  ]
  await openAtOnce(one, flowIds, 30)
  expect(await loads(one, agents)).toEqual([3, 3, 3, 3])
  const waiting = (await todosOf(one)).filter((todo) => todo.awaits_capacity)
  expect(waiting).toHaveLength(18)
  // Nobody has room: looking changes nothing, however many look.
  await Promise.all([dispatchWaiting(one.tenant), dispatchWaiting(one.tenant)])
  expect(await loads(one, agents)).toEqual([3, 3, 3, 3])

  const [first] = (await todosOf(one)).filter((todo) => todo.assignee_id === agents[0]!.person.id)
  await callerOf(agents[0]!).todo.decide({
    ticketId: first!.ticket_id,
    todoId: first!.id,
    decision: "done",
    outcome: null,
    comment: "",
    fields: {},
    key: randomUUID(),
  })
  const looks = await Promise.all(Array.from({ length: 3 }, () => dispatchWaiting(one.tenant)))
  expect(looks.every((again) => again !== null)).toBe(true)
  expect(await loads(one, agents)).toEqual([3, 3, 3, 3])
  expect((await todosOf(one)).filter((todo) => todo.awaits_capacity)).toHaveLength(17)

  await one.caller.people.setWorkLimits({ capacity: 100 })
  for (const { person } of agents) await changeMember(one.session, { personId: person.id, capacity: null })
  expect(await dispatchWaiting(one.tenant)).toBeNull()
  expect((await todosOf(one)).filter((todo) => todo.assignee_id === null)).toEqual([])
  await intact(one)
})

it("finds the member who took a call by the agent's extension, and nobody for calls nobody took", async () => {
  const { one, agents } = await team(1)
  const { sql } = withTenant(one.tenant)
  const personId = agents[0]!.person.id
  await changeMember(one.session, { personId, extension: "8001" })
  await sql`insert into agent_state ${sql({ agent_id: "8001", extension: "8001" })}`
  for (const [callId, agentId] of [
    ["taken", "8001"],
    ["stranger", "8002"],
    ["waiting", null],
  ] as const) {
    const at = new Date()
    await sql`insert into call ${sql({
      call_id: callId,
      interaction_id: callId,
      direction: "inbound",
      outcome: "talking",
      offered_at: at,
      ivr: {},
      agent_id: agentId,
      direct: false,
      hold_ms: 0,
      revision: 1,
      event_count: 1,
      last_event_at: at,
      detail: {},
    } as never)}`
  }
  const calls = ["taken", "stranger", "waiting", "unknown"]
  expect(await loadCallAgents(sql, calls)).toEqual({ taken: personId, stranger: null, waiting: null, unknown: null })
})
