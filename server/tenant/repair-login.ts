import { gateway } from "@/db/gateway"
import { createTenantLogin } from "@/db/migrate-tenant"
import { appKey, tenantPassword } from "@/db/keys"
import { provisioner } from "@/db/provisioner"
import { log } from "@/server/log"

/**
 * Postgres lets every role change its own password and defaults, so SQL smuggled into a tenant's session can lock the tenant
 * out. The provisioner sets them again; the tenant is back after one refused request.
 */
export function isLoginRefused(error: unknown): boolean {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth++) {
    if ((at as { code?: unknown }).code === "28P01") return true
    at = (at as { cause?: unknown }).cause
  }
  return false
}

/** Asks for the repair; asking again while one is waiting changes nothing. */
export async function requestLoginRepair(tenantId: string): Promise<void> {
  try {
    await gateway().sql`select gate.enqueue('repair-tenant-login', ${gateway().sql.json({ tenantId })},
      null, ${`repair:${tenantId}`})`
    log.warn({ tenantId }, "a tenant's login was refused; its repair is queued")
  } catch (error) {
    log.error({ error, tenantId }, "the repair of a tenant's login could not be queued")
  }
}

/** Run by the provisioning process. */
export async function repairTenantLogin(tenantId: string): Promise<void> {
  const { sql } = provisioner()
  const [tenant] = await sql<{ schema: string }[]>`select schema from control.tenant where id = ${tenantId}`
  if (tenant) await createTenantLogin(sql, tenant.schema, tenantPassword(appKey(), tenant.schema))
}
