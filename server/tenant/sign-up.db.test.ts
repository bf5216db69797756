import { spawn } from "node:child_process"
import { once } from "node:events"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { gateway } from "@/db/gateway"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { signIn } from "@/server/auth/sign-in"
import { TEST_PASSWORD } from "./testing/create-test-tenant"
import { failProvisioning, provisionTenant } from "./provision"
import { provisioning } from "./provisioning"
import { type ProvisioningStep, provisioningSteps } from "./provisioning-steps"
import { signUp, type SignUpRequest } from "./sign-up"

let database: TestDatabase
let admin: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 2, fetch_types: false, onnotice: () => {} })
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

let count = 0
const request = (changes: Partial<SignUpRequest> = {}): SignUpRequest => {
  count += 1
  return {
    organisation: "Acme hotline",
    name: "Olive Owner",
    email: `olive${count}@example.com`,
    password: TEST_PASSWORD,
    locale: "en",
    timeZone: "Asia/Shanghai",
    address: `10.1.${count >> 8}.${count & 255}`,
    ...changes,
  }
}

const problemCodes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.problems.map(({ code, place }) => `${place.field}: ${code}`) : error
}

describe("signing up", () => {
  it("leads to a tenant its owner can sign in to", async () => {
    const wanted = request({ organisation: "  Acme  hotline 客服 ", slug: "acme-first" })
    const { requestId } = await signUp(wanted)
    expect(await provisioning(requestId)).toMatchObject({ state: "queued", step: "schema" })
    await expect(signIn({ ...wanted, address: "10.9.9.9" })).rejects.toMatchObject({ code: "UNAVAILABLE" })

    await provisionTenant(requestId)

    const status = await provisioning(requestId)
    expect(status).toMatchObject({ state: "ready", step: null })
    expect(status.steps.map(({ key }) => key)).toEqual([...provisioningSteps])
    expect(status.steps.every(({ doneAt }) => doneAt instanceof Date)).toBe(true)
    const claims = await signIn({ ...wanted, address: "10.9.9.9" })
    const [tenant] = await gateway().sql<{ schema: string; name: string; state: string }[]>`
      select schema, name, state from control.tenant where id = ${claims?.tenantId ?? ""}`
    expect(tenant).toMatchObject({ name: "Acme hotline 客服", state: "active" })
    const { sql } = withTenant({ schema: tenant?.schema ?? "" })
    expect(await sql`select name, email, roles, active from person`).toMatchObject([
      { name: "Olive Owner", email: wanted.email, active: true },
    ])
    expect(await sql`select action from audit`).toEqual([{ action: "tenant.created" }])
  })

  it("says everything that is wrong at once", async () => {
    const wrong = request({
      organisation: "\u202e",
      slug: "pg_catalog",
      name: "",
      email: "nobody",
      password: "short",
      timeZone: "Mars/Base",
    })
    expect(await problemCodes(signUp(wrong))).toEqual([
      "organisation: nameUnreadable",
      "slug: slugForm",
      "name: nameMissing",
      "email: emailInvalid",
      "password: passwordTooShort",
      "timeZone: timeZoneUnknown",
    ])
  })

  it.each([
    "public",
    "pg_temp",
    "pg_catalog",
    "information_schema",
    't"; drop schema control; --',
    "a".repeat(64),
    "..",
    "a",
    "ad",
    "admin",
    "www",
    "api",
    "Acme",
    "acme_x",
    "-acme",
    "acme-",
    "ac--me",
    "аcme",
    "ａｃｍｅ",
    "acme\u200b",
    "acme\n",
    "12345",
    "join",
    "sign-up",
    "pg-toast",
    " acme",
  ])("refuses the slug %j", async (slug) => {
    expect(await problemCodes(signUp(request({ slug })))).toEqual([expect.stringMatching(/^slug: /)])
  })

  it.each([
    '"e@attacker.com"@victim.com',
    "a＠b.com",
    "a@b\r\nBcc: c@d.com",
    `${"a".repeat(310)}@example.com`,
    "a@b",
    "a b@c.com",
    "a@b@c.com",
    "@example.com",
    "a@-b.com",
    "a@b..com",
    ".a@example.com",
    "a.@example.com",
    "a@127.0.0.1",
    "a@[127.0.0.1]",
    "ａ@example.com",
    "a@exаmple.com",
    "a(comment)@example.com",
    "\u0000@example.com",
    "",
  ])("refuses the e-mail address %j", async (email) => {
    expect(await problemCodes(signUp(request({ email })))).toEqual(["email: emailInvalid"])
  })

  it("takes addresses that differ in case only for the same one", async () => {
    await signUp(request({ email: "Twin@Example.com" }))
    expect(await problemCodes(signUp(request({ email: "tWIN@example.COM " })))).toEqual(["email: emailTaken"])
  })

  it("makes a slug of its own when none is given, also for the same name twice and for names without Latin letters", async () => {
    await signUp(request({ organisation: "Zebra Line" }))
    await signUp(request({ organisation: "Zebra Line" }))
    await signUp(request({ organisation: "客服热线" }))
    await signUp(request({ organisation: "Admin" }))
    const slugs = (await gateway().sql<{ slug: string }[]>`select slug from control.tenant`).map(({ slug }) => slug)
    expect(slugs).toContain("zebra-line")
    expect(slugs.filter((slug) => /^zebra-line-[0-9a-f]{8}$/.test(slug))).toHaveLength(1)
    expect(slugs.filter((slug) => /^org-[0-9a-f]{8}$/.test(slug))).toHaveLength(1)
    expect(slugs.filter((slug) => /^admin-[0-9a-f]{8}$/.test(slug))).toHaveLength(1)
  })

  it("is limited by address of the client, whatever is typed", async () => {
    const address = "10.77.0.1"
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => signUp(request({ address }))))
    const refused = results
      .filter((result) => result.status === "rejected")
      .map(({ reason }) => (reason as AppError).code)
    expect(refused).toEqual(Array(10).fill("RATE_LIMITED"))
  })
})

