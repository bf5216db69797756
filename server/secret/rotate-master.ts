import { newDataKey, unwrapDataKey, wrapDataKey } from "@/db/data-key"
import type { Sql, TransactionSql } from "@/db/connect"
import { appKeyOf, tenantPassword } from "@/db/keys"
import { createTenantLogin } from "@/db/migrate-tenant"
import { fixedLogins } from "@/db/roles"
import { type DataKey, keyIdOf, openDerived, sealWith } from "./seal"

type Tenant = { id: string; schema: string; slug: string }
export type Rotation = {
  /** The master keys before and after. */
  from: string
  to: string
  /** Only this tenant: one that was restored from a backup of before a rotation. */
  slug?: string
}

/**
 * Puts everything that depends on the master key under a new one: wraps the tenants' data keys anew, seals secrets of
 * before there were data keys with one, and changes the tenants' passwords; the fixed logins' are set at every start. One
 * transaction a tenant; what is under the new key already is passed over, so a run that was killed is simply run again.
 * `sql` is the administrator's. Throws, naming them all, when keys of a tenant open with neither master key; the other
 * tenants are done then.
 */
export async function rotateMasterKey(sql: Sql, { from, to, slug }: Rotation): Promise<{ tenants: number }> {
  const apps = { from: appKeyOf(from), to: appKeyOf(to) }
  const tenants = await sql<Tenant[]>`
    select id, schema, slug from control.tenant
    where exists (select 1 from control.tenant_version where tenant_id = tenant.id)
      ${slug === undefined ? sql`` : sql`and slug = ${slug}`}
    order by id`
  if (slug !== undefined && tenants.length === 0) throw new Error(`There is no tenant "${slug}".`)
  const failures: string[] = []
  for (const tenant of tenants) {
    try {
      await sql.begin((tx) => rotateTenant(tx, tenant, apps))
      await createTenantLogin(sql, tenant.schema, tenantPassword(apps.to, tenant.schema))
    } catch (error) {
      failures.push(`${tenant.slug}: ${(error as Error).message}`)
    }
  }
  if (failures.length > 0) throw new Error(`These tenants' keys could not be changed:\n${failures.join("\n")}`)
  return { tenants: tenants.length }
}

/** Whether web or worker processes are connected: with the former key they could read no secret any more. */
export async function isInstanceConnected(sql: Sql): Promise<boolean> {
  const rows = await sql`
    select 1 from pg_stat_activity where datname = current_database() and usename in ${sql([...fixedLogins])} limit 1`
  return rows.length > 0
}

async function rotateTenant(tx: TransactionSql, tenant: Tenant, apps: { from: string; to: string }): Promise<void> {
  await tx`select set_config('search_path', ${tenant.schema}, true)`
  const rows = await tx<{ id: number; wrapped: string }[]>`select id, wrapped from data_key order by id for update`
  const keys: DataKey[] = []
  for (const row of rows) {
    const wrapped = { tenantId: tenant.id, ...row }
    const done = tryTo(() => unwrapDataKey(apps.to, wrapped))
    const key = done ?? tryTo(() => unwrapDataKey(apps.from, wrapped))
    if (!key) throw new Error(`data key ${row.id} opens with neither the former nor the new master key`)
    if (!done)
      await tx`update data_key set wrapped = ${wrapDataKey(apps.to, tenant.id, row.id, key)} where id = ${row.id}`
    keys.push({ id: row.id, key })
  }
  await sealAnew(tx, tenant, apps, keys.at(-1) ?? null)
}

/** Secrets of before there were data keys would be lost with the key they are derived from. */
async function sealAnew(
  tx: TransactionSql,
  tenant: Tenant,
  apps: { from: string; to: string },
  newest: DataKey | null,
): Promise<void> {
  let key = newest
  const anew = async (purpose: string, sealed: string): Promise<string> => {
    if (keyIdOf(sealed) !== null) return sealed
    const place = { tenantId: tenant.id, purpose }
    const secret = tryTo(() => openDerived(place, sealed, apps.from)) ?? openDerived(place, sealed, apps.to)
    if (!key) {
      key = { id: 1, key: newDataKey() }
      await tx`insert into data_key (id, wrapped) values (1, ${wrapDataKey(apps.to, tenant.id, 1, key.key)})`
    }
    return sealWith(key, place, secret)
  }
  const connectors = await tx<{ id: string; secret: string; before: string | null }[]>`
    select id, secret, secret_before as before from connector for update`
  for (const { id, secret, before } of connectors) {
    const purpose = `connector:${id}:secret`
    await tx`
      update connector set secret = ${await anew(purpose, secret)},
        secret_before = ${before === null ? null : await anew(purpose, before)}
      where id = ${id}`
  }
  const settings = await tx<{ key: string; value: Record<string, unknown> }[]>`
    select key, value from tenant_setting where key like 'channel.%' for update`
  for (const { key: purpose, value } of settings) {
    const changed = { ...value }
    for (const [name, text] of Object.entries(value))
      if (typeof text === "string" && tryTo(() => keyIdOf(text)) === null) changed[name] = await anew(purpose, text)
    await tx`update tenant_setting set value = ${tx.json(changed as never)} where key = ${purpose}`
  }
}

/** Undefined when it throws. */
function tryTo<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
