import * as z from "zod"
import { customKindSchema } from "@/core/flow/custom-kind"
import { withTenant, type TenantRef } from "@/db/tenant-client"

/** A node kind of the tenant's own, as it is now. */
export const ownKindSchema = z.strictObject({ id: z.uuid(), definition: customKindSchema })
export type OwnKind = z.infer<typeof ownKindSchema>

/** By their English name. */
export async function ownKinds(tenant: TenantRef): Promise<OwnKind[]> {
  const rows = await withTenant(tenant).sql<{ id: string; definition: unknown }[]>`
    select id, definition from custom_kind order by definition->'name'->>'en', id`
  return rows.map((row) => ownKindSchema.parse(row))
}
