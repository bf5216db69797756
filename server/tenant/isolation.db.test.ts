import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { gateway } from "@/db/gateway"
import { appKey, tenantPassword } from "@/db/keys"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { closeTenantPools, type TenantRef, withTenant } from "@/db/tenant-client"
import { listenForWakes, wake, wakeChannel } from "@/server/feed/wake"
import { endOverrunning } from "./end-overrunning"
import { isLoginRefused, repairTenantLogin } from "./repair-login"
import { createTestTenant } from "./testing/create-test-tenant"

// The attacker writes SQL in the session of tenant A. What it must never get is the canary of tenant B.
const CANARY = "canary-of-tenant-b"

let database: TestDatabase
let admin: postgres.Sql
let a: TenantRef
let b: TenantRef

const loginAs = (user: string, password: string, max = 1) => {
  const url = new URL(database.env.TENANT_DATABASE_URL)
  url.username = user
  url.password = password
  return postgres(url.href, { max, fetch_types: false, onnotice: () => {} })
}
const loginOf = (tenant: TenantRef, max?: number) =>
  loginAs(tenant.schema, tenantPassword(appKey(), tenant.schema), max)

beforeAll(async () => {
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 2, fetch_types: false, onnotice: () => {} })
  a = (await createTestTenant()).tenant
  b = (await createTestTenant({ organisation: CANARY })).tenant
  await withTenant(b).sql`update person set name = ${CANARY}`
})
afterAll(async () => {
  await admin.end()
  await closeClients()
  await database.drop()
})

