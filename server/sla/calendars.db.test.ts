import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Role } from "@/core/people/directory"
import type { Calendar } from "@/core/sla/policy"
import { approval } from "@/core/flow/nodes/approval"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { emptyDraft } from "@/server/flow/create-flow"
import { officeHours } from "@/server/flow/install-starters"
import { addTestMember, callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { rescheduleTickets } from "@/server/ticket/reschedule"
import { forgetCalendars, loadCalendars } from "./calendars"

let database: TestDatabase
let owner: Session
let other: Session
beforeAll(async () => {
  database = await createTestDatabase()
  other = (await createTestTenant()).session
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})
beforeEach(async () => {
  owner = (await createTestTenant()).session
})

const office = officeHours("Asia/Shanghai")
const withClosed = (date: string): Calendar => ({ ...office, days: [{ date, name: "Outing", intervals: [] }] })
const calendars = (session = owner) => callerOf(session).calendar
const create = async (name = "Night desk") => (await calendars().create({ name, hours: office })).calendarId

/** `field: code` of each problem, or the code of the refusal. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await work }
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    if (!(cause instanceof AppError)) return (error as { code?: string }).code
    return cause.problems.length > 0 ? cause.problems.map(({ place, code }) => `${place.field}: ${code}`) : cause.code
  }
}

const auditOf = async ({ tenant }: Session) =>
  (
    await withTenant(tenant).sql<{ action: string }[]>`
      select action from audit where action like 'calendar.%' order by id`
  ).map(({ action }) => action)

describe("a calendar", () => {
  it("is created, saved, renamed, made the default and deleted, each with its audit row", async () => {
    const calendarId = await create()
    expect(await calendars().save({ calendarId, revision: 1, hours: withClosed("2026-05-04") })).toEqual({
      revision: 2,
    })
    await calendars().rename({ calendarId, name: "  Night   desk 2 " })
    expect(await calendars().get({ calendarId })).toMatchObject({
      name: "Night desk 2",
      isDefault: false,
      revision: 2,
      savedBy: owner.person.name,
      hours: withClosed("2026-05-04"),
      uses: [],
    })
    const before = (await calendars().list()).items.find(({ isDefault }) => isDefault)
    await calendars().makeDefault({ calendarId })
    expect((await calendars().list()).items.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
      calendarId,
    ])
    await calendars().makeDefault({ calendarId: before?.id ?? "" })
    await calendars().remove({ calendarId })
    expect(await refusal(calendars().get({ calendarId }))).toBe("NOT_FOUND")
    expect(await auditOf(owner)).toEqual([
      "calendar.created",
      "calendar.saved",
      "calendar.renamed",
      "calendar.madeDefault",
      "calendar.madeDefault",
      "calendar.removed",
    ])
  })

  it("is what the engine reads right after it was saved", async () => {
    const calendarId = await create()
    await loadCalendars(owner.tenant)
    await calendars().save({ calendarId, revision: 1, hours: withClosed("2026-05-04") })
    expect((await loadCalendars(owner.tenant))[calendarId]?.days).toHaveLength(1)
  })

  it("keeps its days in the order of the year", async () => {
    const calendarId = await create()
    const days = ["2026-05-04", "2026-01-01"].map((date) => ({ date, name: "", intervals: [] }))
    await calendars().save({ calendarId, revision: 1, hours: { ...office, days } })
    const { hours } = await calendars().get({ calendarId })
    expect(hours.days.map(({ date }) => date)).toEqual(["2026-01-01", "2026-05-04"])
  })

  it("is not overwritten by somebody who saw an older one: they learn who saved", async () => {
    const designer = await addTestMember(owner, { name: "Dora", roles: ["designer"] })
    const calendarId = await create()
    await calendars(designer).save({ calendarId, revision: 1, hours: withClosed("2026-05-04") })
    const late = calendars().save({ calendarId, revision: 1, hours: withClosed("2026-06-01") })
    await expect(late).rejects.toMatchObject({ cause: { code: "CONFLICT", detail: { revision: 2, savedBy: "Dora" } } })
    expect((await calendars().get({ calendarId })).hours.days[0]?.date).toBe("2026-05-04")
  })

  it("of two saves at the same moment one wins", async () => {
    const calendarId = await create()
    const saves = ["2026-05-04", "2026-06-01"].map((date) =>
      refusal(calendars().save({ calendarId, revision: 1, hours: withClosed(date) })),
    )
    expect(await Promise.all(saves)).toEqual(expect.arrayContaining(["CONFLICT", { answered: { revision: 2 } }]))
  })

  it("is refused with everything that is wrong with it", async () => {
    const hours: Calendar = {
      timeZone: "Mars/Olympus",
      weekly: [[{ fromMin: 600, toMin: 540 }], [], [], [], [], [], []],
      days: [
        { date: "2026-05-04", name: "", intervals: [] },
        { date: "2026-05-04", name: "", intervals: [] },
      ],
    }
    const wrong = ["timeZone: unknownTimeZone", "weekly.0: emptyInterval", "days.1: dateTwice"]
    expect(await refusal(calendars().create({ name: " ", hours }))).toEqual(["name: nameMissing", ...wrong])
    const calendarId = await create()
    expect(await refusal(calendars().save({ calendarId, revision: 1, hours }))).toEqual(wrong)
    await create("Day desk")
    expect(await refusal(calendars().rename({ calendarId, name: "day DESK" }))).toEqual(["name: nameTaken"])
    expect(await refusal(calendars().create({ name: "Day desk", hours: office }))).toEqual(["name: nameTaken"])
  })
})

describe("deleting a calendar", () => {
  it("is refused for the default", async () => {
    const usual = (await calendars().list()).items.find(({ isDefault }) => isDefault)
    expect(await refusal(calendars().remove({ calendarId: usual?.id ?? "" }))).toEqual([
      "calendarId: calendarIsDefault",
    ])
  })

  it("is refused while a unit or a flow's draft names it, and names them", async () => {
    const calendarId = await create()
    const unit = await callerOf(owner).people.createUnit({ name: "Fees", parentId: null, headId: null, calendarId })
    const flowId = await flowWith(calendarId)
    expect(await refusal(calendars().remove({ calendarId }))).toEqual([
      "calendarId: usedByUnit",
      "calendarId: usedByFlow",
    ])
    expect((await calendars().get({ calendarId })).uses).toEqual([
      { type: "unit", id: unit.id, name: "Fees" },
      { type: "flow", id: flowId, name: "Counts by it" },
    ])
    await callerOf(owner).people.removeUnit({ id: unit.id })
    await callerOf(owner).flow.archive({ flowId })
    expect(await refusal(calendars().remove({ calendarId }))).toEqual({ answered: undefined })
  })

  it("is refused while only the published version names it", async () => {
    const calendarId = await create()
    const flowId = await flowWith(calendarId)
    const { versionId } = await publishAsIs(flowId)
    await callerOf(owner).flow.saveDraft({ flowId, revision: 2, draft: emptyDraft })
    expect(versionId).toBeTruthy()
    expect(await refusal(calendars().remove({ calendarId }))).toEqual(["calendarId: usedByFlow"])
  })

  /** A flow whose one step counts by the calendar. */
  async function flowWith(calendarId: string): Promise<string> {
    const { flow } = callerOf(owner)
    const { flowId } = await flow.create({ name: "Counts by it", description: "", starter: null, locale: "en" })
    const config = { ...approval.defaults(), sla: { targetMin: 60, calendarId, tiers: [] } }
    const step = { id: "a", kind: "approval", name: "Approve", position: { x: 0, y: 0 }, config }
    const draft = { ...emptyDraft, nodes: [...emptyDraft.nodes, step] }
    await flow.saveDraft({ flowId, revision: 1, draft: draft as typeof emptyDraft })
    return flowId
  }

  /** Makes the draft the current version without asking whether it may run. */
  async function publishAsIs(flowId: string): Promise<{ versionId: string }> {
    const versionId = randomUUID()
    const { sql } = withTenant(owner.tenant)
    await sql`
      insert into flow_version (id, flow_id, number, graph) select ${versionId}, id, 1, draft from flow where id = ${flowId}`
    await sql`update flow set current_version_id = ${versionId} where id = ${flowId}`
    return { versionId }
  }
})

