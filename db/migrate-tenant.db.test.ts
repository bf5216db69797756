import { spawn } from "node:child_process"
import { randomBytes, randomUUID } from "node:crypto"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Client, connect } from "./connect"
import { appKeyOf, tenantPassword } from "./keys"
import { createTenantLogin, migrateAllTenants, migrateTenant, readTenantTree, type TenantTree } from "./migrate-tenant"
import { scriptOf } from "./migration-files"
import { setUpDatabase, urlsFor } from "./setup"
import { createTestDatabase, type TestDatabase } from "./testing/database"

const TENANTS = 24

let database: TestDatabase
let admin: Client
let provisioner: Client
let schemas: string[]
const passwordOf = (schema: string) => tenantPassword(appKeyOf(database.masterKey), schema)

/** A tenant as provisioning leaves it, without what belongs to the layers above. */
async function addTenant(): Promise<string> {
  const [id, schema] = [randomUUID(), `t_${randomBytes(8).toString("hex")}`]
  await admin.sql`insert into control.tenant (id, slug, name, schema, state, locale, wake_token)
    values (${id}, ${`s-${schema.slice(2)}`}, 'Test', ${schema}, 'active', 'en', ${schema})`
  await createTenantLogin(provisioner.sql, schema, passwordOf(schema))
  await migrateTenant(provisioner.sql, { id, schema })
  return schema
}

beforeAll(async () => {
  database = await createTestDatabase()
  admin = connect({ url: database.adminUrl, max: 6, applicationName: "test" })
  provisioner = connect({ url: database.env.PROVISIONER_DATABASE_URL, max: 4, applicationName: "test" })
  schemas = []
  for (let count = 0; count < TENANTS; count++) schemas.push(await addTenant())
})
afterAll(async () => {
  await Promise.all([admin.sql.end({ timeout: 5 }), provisioner.sql.end({ timeout: 5 })])
  await database.drop()
})

const versions = () => admin.sql`select tenant_id, item, hash, applied_at from control.tenant_version order by 1, 2`
const having = async (column: string) =>
  (
    await admin.sql<{ schema: string }[]>`
      select table_schema as schema from information_schema.columns
      where table_name = 'tenant_setting' and column_name = ${column}`
  ).map(({ schema }) => schema)

const withMigration = async (name: string, text: string): Promise<TenantTree> => {
  const tree = await readTenantTree()
  return { ...tree, migrations: [...tree.migrations, scriptOf(name, text)] }
}

/** The tree as it is in the files again, for the test that comes next. */
async function forget(name: string, undo: string): Promise<void> {
  await admin.sql`delete from control.tenant_version where item = ${name}`
  for (const schema of schemas) await admin.sql.unsafe(`set search_path = ${schema}; ${undo}; reset search_path`)
}

it("setting up again changes nothing, and gives the same URLs", async () => {
  const before = await versions()
  expect(await setUpDatabase(database.adminUrl, database.masterKey)).toEqual(
    urlsFor(database.adminUrl, database.masterKey),
  )
  expect(await versions()).toEqual(before)
})

it("two set-ups at the same time, and on two databases of one cluster, do not hinder each other", async () => {
  const other = await createTestDatabase()
  await Promise.all([database, database, other].map(({ adminUrl }) => setUpDatabase(adminUrl, database.masterKey)))
  await other.drop()
})

it("a migration reaches every tenant once, however many runs there are at the same time", async () => {
  const tree = await withMigration("0900_all", "alter table tenant_setting add column note_all text")
  const changed = await Promise.all([1, 2, 3].map(() => migrateAllTenants(admin.sql, passwordOf, tree)))
  expect(changed.reduce((sum, count) => sum + count, 0)).toBe(TENANTS)
  expect(new Set(await having("note_all"))).toEqual(new Set(schemas))
  expect(await migrateAllTenants(admin.sql, passwordOf, tree)).toBe(0)
  await forget("0900_all", "alter table tenant_setting drop column note_all")
})