/** Runs SQL as A on a fresh connection: what came back, or the error's code. A leak is a failure whatever else happened. */
async function attack(work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<string> {
  const attacker = loginOf(a)
  try {
    const answer = JSON.stringify(await work(attacker))
    expect(answer).not.toContain(CANARY)
    return answer
  } catch (error) {
    const { code, message } = error as postgres.PostgresError
    expect(message).not.toContain(CANARY)
    return code
  } finally {
    await attacker.end()
  }
}
const DENIED = "42501"
const inB = (table: string) => `${b.schema}.${table}`

describe("a tenant's session", () => {
  it("reads its own rows without naming its schema", async () => {
    expect(await attack((sql) => sql`select name, session_user::text as login from person`)).toBe(
      JSON.stringify([{ name: "Olive Owner", login: a.schema }]),
    )
  })

  it.each([
    ["a plain select", () => `select * from ${inB("person")}`],
    ["reset role", () => `reset role; select * from ${inB("person")}`],
    ["set role none", () => `set role none; select * from ${inB("person")}`],
    ["another search path", () => `set search_path = ${b.schema}; select * from person`, "42P01"],
    ["set local role", () => `begin; set local role ${b.schema}; select * from ${inB("person")}`],
    ["set role", () => `set role ${b.schema}; select * from ${inB("person")}`],
    ["set session authorization", () => `set session authorization ${b.schema}; select * from ${inB("person")}`],
    ["a commit before the select", () => `commit; select * from ${inB("person")}`],
    ["row security off", () => `set row_security = off; select * from ${inB("person")}`],
    [
      "a do block",
      () => `do $$ begin perform set_config('role', '${b.schema}', true); perform 1 from ${inB("person")}; end $$`,
    ],
    ["a prepared statement", () => `prepare peek as select * from ${inB("person")}; execute peek`],
    [
      "a cursor with hold",
      () => `begin; declare peek cursor with hold for select * from ${inB("person")}; commit; fetch peek`,
    ],
    ["a view through explain", () => `explain (analyze, verbose) select * from ${inB("person")}`],
    ["a lock on its table", () => `begin; lock table ${inB("person")} in access exclusive mode`],
    ["copy", () => `copy ${inB("person")} to stdout`],
    ["its sequence", () => `select nextval('${inB("ticket_number")}')`],
    ["a call of its function", () => `select ${inB("apply_steps")}('[]'::jsonb)`],
    [
      "its size in the statistics",
      () => `select pg_relation_filepath('${inB("person")}'), pg_read_file(pg_relation_filepath('${inB("person")}'))`,
    ],
  ])("cannot read a neighbour by %s", async (_name, text, code = DENIED) => {
    expect(await attack((sql) => sql.unsafe(text()))).toBe(code)
  })

  it.each(["t_b", "none", "firstcall_owner"])(
    "cannot by one bound statement that changes the role to %s",
    async (name) => {
      const role = name === "t_b" ? b.schema : name
      const text = `select set_config('role', $1, true), query_to_xml('select * from ${inB("person")}', true, false, '') where $1 = $1`
      expect(await attack((sql) => sql.unsafe(text, [role]))).toBe(DENIED)
    },
  )

  it("cannot add a second statement to a bound one", async () => {
    const text = `select $1::text; select * from ${inB("person")}`
    expect(await attack((sql) => sql.unsafe(text, ["x"]))).toBe("42601")
  })

  it.each([
    "firstcall_owner",
    "firstcall_tenants",
    "firstcall_gateway",
    "firstcall_worker",
    "firstcall_provisioner",
    "postgres",
    "pg_read_all_data",
    "pg_write_all_data",
    "pg_monitor",
    "pg_read_server_files",
    "pg_signal_backend",
    "pg_database_owner",
  ])("cannot become %s", async (role) => {
    expect(await attack((sql) => sql.unsafe(`set role ${role}`))).toBe(DENIED)
    expect(await attack((sql) => sql.unsafe(`set session authorization ${role}`))).toBe(DENIED)
  })

  it.each([
    "copy person to program 'id'",
    "copy person from program 'id'",
    "copy (select 1) to '/tmp/x'",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')",
    "select lo_import('/etc/passwd')",
    "select lo_create(0)",
    "select lo_from_bytea(0, 'x')",
    "create schema mine",
    "create table mine (i int)",
    "create table public.mine (i int)",
    "create temp table mine (i int)",
    "create temp view mine as select 1",
    "create function mine() returns int language sql as 'select 1'",
    "create function pg_temp.mine() returns int language sql as 'select 1'",
    "create role mine",
    "alter role current_user superuser",
    "alter role current_user createrole",
    "alter role current_user connection limit 1000",
    "alter system set log_statement = 'all'",
    "select pg_reload_conf()",
    "select pg_rotate_logfile()",
    "create publication mine for table person",
    "select pg_create_logical_replication_slot('x', 'test_decoding')",
    "set temp_file_limit = -1",
    "set log_statement = 'all'",
    "drop table person",
    "truncate person",
    "alter table person add column x int",
    "create index on person (name)",
    "alter table audit disable trigger all",
    "alter table person owner to current_user",
    "create trigger x after insert on person execute function pg_notify()",
    "alter function apply_steps(jsonb) security definer",
    "create database mine",
    "drop schema control cascade",
    "comment on table person is 'x'",
    "drop owned by firstcall_owner cascade",
    "reassign owned by firstcall_owner to current_user",
    "create policy x on person",
    "select pg_switch_wal()",
    "select pg_promote()",
    "select pg_logical_emit_message(false, 'x', 'y')",
    "vacuum full control.tenant",
    "select * from pg_authid",
    "select * from pg_shadow",
    "select * from pg_user_mapping",
    "select pg_stat_reset()",
  ])("cannot: %s", async (text) => {
    expect(["42501", "42P17", "0LP01", "2BP01", "42883", "0A000", "55000", "25001", "XX000"]).toContain(
      await attack((sql) => sql.unsafe(text)),
    )
  })

  it("takes no right from its neighbours by dropping what their common group was granted", async () => {
    const rights = () => admin`
      select coalesce(datacl::text, '') || (
          select string_agg(coalesce(nspacl::text, ''), ' ' order by nspname) from pg_namespace
        ) || (select string_agg(coalesce(proacl::text, ''), ' ' order by oid) from pg_proc) as rights
      from pg_database where datname = current_database()`
    const before = await rights()
    await attack((sql) => sql`drop owned by firstcall_tenants cascade`)
    expect(await rights()).toEqual(before)
    expect(before[0]?.rights).toContain("firstcall_tenants")
  })

  it("may give up its own rights and nobody else's", async () => {
    const c = (await createTestTenant()).tenant
    const { sql } = withTenant(c)
    await sql`drop owned by current_user`.catch(() => {})
    const names = (tenant: TenantRef) => withTenant(tenant).sql<{ name: string }[]>`select name from person`
    expect(await names(a)).toHaveLength(1)
    expect(await names(b)).toHaveLength(1)
    // Nor has anybody got what it gave up.
    expect(await attack((own) => own.unsafe(`select * from ${c.schema}.person`))).toBe(DENIED)
  })

  it("cannot hand out what it was given", async () => {
    await attack((sql) => sql`grant select on person to public`)
    const [granted] = await admin`
      select has_table_privilege(${b.schema}, ${`${a.schema}.person`}, 'select') as neighbour,
        exists (select 1 from pg_class, aclexplode(relacl) as acl where relname = 'person' and acl.grantee = 0) as everybody`
    expect(granted).toEqual({ neighbour: false, everybody: false })
  })

  it("cannot install an extension", async () => {
    for (const name of ["dblink", "postgres_fdw", "pgcrypto", "pg_trgm", "plpgsql"])
      expect(["42501", "58P01", "42710", "0A000", "3F000"]).toContain(
        await attack((sql) => sql.unsafe(`create extension ${name}`)),
      )
  })

  it("sees what happened and cannot change it", async () => {
    expect(await attack((sql) => sql`select action from audit`)).toContain("tenant.created")
    for (const table of ["audit", "step"])
      for (const text of [
        `update ${table} set at = now()`,
        `delete from ${table}`,
        `truncate ${table}`,
        `select * from ${table} for update`,
      ])
        expect(await attack((sql) => sql.unsafe(text)), text).toBe(DENIED)
  })

  it.each([
    "select * from control.tenant",
    "select * from control.account",
    "select * from control.membership",
    "select * from control.rate_limit",
    "select * from graphile_worker.jobs",
    "select * from graphile_worker._private_jobs",
    "select graphile_worker.add_job('x', '{}')",
    "delete from graphile_worker._private_jobs",
    "select control.end_overrunning(0)",
  ])("has no right on what is shared: %s", async (text) => {
    expect(await attack((sql) => sql.unsafe(text))).toBe(DENIED)
  })
})

describe("the second wall, for the day somebody grants too much", () => {
  it("shows a tenant its own line of the list of tenants, whatever it sets", async () => {
    await admin.unsafe(
      "grant usage on schema control to firstcall_tenants; grant select on control.tenant, control.account to firstcall_tenants",
    )
    try {
      for (const text of [
        "select schema from control.tenant",
        `select set_config('role', current_user, true); select schema from control.tenant`,
        `set "app.tenant" = '${b.schema}'; select schema from control.tenant`,
      ])
        expect(
          await attack((sql) => sql.unsafe(text).then((rows) => rows.flat().filter((row: object) => "schema" in row))),
        ).toBe(JSON.stringify([{ schema: a.schema }]))
      expect(await attack((sql) => sql`select * from control.account`)).toBe("[]")
    } finally {
      await admin.unsafe(
        "revoke select on control.tenant, control.account from firstcall_tenants; revoke usage on schema control from firstcall_tenants",
      )
    }
  })

  it("shows a tenant no job of the queue", async () => {
    await gateway().sql`select gate.enqueue('provision-tenant', '{"requestId":"x"}')`
    await admin.unsafe(
      "grant usage on schema graphile_worker to firstcall_tenants; grant select on all tables in schema graphile_worker to firstcall_tenants",
    )
    try {
      expect(await attack((sql) => sql`select * from graphile_worker._private_jobs`)).toBe("[]")
    } finally {
      await admin.unsafe(
        "revoke select on all tables in schema graphile_worker from firstcall_tenants; revoke usage on schema graphile_worker from firstcall_tenants",
      )
    }
  })
})

describe("the queue's door", () => {
  const jobs = () => admin<{ payload: { _tenant?: string }; key: string | null }[]>`
    select payload, key from graphile_worker._private_jobs where key like '%:door' order by id`

  beforeAll(async () => {
    await admin`insert into control.queue_task (task, for_tenants, for_gateway) values ('tenant-task', true, false)`
  })

  it("stamps who asks, whatever the payload or the role setting say", async () => {
    await attack(
      (sql) => sql`select gate.enqueue('tenant-task', ${sql.json({ _tenant: b.schema, x: 1 })}, job_key => 'door')`,
    )
    await attack((sql) =>
      sql.unsafe(
        `select set_config('role', 'none', false); select gate.enqueue('tenant-task', '{"_tenant":"${b.schema}"}', job_key => 'door')`,
      ),
    )
    expect(await jobs()).toEqual([{ payload: { _tenant: a.schema }, key: `${a.schema}:door` }])
  })

  it("keeps two tenants' keys apart", async () => {
    const { sql } = withTenant(b)
    await sql`select gate.enqueue('tenant-task', '{}', job_key => 'door')`
    expect(new Set((await jobs()).map(({ payload }) => payload._tenant))).toEqual(new Set([a.schema, b.schema]))
  })

  it("adds nothing when the transaction is rolled back", async () => {
    const before = await jobs()
    await withTenant(a)
      .sql.begin(async (tx) => {
        await tx`select gate.enqueue('tenant-task', '{}', job_key => 'other:door')`
        throw new Error("rolled back")
      })
      .catch(() => {})
    expect(await jobs()).toHaveLength(before.length)
  })

  it.each(["provision-tenant", "repair-tenant-login", "no-such-task", "tenant-task'; drop table x; --"])(
    "refuses the task %s",
    async (task) => {
      expect(await attack((sql) => sql`select gate.enqueue(${task}, '{}')`)).toBe(DENIED)
    },
  )

  it("refuses a payload of more than 64 KB", async () => {
    const { randomBytes } = await import("node:crypto")
    expect(
      await attack(
        (sql) => sql`select gate.enqueue('tenant-task', ${sql.json({ x: randomBytes(80_000).toString("base64") })})`,
      ),
    ).toBe("54000")
  })
})

describe("what Postgres leaves open between logins of a database", () => {
  it("NOTIFY carries a token that means nothing, and a forged one only makes readers look again", async () => {
    const attacker = loginOf(a)
    const heard: string[] = []
    const { unlisten } = await attacker.listen(wakeChannel, (payload) => heard.push(payload))
    wake(b)
    await expect.poll(() => heard).toHaveLength(1)
    for (const known of [b.id, b.schema, b.slug, CANARY]) expect(heard[0]).not.toContain(known)
    const forged: string[] = []
    const leave = await listenForWakes(
      (token) => forged.push(token),
      () => {},
    )
    await attacker`select pg_notify(${wakeChannel}, ${heard[0] ?? ""})`
    await expect.poll(() => forged).toEqual([heard[0]])
    await leave()
    await unlisten()
    await attacker.end()
  })

  it("advisory locks are refused, so a tenant cannot block another or pose as a worker", async () => {
    const names = await admin<{ name: string; count: number }[]>`
      select proname as name, pronargs::int as count from pg_proc where proname ~ '^pg_(try_)?advisory' and pronamespace = 'pg_catalog'::regnamespace`
    expect(names.length).toBeGreaterThan(15)
    for (const { name, count } of names)
      expect(await attack((sql) => sql.unsafe(`select ${name}(${Array(count).fill("43").join()})`)), name).toBe(DENIED)
  })

  it("statistics and queries of a neighbour are hidden", async () => {
    await admin.unsafe(`analyze ${inB("person")}`)
    expect(await attack((sql) => sql`select * from pg_stats where schemaname = ${b.schema}`)).toBe("[]")
    const neighbour = loginOf(b)
    const running = neighbour`select ${CANARY}::text, pg_sleep(1)`.execute()
    await expect
      .poll(
        async () =>
          (await admin`select 1 from pg_stat_activity where usename = ${b.schema} and state = 'active'`).length,
      )
      .toBe(1)
    const seen = await attack((sql) => sql`select distinct query from pg_stat_activity where usename = ${b.schema}`)
    expect(seen).toBe(JSON.stringify([{ query: "<insufficient privilege>" }]))
    await running
    await neighbour.end()
  })

  it("a neighbour's session cannot be ended", async () => {
    const neighbour = loginOf(b)
    const [{ pid } = { pid: 0 }] = await neighbour<{ pid: number }[]>`select pg_backend_pid() as pid`
    for (const name of ["pg_terminate_backend", "pg_cancel_backend"])
      expect(await attack((sql) => sql.unsafe(`select ${name}(${pid})`))).toBe(DENIED)
    expect(await neighbour`select 1 as alive`).toEqual([{ alive: 1 }])
    await neighbour.end()
  })

  it("two tenants never share a connection", async () => {
    const of = async (tenant: TenantRef) =>
      Promise.all(
        Array.from(
          { length: 8 },
          async () =>
            (
              await withTenant(tenant).sql<
                { pid: number; login: string }[]
              >`select pg_backend_pid() as pid, session_user::text as login`
            )[0],
        ),
      )
    const [ofA, ofB] = await Promise.all([of(a), of(b)])
    expect(new Set(ofA.map((row) => row?.login))).toEqual(new Set([a.schema]))
    expect(new Set(ofB.map((row) => row?.login))).toEqual(new Set([b.schema]))
    expect(ofA.filter((row) => ofB.some((other) => other?.pid === row?.pid))).toEqual([])
  })

  it("a lifted statement timeout does not help: what runs too long is ended from outside", async () => {
    const outcome = attack(async (sql) => {
      await sql`set statement_timeout = 0`
      await sql`set idle_in_transaction_session_timeout = 0`
      return sql`select pg_sleep(60)`
    })
    await expect.poll(() => endOverrunning(1), { timeout: 10_000, interval: 300 }).toBe(1)
    expect(await outcome).toMatch(/57P01|CONNECTION_CLOSED/)
    // Younger statements are left alone.
    expect(await attack((sql) => sql`select 1 as fine`)).toContain("fine")
    expect(await endOverrunning(30)).toBe(0)
  }, 20_000)

  it("one tenant cannot use up the connections of all", async () => {
    const greedy = loginOf(a, 40)
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => greedy`select pg_sleep(0.3)`))
    const codes = results.flatMap((result) =>
      result.status === "rejected" ? [(result.reason as { code: string }).code] : [],
    )
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes)).toEqual(new Set(["53300"]))
    expect(await withTenant(b).sql`select 1 as served`).toEqual([{ served: 1 }])
    await greedy.end()
  })

  it("a login that changes its own password or defaults is restored by the provisioner", async () => {
    await attack((sql) =>
      sql.unsafe(
        `alter role current_user password 'mine'; alter role current_user set search_path = ${b.schema}; alter role current_user set statement_timeout = 0`,
      ),
    )
    await closeTenantPools()
    const refused = await withTenant(a).sql`select 1`.then(
      () => null,
      (error: unknown) => error,
    )
    expect(isLoginRefused(refused)).toBe(true)
    await repairTenantLogin(a.id)
    const fresh = loginOf(a)
    const [settings] =
      await fresh`select current_setting('search_path') as path, current_setting('statement_timeout') as timeout`
    expect(settings).toEqual({ path: a.schema, timeout: "15s" })
    await fresh.end()
    expect(await withTenant(a).sql`select 1 as back`).toEqual([{ back: 1 }])
  })
})

