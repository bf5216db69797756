import { randomBytes, randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { gateway } from "@/db/gateway"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { loadSession } from "@/server/auth/load-session"
import type { Session } from "@/server/auth/session"
import { signIn } from "@/server/auth/sign-in"
import { addTestMember, callerOf, createTestTenant, TEST_PASSWORD } from "@/server/tenant/testing/create-test-tenant"
import { loadDirectory } from "./directory"

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

const visitor = () => callerOf(null)
const newEmail = () => `new-${randomBytes(5).toString("hex")}@example.com`

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
  (await withTenant(tenant).sql<{ action: string }[]>`select action from audit order by id`).map(({ action }) => action)

describe("where warnings reach a member", () => {
  it("is set by an owner, and seen by owners and by the member alone", async () => {
    const [agent, colleague] = [await addTestMember(owner), await addTestMember(owner, { roles: ["supervisor"] })]
    const contact = { phone: "+8613900000000", wecomId: "lee" }
    await callerOf(owner).people.change({ personId: agent.person.id, ...contact })
    const seenBy = async (session: Session) =>
      (await callerOf(session).people.list()).find(({ id }) => id === agent.person.id)?.contact
    expect(await seenBy(owner)).toEqual(contact)
    expect(await seenBy(agent)).toEqual(contact)
    expect(await seenBy(colleague)).toBeNull()
    await callerOf(owner).people.change({ personId: agent.person.id, phone: null })
    expect(await seenBy(owner)).toEqual({ ...contact, phone: null })
    expect(await refusal(callerOf(owner).people.change({ personId: agent.person.id, phone: "13900000000" }))).toBe(
      "BAD_REQUEST",
    )
  })
})

describe("joining by a link", () => {
  const link = async (invited: { roles?: Session["person"]["roles"]; email?: string | null } = {}) => {
    const { token } = await callerOf(owner).people.invite({ roles: ["agent"], unitId: null, email: null, ...invited })
    return { tenant: owner.tenant.slug, token }
  }

  it("makes a member who can sign in, with the roles and the unit of the invitation, once", async () => {
    const [unit] = await callerOf(owner).people.units()
    const { token } = await callerOf(owner).people.invite({
      roles: ["agent", "auditor"],
      unitId: unit?.id ?? null,
      email: null,
    })
    const invited = { tenant: owner.tenant.slug, token }
    expect(await visitor().people.invitation(invited)).toMatchObject({
      organisation: "Test hotline",
      inviterName: "Olive Owner",
      unitName: "Test hotline",
      roles: ["agent", "auditor"],
    })

    const email = newEmail()
    await visitor().people.join({ ...invited, name: "Nina New", email, password: TEST_PASSWORD })

    const claims = await signIn({ email, password: TEST_PASSWORD, address: "10.3.0.1" })
    const session = claims && (await loadSession(claims))
    expect(session).toMatchObject({
      tenant: { id: owner.tenant.id },
      person: { name: "Nina New", roles: ["agent", "auditor"] },
    })
    expect((await callerOf(owner).people.list()).find((member) => member.email === email)?.unitId).toBe(unit?.id)
    expect(await refusal(visitor().people.invitation(invited))).toBe("NOT_FOUND")
    expect(
      await refusal(visitor().people.join({ ...invited, name: "Max", email: newEmail(), password: TEST_PASSWORD })),
    ).toBe("NOT_FOUND")
    expect(await callerOf(owner).people.invitations()).toEqual([])
    expect(await auditOf(owner)).toEqual(expect.arrayContaining(["person.invited", "person.joined"]))
  })

  it("lets one of ten through who use the same link at the same time, and leaves nothing of the others", async () => {
    const invited = await link()
    const emails = Array.from({ length: 10 }, newEmail)
    const results = await Promise.allSettled(
      emails.map((email) => visitor().people.join({ ...invited, name: "Racer", email, password: TEST_PASSWORD })),
    )
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect((await callerOf(owner).people.list()).filter(({ name }) => name === "Racer")).toHaveLength(1)
    const [memberships] = await gateway().sql<
      { count: number }[]
    >`select count(*)::int as count from control.membership where tenant_id = ${owner.tenant.id}`
    expect(memberships?.count).toBe(2)
  })

  it("takes an existing account only with its own password", async () => {
    const invited = await link()
    const joining = { ...invited, name: "Whoever", email: other.person.email }
    expect(await refusal(visitor().people.join({ ...joining, password: "not the password" }))).toEqual([
      "password: passwordWrong",
    ])
    await visitor().people.join({ ...joining, password: TEST_PASSWORD })
    const { tenants } = await callerOf(other).people.me()
    expect(tenants.map(({ id }) => id)).toContain(owner.tenant.id)
    expect(
      await refusal(
        visitor().people.join({ ...(await link()), name: "Again", email: other.person.email, password: TEST_PASSWORD }),
      ),
    ).toEqual(["email: alreadyMember"])
  })

  it("brings a former member back as the same person", async () => {
    const email = newEmail()
    const { personId } = await visitor().people.join({
      ...(await link()),
      name: "Back",
      email,
      password: TEST_PASSWORD,
    })
    await callerOf(owner).people.change({ personId, active: false })
    expect(
      await visitor().people.join({ ...(await link()), name: "Back", email, password: TEST_PASSWORD }),
    ).toMatchObject({ personId })
  })

  it("refuses what is wrong, revoked, expired, meant for somebody else or another organisation's", async () => {
    const invited = await link({ email: "named@example.com" })
    const joining = { ...invited, name: "", email: "a@b", password: "x" }
    expect(await refusal(visitor().people.join(joining))).toEqual(["name: nameMissing", "email: emailInvalid"])
    expect(await refusal(visitor().people.join({ ...joining, name: "Eve", email: newEmail() }))).toEqual([
      "email: emailOther",
    ])
    expect(await refusal(visitor().people.join({ ...joining, name: "Eve", email: "named@example.com" }))).toEqual([
      "password: passwordTooShort",
    ])
    expect(await refusal(visitor().people.invitation({ ...invited, tenant: other.tenant.slug }))).toBe("NOT_FOUND")
    expect(await refusal(visitor().people.invitation({ ...invited, token: `${invited.token}x` }))).toBe("NOT_FOUND")

    await withTenant(owner.tenant).sql`update invitation set expires_at = now() - interval '1 second'`
    expect(await refusal(visitor().people.invitation(invited))).toBe("NOT_FOUND")
    const second = await link()
    const [open] = await callerOf(owner).people.invitations()
    await callerOf(owner).people.revokeInvitation({ invitationId: open?.id ?? "" })
    expect(await refusal(visitor().people.invitation(second))).toBe("NOT_FOUND")
    expect(await refusal(callerOf(owner).people.revokeInvitation({ invitationId: open?.id ?? "" }))).toBe("NOT_FOUND")
  })

  it("keeps no token that could be used", async () => {
    const { token } = await link()
    const rows = await withTenant(owner.tenant).sql`select * from invitation`
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(await withTenant(owner.tenant).sql`select * from audit`)).not.toContain(token)
  })

  it("a supervisor can invite agents, not owners; an agent nobody", async () => {
    const invitation = { unitId: null, email: null }
    const supervisor = callerOf(await addTestMember(owner, { roles: ["supervisor"] }))
    expect(await refusal(supervisor.people.invite({ ...invitation, roles: ["owner"] }))).toBe("FORBIDDEN")
    expect(await supervisor.people.invite({ ...invitation, roles: ["agent"] })).toHaveProperty("token")
    expect(await refusal(callerOf(await addTestMember(owner)).people.invite({ ...invitation, roles: ["agent"] }))).toBe(
      "FORBIDDEN",
    )
  })
})

