import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { encode } from "next-auth/jwt"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { createContext } from "@/server/api/context"
import { appRouter } from "@/server/api/router"
import { createCallerFactory } from "@/server/api/trpc"
import { settingsProblems } from "@/server/api/settings-problems"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { sessionOf } from "./current-session"
import { forgetSessions, loadSession } from "./load-session"
import { listMemberships, switchTenant } from "./memberships"
import type { Claims, Session } from "./session"
import { encodeClaims, sessionCookie, sessionCookieLine, sessionSecret } from "./session-cookie"

let database: TestDatabase
let admin: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

let session: Session
let claims: Claims
let token: string
beforeEach(async () => {
  session = (await createTestTenant()).session
  claims = { accountId: session.accountId, tenantId: session.tenant.id, epoch: 0 }
  token = await encodeClaims(claims)
  return () => vi.unstubAllEnvs()
})

it("a token of ours is the session it was made for, without anything secret", async () => {
  expect(await sessionOf(token)).toEqual(session)
  expect(token).not.toContain(claims.accountId)
})

describe("is nobody's session:", () => {
  const secret = () => sessionSecret()

  it.each<[string, () => Promise<string> | string]>([
    ["no token at all", () => ""],
    ["text", () => "null"],
    [
      "a token with a changed character",
      () => token.slice(0, -10) + (token.at(-10) === "A" ? "B" : "A") + token.slice(-9),
    ],
    ["a token cut short", () => token.slice(0, 40)],
    ["an unsigned token", () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.`],
    ["a token made with another key", () => encode({ token: { ...claims }, secret: "x".repeat(40) })],
    ["a token whose time is over", () => encode({ token: { ...claims }, secret: secret(), maxAge: -60 })],
    [
      "an error object, which is truthy",
      () => encode({ token: { message: "There was a problem with the server configuration." }, secret: secret() }),
    ],
    ["a user without a tenant", () => encode({ token: { accountId: claims.accountId, epoch: 0 }, secret: secret() })],
    ["a tenant without a user", () => encode({ token: { tenantId: claims.tenantId, epoch: 0 }, secret: secret() })],
    ["an epoch that is a text", () => encode({ token: { ...claims, epoch: "0" }, secret: secret() })],
    ["ids that are no ids", () => encode({ token: { ...claims, accountId: "' or 1=1 --" }, secret: secret() })],
    ["an account nobody has", () => encodeClaims({ ...claims, accountId: randomUUID() })],
    ["a tenant nobody has", () => encodeClaims({ ...claims, tenantId: randomUUID() })],
    ["an epoch of the future", () => encodeClaims({ ...claims, epoch: 1 })],
  ])("%s", async (_name, made) => {
    expect(await sessionOf(await made())).toBeNull()
  })

  it("a token for a tenant the account is not in", async () => {
    const other = await createTestTenant()
    expect(await sessionOf(await encodeClaims({ ...claims, tenantId: other.tenant.id }))).toBeNull()
  })
})

describe("ends a session:", () => {
  it.each<[string, () => PromiseLike<unknown>]>([
    ["being made inactive", () => admin.unsafe(`update ${session.tenant.schema}.person set active = false`)],
    ["losing every role", () => admin.unsafe(`update ${session.tenant.schema}.person set roles = '[]'`)],
    [
      "roles that are none of ours",
      () => admin.unsafe(`update ${session.tenant.schema}.person set roles = '["root"]'`),
    ],
    [
      "a person that belongs to another account",
      () => admin.unsafe(`update ${session.tenant.schema}.person set account_id = gen_random_uuid()`),
    ],
    ["losing the membership", () => admin`delete from control.membership where account_id = ${session.accountId}`],
    [
      "the account's sessions being ended",
      () => admin`update control.account set session_epoch = 1 where id = ${session.accountId}`,
    ],
    [
      "the tenant being suspended",
      () => admin`update control.tenant set state = 'suspended' where id = ${session.tenant.id}`,
    ],
    [
      "the tenant being set up anew",
      () => admin`update control.tenant set state = 'provisioning' where id = ${session.tenant.id}`,
    ],
  ])("%s", async (_name, change) => {
    expect(await loadSession(claims)).toEqual(session)
    await change()
    forgetSessions(session.tenant.id)
    expect(await loadSession(claims)).toBeNull()
  })

  it("a change made by another process, within two seconds", async () => {
    expect(await loadSession(claims)).toEqual(session)
    await admin.unsafe(`update ${session.tenant.schema}.person set active = false`)
    await sleep(2_100)
    expect(await loadSession(claims)).toBeNull()
  }, 15_000)
})

it("roles are those of the database, not those of the token", async () => {
  const forged = await encode({
    token: { ...claims, roles: ["owner"], person: { roles: ["owner"] } },
    secret: sessionSecret(),
  })
  await admin.unsafe(`update ${session.tenant.schema}.person set roles = '["agent"]'`)
  forgetSessions(session.tenant.id)
  expect((await sessionOf(forged))?.person.roles).toEqual(["agent"])
})

it("a database that does not answer is an error, not a session and not a signed-out visitor", async () => {
  const fresh = { ...claims, epoch: 7 }
  await closeClients()
  vi.stubEnv("GATEWAY_DATABASE_URL", "postgres://nobody:x@127.0.0.1:1/none")
  await expect(loadSession(fresh)).rejects.toMatchObject({ code: "ECONNREFUSED" })
  await closeClients()
})

it("without a secret nobody is signed in, every procedure that wants somebody answers 401, and the web does not start", async () => {
  for (const name of ["FIRSTCALL_APP_KEY", "FIRSTCALL_MASTER_KEY", "NEXTAUTH_SECRET"]) vi.stubEnv(name, "")
  expect(settingsProblems()).not.toEqual([])
  const caller = createCallerFactory(appRouter)(
    createContext({ loadSession: () => sessionOf(token), address: "10.0.0.1" }),
  )
  type Callable = (input?: unknown) => Promise<unknown>
  for (const [path, procedure] of Object.entries(appRouter._def.procedures)) {
    const { meta } = (procedure as unknown as { _def: { meta?: { roles?: string[] } } })._def
    if (!meta?.roles) continue
    const call = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller) as Callable
    await expect(call({}), path).rejects.toMatchObject({ code: "UNAUTHORIZED" })
  }
})

it("a web process that was given the provisioner's or the administrator's URL does not start", () => {
  vi.stubEnv("PROVISIONER_DATABASE_URL", "")
  expect(settingsProblems()).toEqual([])
  vi.stubEnv("PROVISIONER_DATABASE_URL", "postgres://x")
  vi.stubEnv("DATABASE_ADMIN_URL", "postgres://x")
  expect(settingsProblems()).toHaveLength(2)
})

it("an account of several organisations goes from one to the other, and nowhere else", async () => {
  const [second, foreign] = [await createTestTenant(), await createTestTenant()]
  const personId = randomUUID()
  await admin`insert into control.membership (account_id, tenant_id, person_id) values (${session.accountId}, ${second.tenant.id}, ${personId})`
  await admin.unsafe(`insert into ${second.tenant.schema}.person (id, account_id, name, email, roles)
    values ('${personId}', '${session.accountId}', 'Guest', 'guest@example.com', '["auditor"]')`)
  expect((await listMemberships(session.accountId)).map(({ id }) => id).sort((x, y) => x.localeCompare(y))).toEqual(
    [session.tenant.id, second.tenant.id].sort((x, y) => x.localeCompare(y)),
  )
  const there = await sessionOf(await encodeClaims(await switchTenant(session, second.tenant.id)))
  expect(there).toMatchObject({ tenant: { id: second.tenant.id }, person: { id: personId, roles: ["auditor"] } })
  await expect(switchTenant(session, foreign.tenant.id)).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(switchTenant(session, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" })
})

it("the cookie is out of reach of scripts and of other sites, and bound to the host where there is https", async () => {
  vi.stubEnv("NEXTAUTH_URL", "https://hotline.example.com")
  expect(sessionCookie()).toEqual({
    name: "__Host-firstcall.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
  })
  expect(await sessionCookieLine(claims)).toMatch(
    /^__Host-firstcall\.session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/,
  )
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000")
  expect(sessionCookie().name).toBe("firstcall.session")
})
