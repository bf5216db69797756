import { createCipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { connect } from "@/db/connect"
import { appKey, appKeyOf, purposeKey } from "@/db/keys"
import { closeTenantPools, withTenant, type TenantRef } from "@/db/tenant-client"
import { urlsFor } from "@/db/setup"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { isInstanceConnected, rotateMasterKey } from "./rotate-master"
import { forgetKeys, openSecret, sealSecret } from "./tenant-keys"

let database: TestDatabase
let one: TenantRef
let two: TenantRef
let admin: postgres.Sql

beforeAll(async () => {
  database = await createTestDatabase()
  one = (await createTestTenant()).tenant
  two = (await createTestTenant()).tenant
  admin = connect({ url: database.adminUrl, max: 2, applicationName: "test" }).sql
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})
beforeEach(forgetKeys)

const purpose = "channel.sms"

describe("a tenant's data key", () => {
  it("is made once, however many seal their first secret at the same time", async () => {
    const sealed = await Promise.all(Array.from({ length: 8 }, (_, at) => sealSecret(one, purpose, `secret ${at}`)))
    forgetKeys()
    for (const [at, text] of sealed.entries()) expect(await openSecret(one, purpose, text)).toBe(`secret ${at}`)
    const rows = await withTenant(one).sql`select id from data_key`
    expect(rows).toHaveLength(1)
  })

  it("opens nothing of another tenant, even with that tenant's row copied over", async () => {
    const sealed = await sealSecret(one, purpose, "swordfish")
    await sealSecret(two, purpose, "own")
    await expect(openSecret(two, purpose, sealed)).rejects.toThrow()
    await expect(openSecret(one, "channel.phone", sealed)).rejects.toThrow()
    const [row] = await admin`select wrapped from ${admin(one.schema)}.data_key`
    const [own] = await admin`select wrapped from ${admin(two.schema)}.data_key`
    await admin`update ${admin(two.schema)}.data_key set wrapped = ${row!.wrapped}`
    forgetKeys()
    await expect(openSecret(two, purpose, sealed)).rejects.toThrow()
    await admin`update ${admin(two.schema)}.data_key set wrapped = ${own!.wrapped}`
  })

  it("cannot be changed or taken away by the tenant's own login", async () => {
    await sealSecret(one, purpose, "x")
    const { sql } = withTenant(one)
    await expect(sql`update data_key set wrapped = 'x'`).rejects.toMatchObject({ code: "42501" })
    await expect(sql`delete from data_key`).rejects.toMatchObject({ code: "42501" })
  })
})

describe("a new master key", () => {
  const next = "n".repeat(64)
  /** As the processes are after a start with this master key. */
  const startWith = async (master: string) => {
    await closeTenantPools()
    forgetKeys()
    process.env["FIRSTCALL_APP_KEY"] = appKeyOf(master)
  }

  it("opens everything that was sealed before, old formats included, and the former key opens nothing", async () => {
    const derived = sealDerived(one, "channel.email", "smtp://old")
    const sealed = await sealSecret(one, purpose, "swordfish")
    await withTenant(one).sql`
      insert into tenant_setting (key, value) values ('channel.email', ${{ url: derived, from: "a@example.com" } as never}),
        ('channel.sms', ${{ authToken: sealed, from: "+8602100000000" } as never})`
    const connectorId = randomUUID()
    const place = `connector:${connectorId}:secret`
    await withTenant(one).sql`
      insert into connector (id, key, kind, name, secret, secret_before, settings, enabled)
      values (${connectorId}, 'old', 'generic', 'Old', ${sealDerived(one, place, "now")},
        ${sealDerived(one, place, "before")}, '{}', true)`
    // Web and workers hold connections: they must be stopped first.
    expect(await isInstanceConnected(admin)).toBe(true)
    await closeClients()

    await rotateMasterKey(admin, { from: database.masterKey, to: next })
    // A run that was killed and is repeated changes nothing and fails nowhere.
    await rotateMasterKey(admin, { from: database.masterKey, to: next })
    const before = await admin`select wrapped from ${admin(one.schema)}.data_key`
    await startWith(next)
    process.env["TENANT_DATABASE_URL"] = urlsFor(database.adminUrl, next).tenantUrlBase
    const rows = await withTenant(one).sql<{ key: string; value: Record<string, string> }[]>`
      select key, value from tenant_setting where key like 'channel.%' order by key`
    expect(await openSecret(one, "channel.email", rows[0]!.value["url"]!)).toBe("smtp://old")
    expect(rows[0]!.value["url"]).toMatch(/^s2\.1\./)
    expect(rows[0]!.value["from"]).toBe("a@example.com")
    expect(await openSecret(one, "channel.sms", rows[1]!.value["authToken"]!)).toBe("swordfish")

    const [connector] = await withTenant(one).sql<{ secret: string; secret_before: string }[]>`
      select secret, secret_before from connector where id = ${connectorId}`
    expect(await openSecret(one, place, connector!.secret)).toBe("now")
    expect(await openSecret(one, place, connector!.secret_before)).toBe("before")

    // The tenant comes back from a backup of before: its key is wrapped by the former master key.
    await rotateMasterKey(admin, { from: next, to: database.masterKey, slug: one.slug })
    await startWith(database.masterKey)
    expect(await openSecret(one, "channel.sms", rows[1]!.value["authToken"]!)).toBe("swordfish")
    await rotateMasterKey(admin, { from: database.masterKey, to: next, slug: one.slug })
    expect(before).toHaveLength(1)
    await startWith(database.masterKey)
    await expect(openSecret(one, "channel.sms", rows[1]!.value["authToken"]!)).rejects.toThrow()
  })

  it("names the tenants whose keys open with neither, and does the others", async () => {
    await expect(rotateMasterKey(admin, { from: "x".repeat(40), to: "y".repeat(40) })).rejects.toThrow(
      new RegExp(`${one.slug}|${two.slug}`),
    )
    await expect(rotateMasterKey(admin, { from: next, to: next, slug: "nobody" })).rejects.toThrow("no tenant")
  })
})

function sealDerived(tenant: TenantRef, place: string, secret: string): string {
  const key = hkdfSync("sha256", purposeKey(appKey(), "secret"), tenant.id, "firstcall secret", 32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key), nonce)
  cipher.setAAD(Buffer.from(JSON.stringify(["s1", tenant.id, place])))
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
  return ["s1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".")
}