describe("who may", () => {
  it.each([
    ["designer", true],
    ["supervisor", false],
    ["agent", false],
    ["auditor", false],
  ] as [Role, boolean][])("a %s edit: %s; read, always", async (role, mayEdit) => {
    const calendarId = await create()
    const member = calendars(await addTestMember(owner, { roles: [role] }))
    expect((await member.list()).items.map(({ id }) => id)).toContain(calendarId)
    expect((await member.countries({ locale: "en" })).countries.length).toBeGreaterThan(100)
    const attempts = [
      member.create({ name: "Another", hours: office }),
      member.save({ calendarId, revision: 1, hours: office }),
      member.rename({ calendarId, name: "Other name" }),
      member.makeDefault({ calendarId }),
      member.remove({ calendarId }),
    ]
    const refused = await Promise.all(attempts.map((attempt) => refusal(attempt)))
    if (mayEdit) expect(refused).not.toContain("FORBIDDEN")
    else expect(new Set(refused)).toEqual(new Set(["FORBIDDEN"]))
  })

  it("another tenant's calendar is as absent: for a unit too", async () => {
    const [theirs] = (await calendars(other).list()).items
    const calendarId = theirs?.id ?? ""
    expect(await refusal(calendars().get({ calendarId }))).toBe("NOT_FOUND")
    const people = callerOf(owner).people
    expect(await refusal(people.createUnit({ name: "X", parentId: null, headId: null, calendarId }))).toEqual([
      "calendarId: calendarUnknown",
    ])
  })
})