describe("a storm", () => {
  it("gives one slug to one of fifty", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => signUp(request({ slug: "wanted-by-all" }))),
    )
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const codes = results.flatMap((result) =>
      result.status === "rejected" ? (result.reason as AppError).problems.map(({ code }) => code) : [],
    )
    expect(codes).toEqual(Array(49).fill("slugTaken"))
    // Those who lost left nothing behind: no account without a tenant, no job.
    const [left] = await admin`select count(*)::int as accounts from control.account
      where not exists (select 1 from control.membership where account_id = account.id)`
    expect(left).toEqual({ accounts: 0 })
  })

  it("gives one e-mail address to one of twenty", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => signUp(request({ email: "same@example.com" }))),
    )
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  it("makes fifty tenants at once, each whole and each in its own schema", async () => {
    const requests = await Promise.all(Array.from({ length: 50 }, () => signUp(request())))
    await Promise.all(requests.map(({ requestId }) => provisionTenant(requestId)))
    for (const { requestId } of requests) expect((await provisioning(requestId)).state).toBe("ready")
    await expectNoHalfTenants()
  }, 120_000)
})

describe("a job that is killed", () => {
  it.each([...provisioningSteps])("goes on after the step %s, in another process", async (step) => {
    const { requestId } = await signUp(request())
    expect(await runAndKill(requestId, step)).toBe("SIGKILL")
    const stopped = await provisioning(requestId)
    expect(stopped.steps.find(({ key }) => key === step)?.doneAt).toBeInstanceOf(Date)
    await provisionTenant(requestId)
    expect((await provisioning(requestId)).state).toBe("ready")
    await expectNoHalfTenants()
  })

  it("leaves one whole tenant when several processes run it at the same time", async () => {
    const { requestId } = await signUp(request())
    // The slower ones may be refused by what the first has written; the queue runs those again.
    await Promise.allSettled([provisionTenant(requestId), provisionTenant(requestId), provisionTenant(requestId)])
    await provisionTenant(requestId)
    expect((await provisioning(requestId)).state).toBe("ready")
    await expectNoHalfTenants()
  })

  it("can be taken further by signing up again with the same details, and not with another password", async () => {
    const wanted = request({ slug: "second-try" })
    const { requestId } = await signUp(wanted)
    await failProvisioning(requestId, new Error("no room"))
    expect(await provisioning(requestId)).toMatchObject({ state: "failed" })
    expect(await problemCodes(signUp({ ...wanted, password: "another password" }))).toContain("email: emailTaken")
    expect(await signUp(wanted)).toEqual({ requestId })
    expect(await provisioning(requestId)).toMatchObject({ state: "queued" })
    await provisionTenant(requestId)
    expect(await provisioning(requestId)).toMatchObject({ state: "ready" })
  })
})

/** Runs the job in a process of its own that ends itself with SIGKILL right after the step. */
async function runAndKill(requestId: string, step: ProvisioningStep): Promise<NodeJS.Signals | null> {
  const script = `import { provisionTenant } from "./server/tenant/provision.ts"
    await provisionTenant(${JSON.stringify(requestId)}, { afterStep: (step) => { if (step === ${JSON.stringify(step)}) process.kill(process.pid, "SIGKILL") } })`
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "--input-type=module", "--eval", script],
    {
      env: { ...process.env, ...database.env },
      stdio: ["ignore", "inherit", "inherit"],
    },
  )
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null]
  return signal
}

/** Every active tenant has its login, its schema, all tables and an owner who is a member; no other tenant is active. */
async function expectNoHalfTenants(): Promise<void> {
  const tenants = await admin<{ id: string; schema: string; state: string }[]>`
    select tenant.id, tenant.schema, tenant.state from control.tenant
    join control.provisioning on provisioning.tenant_id = tenant.id where provisioning.state = 'ready'`
  const [tables] = await admin<{ most: number }[]>`
    select max(n)::int as most from (select count(*) as n from pg_tables where schemaname like 't\\_%' group by schemaname) as counted`
  expect(tenants.length).toBeGreaterThan(0)
  for (const { schema, state } of tenants) {
    expect(state).toBe("active")
    const [has] = await admin<{ tables: number; login: boolean }[]>`
      select (select count(*)::int from pg_tables where schemaname = ${schema}) as tables,
        exists (select 1 from pg_roles where rolname = ${schema} and rolcanlogin) as login`
    expect(has).toEqual({ tables: tables?.most, login: true })
    const people = await admin.unsafe<{ roles: string[] }[]>(`select roles from ${schema}.person`)
    expect(people).toHaveLength(1)
    const entries = await admin.unsafe(`select action from ${schema}.audit`)
    expect(entries).toEqual([{ action: "tenant.created" }])
  }
}