describe("changing members", () => {
  it("takes effect at once and says so in the audit", async () => {
    const member = await addTestMember(owner)
    await callerOf(owner).people.change({
      personId: member.person.id,
      roles: ["supervisor"],
      name: " Su  Pervisor ",
      extension: "8001",
    })
    expect((await callerOf(owner).people.list()).find(({ id }) => id === member.person.id)).toMatchObject({
      name: "Su Pervisor",
      roles: ["supervisor"],
      extension: "8001",
      active: true,
    })
    const [entry] = await withTenant(owner.tenant)
      .sql`select person_id, action, subject, before, after from audit order by id desc limit 1`
    expect(entry).toMatchObject({
      person_id: owner.person.id,
      action: "person.changed",
      subject: `person:${member.person.id}`,
      before: { roles: ["agent"] },
      after: { roles: ["supervisor"] },
    })
  })

  it("never leaves an organisation without an active owner, also when two owners remove each other", async () => {
    expect(await refusal(callerOf(owner).people.change({ personId: owner.person.id, roles: ["agent"] }))).toEqual([
      "roles: lastOwner",
    ])
    expect(await refusal(callerOf(owner).people.change({ personId: owner.person.id, active: false }))).toEqual([
      "roles: lastOwner",
    ])
    for (let round = 0; round < 5; round++) {
      const second = await addTestMember(owner, { roles: ["owner"] })
      const results = await Promise.allSettled([
        callerOf(owner).people.change({ personId: second.person.id, active: false }),
        callerOf(second).people.change({ personId: owner.person.id, active: false }),
      ])
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      await withTenant(owner.tenant)
        .sql`update person set active = id = ${owner.person.id}, roles = ${'["owner"]'}::jsonb where roles ? 'owner'`
    }
  })

  it("is for owners only, except for one's own name", async () => {
    const agent = await addTestMember(owner)
    expect(await refusal(callerOf(agent).people.change({ personId: agent.person.id, roles: ["owner"] }))).toBe(
      "FORBIDDEN",
    )
    await callerOf(agent).people.renameMe({ name: "Nora" })
    expect((await callerOf(owner).people.list()).find(({ id }) => id === agent.person.id)?.name).toBe("Nora")
  })

  it("refuses what does not fit, all at once", async () => {
    const { id: personId } = (await addTestMember(owner)).person
    await callerOf(owner).people.change({ personId: owner.person.id, extension: "8002" })
    expect(
      await refusal(
        callerOf(owner).people.change({ personId, roles: [], name: "\u200b", unitId: randomUUID(), extension: "8002" }),
      ),
    ).toEqual(["name: nameUnreadable", "roles: rolesMissing", "unitId: unitUnknown", "extension: extensionTaken"])
    expect(await refusal(callerOf(owner).people.change({ personId, extension: "8001; drop" }))).toEqual([
      "extension: extensionInvalid",
    ])
    expect(await refusal(callerOf(owner).people.change({ personId: randomUUID(), active: false }))).toBe("NOT_FOUND")
  })

  it("refuses fields that are not asked for", async () => {
    const change = { personId: owner.person.id, accountId: randomUUID(), tenantId: other.tenant.id }
    expect(await refusal(callerOf(owner).people.change(change as never))).toBe("BAD_REQUEST")
  })
})

