import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { openSecret } from "@/server/secret/tenant-keys"

/** Sealed values by the header's name. */
export const sealedHeadersSchema = z.record(z.string(), z.string())

export const servicePurpose = (serviceId: string) => `service:${serviceId}`

/** Where a service is and what lets us in; null when there is none of this id. */
export async function openService(
  tenant: TenantRef,
  serviceId: string,
): Promise<{ baseUrl: string; headers: Record<string, string> } | null> {
  const [row] = await withTenant(tenant).sql<{ base_url: string; headers: unknown }[]>`
    select base_url, headers from service where id = ${serviceId}`
  if (!row) return null
  const sealed = Object.entries(sealedHeadersSchema.parse(row.headers))
  const opened = await Promise.all(
    sealed.map(async ([name, value]) => [name, await openSecret(tenant, servicePurpose(serviceId), value)] as const),
  )
  return { baseUrl: row.base_url, headers: Object.fromEntries(opened) }
}
