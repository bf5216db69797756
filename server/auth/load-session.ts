import { LRUCache } from "lru-cache"
import * as z from "zod"
import { roleSchema } from "@/core/people/directory"
import { localeSchema } from "@/core/text"
import { gateway } from "@/db/gateway"
import { withTenant } from "@/db/tenant-client"
import { isLoginRefused, requestLoginRepair } from "@/server/tenant/repair-login"
import type { Claims, Session } from "./session"

/**
 * A removed member's or a changed role's session lives on for at most this long on other processes; together with the live
 * feed's own interval of checks it stays below the promised five seconds.
 */
const STALE_MS = 2_000

const membershipRow = z.object({
  id: z.uuid(),
  schema: z.string(),
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  locale: localeSchema,
  personId: z.uuid(),
})

const personRow = z.object({ id: z.uuid(), name: z.string(), email: z.string(), roles: z.array(roleSchema).min(1) })

type Cache = LRUCache<string, Promise<Session | null>>
// Pages and routes are bundled apart and must not each have a cache: what one forgets the other would still know.
const cache = ((globalThis as { firstcallSessions?: Cache }).firstcallSessions ??= new LRUCache({
  max: 20_000,
  ttl: STALE_MS,
}))

const keyOf = ({ accountId, tenantId, epoch }: Claims) => `${tenantId} ${accountId} ${epoch}`

/**
 * The session the claims stand for, or null when they no longer hold: the account's sessions were ended, the tenant is not
 * active, the membership is gone, the person is inactive or has no role. Throws when the database cannot be asked.
 */
export function loadSession(claims: Claims): Promise<Session | null> {
  const key = keyOf(claims)
  let session = cache.get(key)
  if (!session) {
    session = read(claims)
    session.catch(() => cache.delete(key))
    cache.set(key, session)
  }
  return session
}

/** After a change of somebody's roles or membership; other processes notice within two seconds. */
export function forgetSessions(tenantId: string): void {
  for (const key of cache.keys()) if (key.startsWith(`${tenantId} `)) cache.delete(key)
}

async function read({ accountId, tenantId, epoch }: Claims): Promise<Session | null> {
  const rows = await gateway().sql`
    select tenant.id, tenant.schema, tenant.slug, tenant.name, tenant.time_zone as "timeZone", tenant.locale,
      membership.person_id as "personId"
    from control.account
    join control.membership on membership.account_id = account.id
    join control.tenant on tenant.id = membership.tenant_id
    where account.id = ${accountId} and account.session_epoch = ${epoch}
      and tenant.id = ${tenantId} and tenant.state = 'active'`
  const membership = membershipRow.safeParse(rows[0])
  if (!membership.success) return null
  const { personId, ...tenant } = membership.data
  const person = personRow.safeParse(await readPerson(tenant, personId, accountId))
  return person.success ? { accountId, tenant, person: person.data } : null
}

async function readPerson(tenant: { id: string; schema: string }, personId: string, accountId: string) {
  try {
    const [row] = await withTenant(tenant).sql`
      select id, name, email, roles from person
      where id = ${personId} and account_id = ${accountId} and active`
    return row
  } catch (error) {
    if (isLoginRefused(error)) await requestLoginRepair(tenant.id)
    throw error
  }
}
