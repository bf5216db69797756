import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Role } from "@/core/people/directory"
import { may, scopeSchema } from "./scope"

export const flowListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      name: z.string(),
      description: z.string(),
      draftRevision: z.int(),
      draftSavedAt: z.number(),
      current: z
        .strictObject({ id: z.uuid(), number: z.int(), publishedAt: z.number(), publishedBy: z.string().nullable() })
        .nullable(),
      /** The draft differs from what is live. */
      dirty: z.boolean(),
      openTickets: z.int(),
      mayEdit: z.boolean(),
      mayStart: z.boolean(),
    }),
  ),
})

type Row = {
  id: string
  number: number
  name: string
  description: string
  scope: unknown
  draft_revision: number
  draft_saved_at: Date
  version_id: string | null
  version_number: number | null
  published_at: Date | null
  published_by: string | null
  dirty: boolean
  open_tickets: string
}

/** The flows a person may see, newest number last, with what is live and how much runs. */
export async function listFlows(tenant: TenantRef, roles: Role[]): Promise<z.infer<typeof flowListSchema>> {
  const rows = await withTenant(tenant).sql<Row[]>`
    select f.id, f.number, f.name, f.description, f.scope, f.draft_revision, f.draft_saved_at,
      v.id as version_id, v.number as version_number, v.published_at, p.name as published_by,
      (v.id is null or v.graph <> f.draft) as dirty,
      (select count(*) from ticket t where t.flow_id = f.id and t.status = 'open') as open_tickets
    from flow f
    left join flow_version v on v.id = f.current_version_id
    left join person p on p.id = v.published_by
    where f.archived_at is null
    order by f.number`
  const items = rows.flatMap((row) => {
    const scope = scopeSchema.parse(row.scope)
    if (!may(roles, scope.see) && !may(roles, scope.edit)) return []
    return [
      {
        id: row.id,
        number: row.number,
        name: row.name,
        description: row.description,
        draftRevision: row.draft_revision,
        draftSavedAt: row.draft_saved_at.getTime(),
        current:
          row.version_id && row.version_number !== null && row.published_at
            ? {
                id: row.version_id,
                number: row.version_number,
                publishedAt: row.published_at.getTime(),
                publishedBy: row.published_by,
              }
            : null,
        dirty: row.dirty,
        openTickets: Number(row.open_tickets),
        mayEdit: may(roles, scope.edit),
        mayStart: may(roles, scope.start) && row.version_id !== null,
      },
    ]
  })
  return { items }
}
