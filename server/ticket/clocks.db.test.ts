import { randomUUID } from "node:crypto"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { approval } from "@/core/flow/nodes/approval"
import { close } from "@/core/flow/nodes/close"
import { start } from "@/core/flow/nodes/start"
import { edge, node } from "@/core/flow/starters/starter"
import type { DraftGraph } from "@/core/flow/graph"
import type { Calendar, SlaPolicy } from "@/core/sla/policy"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { createFlow } from "@/server/flow/create-flow"
import { publish } from "@/server/flow/publish"
import { saveDraft } from "@/server/flow/save-draft"
import { forgetCalendars } from "@/server/sla/calendars"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { reconcileTimers } from "@/server/timer/reconcile"
import { fireTimer } from "@/server/timer/fire"
import { rescheduleTickets } from "./reschedule"
import { verifyTickets } from "./verify-ticket"

// Clocks through the whole step: what conditions and people make of them, in the tables and in the timers.

const minute = 60_000
const nineToFive = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ fromMin: 540, toMin: 1020 }] : []))
const office = (timeZone: string, days: Calendar["days"] = []): Calendar => ({ timeZone, weekly: nineToFive, days })

let database: TestDatabase
let session: Session
let colleague: Session
beforeAll(async () => {
  database = await createTestDatabase()
  session = (await createTestTenant()).session
  colleague = await addTestMember(session, { name: "Bo", roles: ["agent"] })
})
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const at = (text: string) => vi.setSystemTime(Date.parse(text))
const policy = (more: Partial<SlaPolicy> = {}): SlaPolicy => ({ targetMin: 60, calendarId: null, tiers: [], ...more })

type Clocks = { sla?: SlaPolicy | null; visitSla?: SlaPolicy | null; ticketSla?: Omit<SlaPolicy, "mayPause"> }

/** Two sign; one of them says what the status is, as often as they like. */
async function publishClocks({ sla = null, visitSla = null, ticketSla }: Clocks): Promise<string> {
  const draft: DraftGraph = {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      node("work", "approval", "Work", [1, 0], {
        ...approval.defaults(),
        people: { type: "named", personIds: [session.person.id, colleague.person.id] },
        waitAll: true,
        fields: ["status"],
        sla,
        visitSla,
      }),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "work"), edge("work", "approved", "end")],
    fields: [{ key: "status", type: "string", nullable: true, required: false, label: { en: "Status", zh: "状态" } }],
    settings: {
      homeUnitId: null,
      administratorIds: [session.person.id],
      ...(ticketSla && { slas: [{ ...ticketSla, id: "s1", name: "Solved" }] }),
    },
  }
  const editor = { personId: session.person.id, roles: session.person.roles }
  const flow = await createFlow(session.tenant, editor, {
    name: `Clocks ${randomUUID()}`,
    description: "",
    starter: null,
    locale: "en",
  })
  const { revision } = await saveDraft(session.tenant, editor, { flowId: flow.flowId, revision: 1, draft })
  await publish(session.tenant, editor, { flowId: flow.flowId, revision, currentVersionId: null, message: "" })
  return flow.flowId
}

async function setCalendar(hours: Calendar): Promise<void> {
  const calendars = callerOf(session).calendar
  const usual = (await calendars.list()).items.find(({ isDefault }) => isDefault)!
  await calendars.save({ calendarId: usual.id, revision: usual.revision, hours })
  forgetCalendars(session.tenant)
}

const openOn = async (flowId: string) =>
  (await callerOf(session).ticket.start({ flowId, variables: {}, key: randomUUID() })).ticketId

const stateOf = async (ticketId: string) => (await callerOf(session).ticket.get({ ticketId })).state
const todoOf = async (ticketId: string, { person } = session) =>
  Object.values((await stateOf(ticketId)).todos).find((todo) => todo.assigneeId === person.id)!

