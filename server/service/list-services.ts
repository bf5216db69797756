import * as z from "zod"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { sealedHeadersSchema } from "./open-service"
import { serviceUses, serviceUseSchema } from "./service-uses"

export const serviceListSchema = z.strictObject({
  services: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      baseUrl: z.string(),
      /** Names only; their values are never read back. */
      headers: z.array(z.string()),
      updatedAt: z.number(),
      uses: z.array(serviceUseSchema),
    }),
  ),
})

/** Every service of the tenant by name, and what would miss it. Secrets are never part of it. */
export async function listServices({ tenant, person }: Session): Promise<z.infer<typeof serviceListSchema>> {
  const [rows, uses] = await Promise.all([
    withTenant(tenant).sql<{ id: string; name: string; base_url: string; headers: unknown; updated_at: Date }[]>`
      select id, name, base_url, headers, updated_at from service order by name`,
    serviceUses(tenant, person.roles),
  ])
  return {
    services: rows.map(({ id, name, base_url: baseUrl, headers, updated_at: updatedAt }) => ({
      id,
      name,
      baseUrl,
      headers: Object.keys(sealedHeadersSchema.parse(headers)).toSorted(),
      updatedAt: updatedAt.getTime(),
      uses: uses.get(id) ?? [],
    })),
  }
}
