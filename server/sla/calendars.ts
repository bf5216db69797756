import { LRUCache } from "lru-cache"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { calendarSchema, type Calendar } from "@/core/sla/policy"

/** A calendar may be this old in a decision: it changes a few times a year. */
const staleMs = 2000
const cache = new LRUCache<string, Promise<Record<string, Calendar>>>({ max: 500, ttl: staleMs })

/** The tenant's calendars by id, and the default one as "default". */
export function loadCalendars(tenant: TenantRef): Promise<Record<string, Calendar>> {
  let promise = cache.get(tenant.schema)
  if (!promise) {
    promise = read(tenant)
    promise.catch(() => cache.delete(tenant.schema))
    cache.set(tenant.schema, promise)
  }
  return promise
}

export const forgetCalendars = (tenant: TenantRef): boolean => cache.delete(tenant.schema)

async function read(tenant: TenantRef): Promise<Record<string, Calendar>> {
  const rows = await withTenant(tenant).sql<{ id: string; is_default: number; hours: unknown }[]>`
    select id, is_default, hours from calendar`
  const calendars: Record<string, Calendar> = {}
  for (const row of rows) {
    const hours = calendarSchema.parse(row.hours)
    calendars[row.id] = hours
    if (row.is_default === 1) calendars.default = hours
  }
  return calendars
}