describe("tickets under way", () => {
  it("count by a changed calendar, with an event where the deadline moves, and no other tenant's do", async () => {
    const opened = async (session: Session) => {
      const caller = callerOf(session)
      const { items } = await caller.ticket.startable()
      const flowId = items.find((item) => item.fields.some(({ key }) => key === "amount"))!.flowId
      return caller.ticket.start({ flowId, variables: { amount: 10_000, reason: "loyalty" }, key: randomUUID() })
    }
    const dueOf = async (session: Session, ticketId: string) => {
      const { state, events } = await callerOf(session).ticket.get({ ticketId })
      const moved = events.filter(({ body }) => body.type === "rescheduled").length
      return { dueAt: Object.values(state.todos)[0]?.clock?.dueAt, moved }
    }
    const [mine, theirs] = [await opened(owner), await opened(other)]
    const [before, foreign] = [await dueOf(owner, mine.ticketId), await dueOf(other, theirs.ticketId)]

    const { items } = await calendars().list()
    const usual = items.find(({ isDefault }) => isDefault)!
    // Never open but for one minute a day: any deadline moves.
    const oneMinute = Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: 1 }])
    await calendars().save({
      calendarId: usual.id,
      revision: usual.revision,
      hours: { ...usual.hours, weekly: oneMinute, days: [] },
    })
    const signal = new AbortController().signal
    forgetCalendars(owner.tenant)
    expect(await rescheduleTickets(owner.tenant, signal)).toBe(1)
    const after = await dueOf(owner, mine.ticketId)
    expect(after.dueAt).toBeGreaterThan(before.dueAt!)
    expect(after.moved).toBe(1)
    // A second run, as after a crash, finds nothing to do.
    await rescheduleTickets(owner.tenant, signal)
    expect(await dueOf(owner, mine.ticketId)).toEqual(after)
    expect(await dueOf(other, theirs.ticketId)).toEqual(foreign)
    // The timer goes with it.
    const [timer] = await withTenant(owner.tenant).sql<{ at: Date }[]>`
      select min(due_at) as at from timer where ticket_id = ${mine.ticketId}`
    expect(timer!.at.getTime()).toBeGreaterThan(before.dueAt!)
  })
})
