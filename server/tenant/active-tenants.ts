import type { TenantRef } from "@/db/tenant-client"
import { workerClient } from "@/db/worker"

/** Every tenant that is in service, with its wake token; for worker processes, which serve them all. */
export async function activeTenants(): Promise<(TenantRef & { wakeToken: string })[]> {
  return workerClient().sql<(TenantRef & { wakeToken: string })[]>`
    select id, schema, slug, wake_token as "wakeToken" from control.tenant where state = 'active'`
}