/** Says what the status is, and takes the vote back so that it can be said again. */
async function say(ticketId: string, status: string): Promise<void> {
  const { id: todoId } = await todoOf(ticketId)
  const words = { decision: "approve" as const, outcome: null, comment: "", fields: { status } }
  await callerOf(session).todo.decide({ ticketId, todoId, ...words, key: randomUUID() })
  await callerOf(session).todo.retract({ ticketId, todoId, key: randomUUID() })
}

const rowsOf = (ticketId: string) =>
  withTenant(session.tenant).sql<
    {
      id: string
      state: string
      due_at: Date | null
      paused_at: Date | null
      breached: boolean
      next_at: Date | null
    }[]
  >`select id, state, due_at, paused_at, breached, next_at from clock where ticket_id = ${ticketId} order by id`
const timersOf = (ticketId: string) =>
  withTenant(session.tenant).sql<{ item_id: string; due_at: Date; version: number | null }[]>`
    select item_id, due_at, version from timer where ticket_id = ${ticketId} order by item_id`

describe("the check values", () => {
  it("Friday 16:30 and an hour, Monday to Friday 9 to 17, is Monday 09:30", async () => {
    await setCalendar(office("Asia/Shanghai"))
    const flowId = await publishClocks({ sla: policy(), visitSla: policy(), ticketSla: policy() })
    vi.useFakeTimers({ toFake: ["Date"] })
    at("2026-05-08T16:30:00+08:00")
    const ticketId = await openOn(flowId)
    const due = Date.parse("2026-05-11T09:30:00+08:00")
    expect((await todoOf(ticketId)).clock?.dueAt).toBe(due)
    const rows = await rowsOf(ticketId)
    expect(rows.map((row) => row.due_at?.getTime())).toEqual([due, due])
    const timers = await timersOf(ticketId)
    expect(timers.map((timer) => timer.due_at.getTime())).toEqual([due, due, due, due])
    const { explanation } = await callerOf(session).ticket.explainClock({ ticketId, clockId: "s1" })
    expect(explanation.stretches).toMatchObject([{ counted: [{ minutes: 30 }, { minutes: 30 }] }])
  })

  it("new 60, open 30, pending 30 while it is paused, closed: 90 have been counted", async () => {
    const is = (status: string) => `status != null && status == "${status}"`
    const conditions = { pause: is("pending"), stop: is("closed") }
    const flowId = await publishClocks({ ticketSla: policy({ targetMin: 120, calendarId: "always", conditions }) })
    vi.useFakeTimers({ toFake: ["Date"] })
    at("2026-05-11T09:00:00+08:00")
    const ticketId = await openOn(flowId)
    at("2026-05-11T10:00:00+08:00")
    await say(ticketId, "open")
    at("2026-05-11T10:30:00+08:00")
    await say(ticketId, "pending")
    expect(await rowsOf(ticketId)).toMatchObject([{ id: "s1", state: "paused", due_at: null, next_at: null }])
    expect(await timersOf(ticketId)).toEqual([])
    at("2026-05-11T11:00:00+08:00")
    await say(ticketId, "closed")
    expect((await stateOf(ticketId)).clocks?.["s1"]).toMatchObject({
      elapsedMs: 90 * minute,
      ended: { as: "stopped" },
      breached: false,
    })
    expect(await rowsOf(ticketId)).toMatchObject([{ state: "stopped", breached: false }])
  })

  it("a make-up workday counts and a holiday does not", async () => {
    await setCalendar(
      office("Asia/Shanghai", [
        { date: "2026-10-01", name: "National Day", intervals: [], kind: "holiday" },
        { date: "2026-10-02", name: "National Day", intervals: [], kind: "holiday" },
        { date: "2026-10-10", name: "National Day", intervals: [{ fromMin: 540, toMin: 1020 }], kind: "makeUp" },
      ]),
    )
    const flowId = await publishClocks({ ticketSla: policy() })
    vi.useFakeTimers({ toFake: ["Date"] })
    at("2026-09-30T16:30:00+08:00")
    const holiday = await openOn(flowId)
    expect((await rowsOf(holiday))[0]?.due_at).toEqual(new Date("2026-10-05T09:30:00+08:00"))
    at("2026-10-09T16:30:00+08:00")
    const makeUp = await openOn(flowId)
    expect((await rowsOf(makeUp))[0]?.due_at).toEqual(new Date("2026-10-10T09:30:00+08:00"))
  })

  it("a clock change is in the hours of the wall", async () => {
    await setCalendar({
      timeZone: "Europe/Berlin",
      weekly: nineToFive.map(() => [{ fromMin: 0, toMin: 1440 }]),
      days: [],
    })
    const flowId = await publishClocks({ ticketSla: policy({ targetMin: 180 }) })
    vi.useFakeTimers({ toFake: ["Date"] })
    at("2026-03-29T01:00:00+01:00")
    const spring = await openOn(flowId)
    expect((await rowsOf(spring))[0]?.due_at).toEqual(new Date("2026-03-29T05:00:00+02:00"))
    at("2026-10-25T01:00:00+02:00")
    const autumn = await openOn(flowId)
    expect((await rowsOf(autumn))[0]?.due_at).toEqual(new Date("2026-10-25T03:00:00+01:00"))
  })
})