describe("the other logins", () => {
  const outcome = async (url: string, text: string) => {
    const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
    try {
      await sql.unsafe(text)
      return "allowed"
    } catch (error) {
      return (error as postgres.PostgresError).code
    } finally {
      await sql.end()
    }
  }

  it.each([
    ["read a tenant's table", () => `select * from ${inB("person")}`],
    ["become a tenant", () => `set role ${b.schema}`],
    ["become the owner", () => "set role firstcall_owner"],
    ["create a role", () => "create role mine"],
    ["create a table", () => "create table control.mine (i int)"],
    ["change where a tenant's data is", () => `update control.tenant set schema = '${a.schema}'`],
  ])("web and worker cannot %s", async (_name, text) => {
    expect(await outcome(database.env.GATEWAY_DATABASE_URL, text())).toBe(DENIED)
    expect(await outcome(database.env.WORKER_DATABASE_URL, text())).toBe(DENIED)
  })

  it("the web cannot open a tenant, read the queue, or delete accounts", async () => {
    for (const text of [
      `update control.tenant set state = 'active'`,
      "select * from graphile_worker._private_jobs",
      "delete from control.account",
      "delete from control.tenant",
    ])
      expect(await outcome(database.env.GATEWAY_DATABASE_URL, text), text).toBe(DENIED)
  })

  it("the worker cannot read who may sign in", async () => {
    for (const table of ["account", "membership", "rate_limit", "provisioning"])
      expect(await outcome(database.env.WORKER_DATABASE_URL, `select * from control.${table}`), table).toBe(DENIED)
  })

  it("everybody else cannot even connect", async () => {
    await admin.unsafe(`create role firstcall_test_stranger login password 'stranger'`)
    const stranger = loginAs("firstcall_test_stranger", "stranger")
    await expect(stranger`select 1`).rejects.toMatchObject({ code: DENIED })
    await stranger.end()
    await admin.unsafe(`drop role firstcall_test_stranger`)
  })

  it("no name of a schema comes from anywhere but the pattern", () => {
    for (const schema of [
      "public",
      "t_",
      "t_abc",
      "t_ABCDEFGHIJKLMNOP",
      't_aaaaaaaaaaaaaaaa"; drop',
      "t_aaaaaaaaaaaaaaaaa",
      "pg_catalog",
      "",
      "t_aaaaaaaaaaaaaaa\n",
    ])
      expect(() => withTenant({ schema })).toThrow("Not the name of a tenant's schema.")
  })
})
