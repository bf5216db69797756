import type { Sql, TransactionSql } from "./connect"
import { pendingMigrations, readFunctions, readMigrations, type Script, scriptOf } from "./migration-files"
import { assertSchemaName, roles } from "./roles"
import { appendOnlyTables } from "./tenant/append-only"

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Connections one tenant may hold, over all processes together. */
const CONNECTION_LIMIT = 24

/**
 * The tenant's login: owns nothing, inherits nothing but the right to connect, and cannot become any other role. Run by the
 * provisioner or by a superuser; running it again restores a login whose password or settings were changed.
 */
export async function createTenantLogin(sql: Sql, schema: string, password: string): Promise<void> {
  assertSchemaName(schema)
  await sql.begin(async (tx) => {
    await lockTenant(tx, schema)
    const [known] = await tx`select 1 from pg_roles where rolname = ${schema}`
    await tx.unsafe(`
      ${known ? "alter" : "create"} role ${schema} login noinherit
        connection limit ${CONNECTION_LIMIT} password ${literal(password)};
      grant ${roles.tenants} to ${schema} with inherit true, set false, admin false;
      alter role ${schema} reset all;
      alter role ${schema} set search_path = ${schema};
      alter role ${schema} set statement_timeout = '15s';
      alter role ${schema} set idle_in_transaction_session_timeout = '15s';
    `)
    // Whoever creates a role administers it; after a restore that is the setup, and the provisioner must be able to repair it.
    const [self] = await tx<{ name: string }[]>`select current_user::text as name`
    if (self?.name !== roles.provisioner)
      await tx.unsafe(`grant ${schema} to ${roles.provisioner} with admin true, inherit false, set false`)
    const [may] = await tx<{ may: boolean }[]>`select has_parameter_privilege('temp_file_limit', 'SET') as may`
    if (may?.may) await tx.unsafe(`alter role ${schema} set temp_file_limit = '1GB'`)
  })
}

/** Two processes may work on the same tenant (a job that is run again while the first still runs): one after the other. */
const lockTenant = (tx: TransactionSql, schema: string) =>
  tx`select 1 from control.tenant where schema = ${schema} for update`

/** An empty schema, owned by the owner role. `migrateTenant` fills it, and would create it too. */
export async function createTenantSchema(sql: Sql, schema: string): Promise<void> {
  await sql.begin(async (tx) => {
    await lockTenant(tx, schema)
    await tx.unsafe(`set local role ${roles.owner}; create schema if not exists ${assertSchemaName(schema)}`)
  })
}

/** What the tenant's schema should consist of, read once for a run over many tenants. */
export type TenantTree = { migrations: Script[]; functions: Script }

export async function readTenantTree(): Promise<TenantTree> {
  const [migrations, functions] = await Promise.all([readMigrations("tenant"), readFunctions("tenant")])
  return { migrations, functions }
}

/**
 * Creates the tenant's schema or brings it up to date: migrations not applied yet, then functions and grants if anything
 * about them changed. One transaction with its version rows; a second run waits and then finds nothing to do. The
 * login must exist. Returns the items it applied.
 */
export async function migrateTenant(
  sql: Sql,
  tenant: { id: string; schema: string },
  tree?: TenantTree,
): Promise<string[]> {
  const { migrations, functions } = tree ?? (await readTenantTree())
  const schema = assertSchemaName(tenant.schema)
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${roles.owner}`)
    await lockTenant(tx, schema)
    const rows = await tx<{ item: string; hash: string }[]>`
      select item, hash from control.tenant_version where tenant_id = ${tenant.id}`
    const applied = new Map(rows.map(({ item, hash }) => [item, hash]))
    const pending = pendingMigrations(migrations, applied)
    const grants = scriptOf("grants", grantsFor(schema))
    const hasChanged = (script: Script) => pending.length > 0 || applied.get(script.item) !== script.hash
    const scripts = [
      ...pending,
      // New functions need their rights, so a change of either applies both.
      ...(hasChanged(functions) || hasChanged(grants) ? [functions, grants] : []),
    ]
    if (scripts.length === 0) return []
    await tx.unsafe(
      [
        `create schema if not exists ${schema}`,
        `set local search_path = ${schema}`,
        ...scripts.map(({ text }) => text),
      ].join(";\n"),
    )
    for (const { item, hash } of scripts)
      await tx`insert into control.tenant_version (tenant_id, item, hash) values (${tenant.id}, ${item}, ${hash})
        on conflict (tenant_id, item) do update set hash = excluded.hash, applied_at = now()`
    return scripts.map(({ item }) => item)
  })
}

const grantsFor = (schema: string) => `
  grant usage on schema ${schema} to ${schema};
  revoke all on all tables in schema ${schema} from ${schema};
  grant select, insert, update, delete on all tables in schema ${schema} to ${schema};
  revoke update, delete on ${appendOnlyTables.map((table) => `${schema}.${table}`).join(", ")} from ${schema};
  grant usage, select on all sequences in schema ${schema} to ${schema};
  revoke all on all functions in schema ${schema} from public;
  grant execute on all functions in schema ${schema} to ${schema};
`

/**
 * Every tenant's schema, a few at a time. One that fails stays as it was and does not keep the others from going on; a run that
 * is killed goes on where it stopped. Returns how many it changed. Throws when any failed, naming them all.
 */
export async function migrateAllTenants(
  sql: Sql,
  passwordOf: (schema: string) => string,
  tree?: TenantTree,
): Promise<number> {
  const wanted = tree ?? (await readTenantTree())
  // A tenant still being provisioned is left to its job, unless its schema is there already.
  const tenants = await sql<{ id: string; schema: string; hasLogin: boolean }[]>`
    select tenant.id, tenant.schema, pg_roles.oid is not null as "hasLogin"
    from control.tenant left join pg_roles on pg_roles.rolname = tenant.schema
    where tenant.state <> 'provisioning'
      or exists (select 1 from control.tenant_version where tenant_id = tenant.id)
    order by tenant.id`
  const queue = tenants.values()
  const failures: string[] = []
  let changed = 0
  const work = async () => {
    for (const tenant of queue)
      try {
        // After a restore into another cluster the schemas are there; the logins and their rights are not.
        if (!tenant.hasLogin) {
          await createTenantLogin(sql, tenant.schema, passwordOf(tenant.schema))
          await sql`delete from control.tenant_version where tenant_id = ${tenant.id} and item = 'grants'`
        }
        if ((await migrateTenant(sql, tenant, wanted)).length > 0) changed += 1
      } catch (error) {
        failures.push(`${tenant.schema}: ${(error as Error).message}`)
      }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${tenants.length} tenants could not be updated:\n${failures.join("\n")}`)
  return changed
}