describe("units", () => {
  it("form a tree that is never a ring, also when two are moved at the same time", async () => {
    const { people } = callerOf(owner)
    const [root] = await people.units()
    const create = async (name: string, parentId: string | null) =>
      (await people.createUnit({ name, parentId, headId: null, calendarId: null })).id
    const north = await create("North", root?.id ?? null)
    const south = await create("South", root?.id ?? null)
    const shop = await create("Shop", north)
    expect(
      await refusal(people.changeUnit({ id: north, name: "North", parentId: shop, headId: null, calendarId: null })),
    ).toEqual(["parentId: unitCycle"])
    expect(
      await refusal(people.changeUnit({ id: north, name: "North", parentId: north, headId: null, calendarId: null })),
    ).toEqual(["parentId: unitCycle"])
    const results = await Promise.allSettled([
      people.changeUnit({ id: north, name: "North", parentId: south, headId: null, calendarId: null }),
      people.changeUnit({ id: south, name: "South", parentId: north, headId: null, calendarId: null }),
    ])
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  it("have heads who are active members, and go only when they are empty", async () => {
    const { people } = callerOf(owner)
    const [root] = await people.units()
    expect(
      await refusal(people.createUnit({ name: "X", parentId: randomUUID(), headId: randomUUID(), calendarId: null })),
    ).toEqual(["parentId: unitUnknown", "headId: personUnknown"])
    expect(
      await refusal(people.createUnit({ name: "X", parentId: null, headId: other.person.id, calendarId: null })),
    ).toEqual(["headId: personUnknown"])
    const { id } = await people.createUnit({
      name: "East",
      parentId: root?.id ?? null,
      headId: owner.person.id,
      calendarId: null,
    })
    expect(await refusal(people.removeUnit({ id: root?.id ?? "" }))).toEqual(["id: unitNotEmpty"])
    await people.invite({ roles: ["agent"], unitId: id, email: null })
    await people.removeUnit({ id })
    expect((await people.units()).map((unit) => unit.id)).toEqual([root?.id])
    expect((await auditOf(owner)).slice(-3)).toEqual(["unit.created", "person.invited", "unit.removed"])
  })
})

describe("skill groups", () => {
  it("are kept with their members and the names the phone systems have for them", async () => {
    const { people } = callerOf(owner)
    const agent = await addTestMember(owner)
    const draft = {
      key: "fee-reduction",
      name: "Fee reduction",
      vendorIds: ["q-fee", "q-fee"],
      personIds: [agent.person.id, agent.person.id],
    }
    const { id } = await people.createSkillGroup(draft)
    expect(await people.skillGroups()).toEqual([{ ...draft, id, vendorIds: ["q-fee"], personIds: [agent.person.id] }])
    expect(
      (await loadDirectory(owner.tenant)).people.find((person) => person.id === agent.person.id)?.skillGroupIds,
    ).toEqual([id])
    await people.changeSkillGroup({ ...draft, id, personIds: [] })
    expect(
      (await loadDirectory(owner.tenant)).people.find((person) => person.id === agent.person.id)?.skillGroupIds,
    ).toEqual([])
    expect(
      await refusal(people.createSkillGroup({ ...draft, key: "Fee Reduction", personIds: [other.person.id] })),
    ).toEqual(["key: skillKeyInvalid", "personIds: personUnknown"])
    expect(await refusal(people.createSkillGroup(draft))).toEqual(["key: skillKeyTaken"])
    const twice = await Promise.allSettled([
      people.createSkillGroup({ ...draft, key: "new" }),
      people.createSkillGroup({ ...draft, key: "new" }),
    ])
    expect(twice.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await people.removeSkillGroup({ id })
    expect(await refusal(people.removeSkillGroup({ id }))).toBe("NOT_FOUND")
  })
})

describe("presence and directory", () => {
  it("a member is away until they say otherwise; saying it again keeps the instant", async () => {
    const { people } = callerOf(owner)
    expect(await people.presence()).toEqual({ state: "away", reason: null, since: null })
    const first = await people.setPresence({ state: "online" })
    const again = await people.setPresence({ state: "online", reason: "back" })
    expect(again).toEqual({ ...first, reason: "back" })
    expect((await loadDirectory(owner.tenant)).people.find(({ id }) => id === owner.person.id)?.presence).toBe("online")
    await people.setPresence({ state: "busy" })
    expect((await loadDirectory(owner.tenant)).people.find(({ id }) => id === owner.person.id)?.presence).toBe("busy")
  })

  it("who is made inactive is not online any more", async () => {
    const agent = await addTestMember(owner)
    await callerOf(agent).people.setPresence({ state: "online" })
    await callerOf(owner).people.change({ personId: agent.person.id, active: false })
    expect((await loadDirectory(owner.tenant)).people.find(({ id }) => id === agent.person.id)).toMatchObject({
      active: false,
      presence: "away",
    })
  })

  it("knows a unit's business calendar as soon as it is chosen", async () => {
    const { people, calendar } = callerOf(owner)
    const calendarId = (await calendar.list()).items[0]?.id ?? ""
    const [root] = await people.units()
    await loadDirectory(owner.tenant)
    await people.changeUnit({ ...root!, calendarId })
    expect((await people.units())[0]).toEqual({ ...root, calendarId })
    expect((await loadDirectory(owner.tenant)).units[0]?.calendarId).toBe(calendarId)
  })

  it("holds one tenant's people only", async () => {
    const directory = await loadDirectory(owner.tenant)
    expect(directory.people.map(({ id }) => id)).toEqual([owner.person.id])
    expect(directory.units).toEqual([
      {
        id: expect.any(String) as string,
        name: "Test hotline",
        parentId: null,
        headId: owner.person.id,
        calendarId: null,
      },
    ])
  })
})

describe("one's own account", () => {
  it("a new password ends the other sessions and keeps this one's claims valid", async () => {
    const claims = { accountId: owner.accountId, tenantId: owner.tenant.id, epoch: 0 }
    const { people } = callerOf(owner)
    expect(await refusal(people.changePassword({ current: TEST_PASSWORD, next: "password123" }))).toEqual([
      "next: passwordGuessable",
    ])
    expect(await refusal(people.changePassword({ current: "not mine at all", next: "a quite different one" }))).toEqual(
      ["current: passwordWrong"],
    )
    await people.changePassword({ current: TEST_PASSWORD, next: "a quite different one" })
    expect(await signIn({ email: owner.person.email, password: TEST_PASSWORD, address: "10.3.0.9" })).toBeNull()
    expect(await signIn({ email: owner.person.email, password: "a quite different one", address: "10.3.0.9" })).toEqual(
      { ...claims, epoch: 1 },
    )
    expect(await loadSession({ ...claims, epoch: 1 })).not.toBeNull()
  })

  it("the organisation's name, language and time zone are the owner's to change", async () => {
    const change = { name: "New name", locale: "zh" as const, timeZone: "Europe/Berlin" }
    expect(
      await refusal(callerOf(await addTestMember(owner, { roles: ["designer", "supervisor"] })).tenant.change(change)),
    ).toBe("FORBIDDEN")
    expect(await refusal(callerOf(owner).tenant.change({ ...change, timeZone: "+08:00" }))).toEqual([
      "timeZone: timeZoneUnknown",
    ])
    await callerOf(owner).tenant.change(change)
    expect(
      (await loadSession({ accountId: owner.accountId, tenantId: owner.tenant.id, epoch: 0 }))?.tenant,
    ).toMatchObject(change)
    expect((await auditOf(owner)).at(-1)).toBe("tenant.changed")
  })
})
