import { LRUCache } from "lru-cache"
import { type Client, connect, requireEnv } from "./connect"
import { appKey, tenantPassword } from "./keys"
import { assertSchemaName } from "./roles"

/** Which tenant. `schema` is the name of its schema and of its login. */
export type TenantRef = { id: string; schema: string; slug: string }

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise)

/**
 * Pools by schema. The cap must not be below the number of tenants at work at the same time: below it every request
 * opens a connection (measured: 4,840 transactions a second become 217). A pool that nobody uses holds no connection.
 */
function pools(): LRUCache<string, Client> {
  const holder = globalThis as { firstcallTenantPools?: LRUCache<string, Client> }
  return (holder.firstcallTenantPools ??= new LRUCache<string, Client>({
    max: number("FIRSTCALL_TENANT_POOLS", 300),
    // Running transactions are let finish; a caller that kept the handle of an evicted pool gets CONNECTION_ENDED.
    dispose: (client) => void client.sql.end({ timeout: 30 }),
  }))
}

/**
 * Connections a tenant's pool may open. Few tenants may have several each; the more pools there are, the fewer a new one gets,
 * so that one process does not ask the server for more than it has.
 */
function connectionsFor(openPools: number): number {
  const most = number("FIRSTCALL_TENANT_CONNECTIONS", 4)
  return Math.max(1, openPools < 25 ? most : openPools < 60 ? Math.ceil(most / 2) : 1)
}

function open(schema: string): Client {
  const url = new URL(requireEnv("TENANT_DATABASE_URL"))
  url.username = schema
  url.password = tenantPassword(appKey(), schema)
  return connect({
    url: url.href,
    max: connectionsFor(pools().size),
    idleTimeoutSec: 20,
    applicationName: "firstcall",
    // The role has the same defaults, but a role may change its own; the startup packet has the last word.
    settings: { search_path: schema, statement_timeout: 15_000, idle_in_transaction_session_timeout: 15_000 },
  })
}

/**
 * The tenant's own connection: a login that can see its own schema and nothing else, so names stay unqualified. Opens nothing before the first query. Ask for
 * it in each request or job and do not keep it: an unused pool is closed.
 */
export function withTenant(tenant: Pick<TenantRef, "schema">): Client {
  const schema = assertSchemaName(tenant.schema)
  const cache = pools()
  let client = cache.get(schema)
  if (!client) cache.set(schema, (client = open(schema)))
  return client
}

/** Ends every tenant pool of this process (shutdown, end of a test). */
export async function closeTenantPools(): Promise<void> {
  const clients = [...pools().values()]
  pools().clear()
  await Promise.all(clients.map(({ sql }) => sql.end({ timeout: 5 })))
}
