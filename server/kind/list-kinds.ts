import * as z from "zod"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { flowUseSchema, namedInFlows } from "@/server/flow/named-in-flows"
import { ownKindSchema } from "./own-kinds"

export const kindListSchema = z.strictObject({
  kinds: z.array(
    ownKindSchema.extend({
      revision: z.int(),
      updatedAt: z.number(),
      /** Flows whose tickets need it, or whose draft does. */
      uses: z.array(flowUseSchema),
    }),
  ),
})

/** The tenant's own node kinds by name. */
export async function listKinds({ tenant, person }: Session): Promise<z.infer<typeof kindListSchema>> {
  const [rows, uses] = await Promise.all([
    withTenant(tenant).sql<{ id: string; definition: unknown; revision: number; updated_at: Date }[]>`
      select id, definition, revision, updated_at from custom_kind order by definition->'name'->>${tenant.locale}, id`,
    namedInFlows(tenant, person.roles, "kindId"),
  ])
  return kindListSchema.parse({
    kinds: rows.map(({ updated_at: updatedAt, ...row }) => ({
      ...row,
      updatedAt: updatedAt.getTime(),
      uses: uses.get(row.id) ?? [],
    })),
  })
}
