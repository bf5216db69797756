import { gateway } from "@/db/gateway"
import type { TenantRef } from "@/db/tenant-client"
import { workerClient } from "@/db/worker"

export type TelephonyTenant = TenantRef & { timeZone: string }

/** A tenant in service by its slug, for requests and commands that carry no session. Works in web and worker processes. */
export async function findTenant(slug: string): Promise<TelephonyTenant | null> {
  const { sql } = process.env.GATEWAY_DATABASE_URL ? gateway() : workerClient()
  const [row] = await sql<TelephonyTenant[]>`
    select id, schema, slug, time_zone as "timeZone" from control.tenant where slug = ${slug} and state = 'active'`
  return row ?? null
}