it("a run that is killed leaves every tenant either before or after, and the next run finishes", async () => {
  // Slow enough that the kill comes in the middle.
  const text =
    "alter table tenant_setting add column note_killed text; select pg_sleep(0.15); create index note_killed on tenant_setting (note_killed)"
  const tree = await withMigration("0901_killed", text)
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "--eval",
      `
    import { connect } from "./db/connect.ts"
    import { migrateAllTenants } from "./db/migrate-tenant.ts"
    const { sql } = connect({ url: ${JSON.stringify(database.adminUrl)}, max: 4, applicationName: "test" })
    await migrateAllTenants(sql, () => "", ${JSON.stringify(tree)})`,
    ],
    { stdio: "inherit" },
  )
  await expect
    .poll(() => having("note_killed").then(({ length }) => length), { timeout: 20_000, interval: 20 })
    .toBeGreaterThan(3)
  child.kill("SIGKILL")
  await once(child, "exit")
  await sleep(500)

  const done = await having("note_killed")
  expect(done.length).toBeLessThan(TENANTS)
  const marked = await admin.sql<{ schema: string }[]>`
    select schema from control.tenant join control.tenant_version on tenant_id = tenant.id where item = '0901_killed'`
  expect(new Set(done)).toEqual(new Set(marked.map(({ schema }) => schema)))
  const indexed = await admin.sql<
    { schema: string }[]
  >`select schemaname as schema from pg_indexes where indexname = 'note_killed'`
  expect(new Set(indexed.map(({ schema }) => schema))).toEqual(new Set(done))

  expect(await migrateAllTenants(admin.sql, passwordOf, tree)).toBe(TENANTS - done.length)
  expect(new Set(await having("note_killed"))).toEqual(new Set(schemas))
  await forget("0901_killed", "alter table tenant_setting drop column note_killed")
}, 60_000)

it("a tenant that cannot be migrated is named, stays as it was, and does not stop the others", async () => {
  const [odd = ""] = schemas
  await admin.sql.unsafe(`alter table ${odd}.tenant_setting add column note_odd int`)
  const tree = await withMigration(
    "0902_odd",
    "alter table tenant_setting add column before_odd text; alter table tenant_setting add column note_odd text",
  )
  await expect(migrateAllTenants(admin.sql, passwordOf, tree)).rejects.toThrow(
    new RegExp(`^1 of ${TENANTS} tenants.*\\n${odd}: .*note_odd`, "s"),
  )
  expect(new Set(await having("before_odd"))).toEqual(new Set(schemas.slice(1)))
  await admin.sql.unsafe(`alter table ${odd}.tenant_setting drop column note_odd`)
  expect(await migrateAllTenants(admin.sql, passwordOf, tree)).toBe(1)
  await forget("0902_odd", "alter table tenant_setting drop column before_odd, drop column note_odd")
})

it("a migration that was edited after it had been applied is refused", async () => {
  const tree = await readTenantTree()
  const edited = { ...tree, migrations: tree.migrations.map(({ item, text }) => scriptOf(item, `${text};select 1`)) }
  await expect(migrateAllTenants(admin.sql, passwordOf, edited)).rejects.toThrow(
    "was changed after it had been applied",
  )
})

it("a changed function replaces the old one everywhere, and only tenants may call it", async () => {
  const tree = await readTenantTree()
  const text = `${tree.functions.text}\ncreate or replace function answer() returns int language sql as 'select 42';`
  expect(await migrateAllTenants(admin.sql, passwordOf, { ...tree, functions: scriptOf("functions", text) })).toBe(
    TENANTS,
  )
  const [schema = ""] = schemas
  const url = new URL(database.env.TENANT_DATABASE_URL)
  url.username = schema
  url.password = passwordOf(schema)
  const tenant = connect({ url: url.href, max: 1, applicationName: "test" })
  expect(await tenant.sql`select answer()`).toEqual([{ answer: 42 }])
  await tenant.sql.end()
  await expect(provisioner.sql.unsafe(`select ${schema}.answer()`)).rejects.toMatchObject({ code: "42501" })
  expect(await migrateAllTenants(admin.sql, passwordOf, tree)).toBe(TENANTS)
})

it("a database restored into a cluster without the logins gets them back, and the provisioner may repair them", async () => {
  const [schema = ""] = schemas
  await admin.sql.unsafe(`drop owned by ${schema}; drop role ${schema}`)
  await setUpDatabase(database.adminUrl, database.masterKey)
  await createTenantLogin(provisioner.sql, schema, passwordOf(schema))
  const url = new URL(database.env.TENANT_DATABASE_URL)
  url.username = schema
  url.password = passwordOf(schema)
  const tenant = connect({ url: url.href, max: 1, applicationName: "test" })
  expect(await tenant.sql`select count(*)::int as people from person`).toEqual([{ people: 0 }])
  await tenant.sql.end()
})
