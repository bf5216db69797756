import { LRUCache } from "lru-cache"
import { withTenant } from "@/db/tenant-client"
import { findTenant, type TelephonyTenant } from "./find-tenant"
import { connectorSecret } from "./connector-secret"

/** A connector that may send, with every secret that verifies now. */
export type Sending = {
  tenant: TelephonyTenant
  connector: { id: string; key: string; kind: string }
  secrets: string[]
}

const NAME = /^[a-z0-9-]{1,40}$/
/** How long a revoked secret or a connector switched off goes on working, at most. */
const KEPT_MS = 3000
const known = new LRUCache<string, { sending: Sending | null }>({ max: 5000, ttl: KEPT_MS })

/**
 * The enabled connector at this address, or null for every reason there is not to have one. Unknown addresses are
 * remembered too, so that guessing costs no query each.
 */
export async function findSending(tenantSlug: string, connectorKey: string): Promise<Sending | null> {
  if (!NAME.test(tenantSlug) || !NAME.test(connectorKey)) return null
  const address = `${tenantSlug}/${connectorKey}`
  const cached = known.get(address)
  if (cached) return cached.sending
  const sending = await load(tenantSlug, connectorKey)
  known.set(address, { sending })
  return sending
}

/** For tests and for the process that changed a connector itself. */
export function forgetSending(tenantSlug: string, connectorKey: string): void {
  known.delete(`${tenantSlug}/${connectorKey}`)
}

type Row = { id: string; key: string; kind: string; secret: string; secretBefore: string | null }

async function load(tenantSlug: string, connectorKey: string): Promise<Sending | null> {
  const tenant = await findTenant(tenantSlug)
  if (!tenant) return null
  const [row] = await withTenant(tenant).sql<Row[]>`
    select id, key, kind, secret,
      case when secret_before_until > now() then secret_before end as "secretBefore"
    from connector where key = ${connectorKey} and enabled`
  if (!row) return null
  const { open } = connectorSecret(tenant, row.id)
  const secrets = await Promise.all([row.secret, row.secretBefore].filter((sealed) => sealed !== null).map(open))
  return { tenant, connector: { id: row.id, key: row.key, kind: row.kind }, secrets }
}