describe("pausing by hand", () => {
  it("stands still in the inbox, makes earlier timers stale, and goes on with what was left", async () => {
    const flowId = await publishClocks({ sla: policy({ calendarId: "always", mayPause: true }) })
    vi.useFakeTimers({ toFake: ["Date"] })
    const opened = Date.parse("2026-06-01T09:00:00+08:00")
    vi.setSystemTime(opened)
    const ticketId = await openOn(flowId)
    const { id: todoId } = await todoOf(ticketId)
    const [armed] = await timersOf(ticketId)
    vi.setSystemTime(opened + 20 * minute)
    const target = { ticketId, todoId, comment: "the customer calls back", key: randomUUID() }
    await callerOf(session).todo.pause(target)
    // The same intent again is the same step.
    await callerOf(session).todo.pause(target)
    const { items } = await callerOf(session).todo.inbox({ view: "mine", limit: 100 })
    const item = items.find((one) => one.ticketId === ticketId)
    expect(item).toMatchObject({ dueAt: null, paused: { at: opened + 20 * minute, leftMin: 40 } })
    expect((await timersOf(ticketId)).map((timer) => timer.item_id)).not.toContain(todoId)

    vi.setSystemTime(opened + 300 * minute)
    const stale = { ticketId, itemId: todoId, dueAt: armed!.due_at.getTime(), version: 1 }
    expect(await fireTimer(session.tenant, stale)).toBe("stale")
    await callerOf(session).todo.resume({ ticketId, todoId, comment: "", key: randomUUID() })
    expect((await todoOf(ticketId)).clock).toMatchObject({ dueAt: opened + 340 * minute, version: 3 })
    const timer = (await timersOf(ticketId)).find((one) => one.item_id === todoId)
    expect(timer).toMatchObject({ due_at: new Date(opened + 340 * minute), version: 3 })
    vi.setSystemTime(opened + 341 * minute)
    expect(await fireTimer(session.tenant, stale)).toBe("stale")
    expect(await fireTimer(session.tenant, { ...stale, dueAt: opened + 340 * minute, version: 3 })).toBe("fired")
    expect((await todoOf(ticketId)).clock?.breached).toBe(true)
  })

  it("is not a colleague's to do, nor another tenant's", async () => {
    const flowId = await publishClocks({ sla: policy({ calendarId: "always", mayPause: true }) })
    const ticketId = await openOn(flowId)
    const { id: todoId } = await todoOf(ticketId)
    const pause = { ticketId, todoId, comment: "x", key: randomUUID() }
    await expect(callerOf(colleague).todo.pause(pause)).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } })
    const other = await createTestTenant()
    await expect(other.caller.todo.pause(pause)).rejects.toMatchObject({ code: "NOT_FOUND" })
    const { caller } = other
    await expect(caller.ticket.explainClock({ ticketId, clockId: todoId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    expect((await todoOf(ticketId)).clock?.paused).toBeUndefined()
  })
})

