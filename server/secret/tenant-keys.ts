import { LRUCache } from "lru-cache"
import { newDataKey, unwrapDataKey, wrapDataKey } from "@/db/data-key"
import { appKey } from "@/db/keys"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { type DataKey, keyIdOf, openDerived, openWith, sealWith } from "./seal"

type Tenant = Pick<TenantRef, "id" | "schema">

/** Unwrapped keys by schema, installation key and number; a key never changes, so only memory bounds them. */
const known = new LRUCache<string, DataKey>({ max: 2000, ttl: 10 * 60_000 })

/** Seals a secret with the tenant's newest data key; the first secret of a tenant makes its first key. */
export async function sealSecret(tenant: Tenant, purpose: string, secret: string): Promise<string> {
  return sealWith(await newestKey(tenant), { tenantId: tenant.id, purpose }, secret)
}

/** The secret. Throws when the text was changed, belongs to another tenant or purpose, or to another installation. */
export async function openSecret(tenant: Tenant, purpose: string, sealed: string): Promise<string> {
  const place = { tenantId: tenant.id, purpose }
  const id = keyIdOf(sealed)
  return id === null ? openDerived(place, sealed) : openWith(await keyOf(tenant, id), place, sealed)
}

async function newestKey(tenant: Tenant): Promise<DataKey> {
  const { sql } = withTenant(tenant)
  const read = () => sql<Row[]>`select id, wrapped from data_key order by id desc limit 1`
  const [row] = await read()
  if (row) return unwrap(tenant, row)
  // Two processes may seal a tenant's first secret at once: the first row stays.
  await sql`
    insert into data_key (id, wrapped) values (1, ${wrapDataKey(appKey(), tenant.id, 1, newDataKey())})
    on conflict (id) do nothing`
  const [made] = await read()
  if (!made) throw new Error("The tenant's data key could not be stored.")
  return unwrap(tenant, made)
}

async function keyOf(tenant: Tenant, id: number): Promise<DataKey> {
  const cached = known.get(cacheKey(tenant, id))
  if (cached) return cached
  const [row] = await withTenant(tenant).sql<Row[]>`select id, wrapped from data_key where id = ${id}`
  if (!row) throw new Error(`The tenant has no data key ${id}.`)
  return unwrap(tenant, row)
}

type Row = { id: number; wrapped: string }

function unwrap(tenant: Tenant, { id, wrapped }: Row): DataKey {
  const key = { id, key: unwrapDataKey(appKey(), { tenantId: tenant.id, id, wrapped }) }
  known.set(cacheKey(tenant, id), key)
  return key
}

const cacheKey = (tenant: Tenant, id: number) => `${tenant.schema} ${tenant.id} ${id}`

/** For tests: what was unwrapped is read anew. */
export const forgetKeys = (): void => known.clear()
