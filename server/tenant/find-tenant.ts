import * as z from "zod"
import { localeSchema } from "@/core/text"
import { gateway } from "@/db/gateway"
import type { TenantRef } from "@/db/tenant-client"

const tenantRow = z.object({
  id: z.uuid(),
  schema: z.string(),
  slug: z.string(),
  name: z.string(),
  locale: localeSchema,
})

/** The active tenant with this slug, or null. */
export async function findTenant(slug: string): Promise<(TenantRef & { name: string }) | null> {
  const [row] = await gateway().sql`
    select id, schema, slug, name, locale from control.tenant where slug = ${slug} and state = 'active'`
  return row ? tenantRow.parse(row) : null
}