describe("a changed calendar", () => {
  it("moves the clocks of tickets and visits, and leaves what is paused as it is", async () => {
    await setCalendar(office("Asia/Shanghai"))
    const sla = policy({ mayPause: true })
    const flowId = await publishClocks({ sla, visitSla: policy(), ticketSla: policy() })
    vi.useFakeTimers({ toFake: ["Date"] })
    at("2026-06-08T10:00:00+08:00")
    const ticketId = await openOn(flowId)
    at("2026-06-08T10:15:00+08:00")
    const { id: todoId } = await todoOf(ticketId)
    await callerOf(session).todo.pause({ ticketId, todoId, comment: "x", key: randomUUID() })
    await setCalendar({ ...office("Asia/Shanghai"), weekly: nineToFive.map(() => [{ fromMin: 840, toMin: 1080 }]) })
    await rescheduleTickets(session.tenant, new AbortController().signal)
    const moved = new Date("2026-06-08T15:00:00+08:00")
    expect((await rowsOf(ticketId)).map((row) => row.due_at)).toEqual([moved, moved])
    expect((await todoOf(ticketId)).clock).toMatchObject({ dueAt: null, elapsedMs: 15 * minute })
    expect((await todoOf(ticketId, colleague)).clock?.dueAt).toBe(moved.getTime())
    // 45 minutes are left, and the office opens at two.
    at("2026-06-08T11:00:00+08:00")
    await callerOf(session).todo.resume({ ticketId, todoId, comment: "", key: randomUUID() })
    expect((await todoOf(ticketId)).clock?.dueAt).toBe(Date.parse("2026-06-08T14:45:00+08:00"))
  })
})

describe("clocks of tickets and visits", () => {
  it("warn, are late, are armed again when their timers are lost, and are over with the ticket", async () => {
    const tiers: SlaPolicy["tiers"] = [
      { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
    ]
    const visitSla = policy({ calendarId: "always", tiers })
    const flowId = await publishClocks({ visitSla, ticketSla: { ...visitSla, targetMin: 240 } })
    vi.useFakeTimers({ toFake: ["Date"] })
    const opened = Date.parse("2026-07-01T09:00:00+08:00")
    vi.setSystemTime(opened)
    const ticketId = await openOn(flowId)
    const { sql } = withTenant(session.tenant)
    await sql`delete from timer where ticket_id = ${ticketId}`
    await reconcileTimers(session.tenant)
    const timers = await timersOf(ticketId)
    expect(timers.map(({ due_at }) => due_at.getTime())).toEqual([opened + 30 * minute, opened + 120 * minute])
    vi.setSystemTime(opened + 61 * minute)
    const [visit] = timers
    await fireTimer(session.tenant, { ticketId, itemId: visit!.item_id, dueAt: visit!.due_at.getTime() })
    expect(await rowsOf(ticketId)).toMatchObject([{ id: visit!.item_id, breached: true }, { breached: false }])
    const { notifications } = await callerOf(session).ticket.get({ ticketId })
    expect(notifications.filter(({ kind }) => kind === "todoWarned")).toHaveLength(2)
    const words = { decision: "approve" as const, outcome: null, comment: "", fields: {} }
    for (const one of [session, colleague]) {
      const { id: todoId } = await todoOf(ticketId, one)
      await callerOf(one).todo.decide({ ticketId, todoId, ...words, key: randomUUID() })
    }
    expect(await rowsOf(ticketId)).toMatchObject([{ state: "over" }, { state: "over" }])
    expect(await timersOf(ticketId)).toEqual([])
  })

  it("are what the events say, in every table", async () => {
    expect((await verifyTickets(session.tenant, () => {})).differences).toEqual([])
  })
})
