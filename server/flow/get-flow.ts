import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import { renewKinds } from "@/core/flow/renew-kinds"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { loadDirectory } from "@/server/people/directory"
import { ownKinds, ownKindSchema } from "@/server/kind/own-kinds"
import { flowChoices, flowChoiceSchema, serviceChoices, serviceChoiceSchema } from "./check-context"
import { may, scopeSchema } from "./scope"

export const flowDetailSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  description: z.string(),
  scope: scopeSchema,
  draft: draftGraphSchema,
  draftRevision: z.int(),
  draftSavedAt: z.number(),
  draftSavedBy: z.string().nullable(),
  current: z
    .strictObject({ id: z.uuid(), number: z.int(), publishedAt: z.number(), publishedBy: z.string().nullable() })
    .nullable(),
  /** The version that a part of the new tickets get. */
  candidate: z.strictObject({ id: z.uuid(), number: z.int(), percent: z.int() }).nullable(),
  /** Number of the last version that was published; 0 = none. */
  lastNumber: z.int(),
  needsApproval: z.boolean(),
  mayChangeApproval: z.boolean(),
  mayEdit: z.boolean(),
  directory: z.custom<Awaited<ReturnType<typeof loadDirectory>>>(),
  calendars: z.array(z.strictObject({ id: z.uuid(), name: z.string(), isDefault: z.boolean() })),
  /** Flows and services that its steps may name. */
  flows: z.array(flowChoiceSchema),
  services: z.array(serviceChoiceSchema),
  ownKinds: z.array(ownKindSchema),
  /** Steps of the draft whose own kind was changed after they were saved; the draft has the newest definition. */
  renewedSteps: z.array(z.string()),
})

type Row = {
  id: string
  number: number
  name: string
  description: string
  scope: unknown
  needs_approval: boolean
  draft: unknown
  draft_revision: number
  draft_saved_at: Date
  saved_by: string | null
  version_id: string | null
  version_number: number | null
  published_at: Date | null
  published_by: string | null
  candidate_id: string | null
  candidate_number: number | null
  candidate_percent: number | null
  last_number: number
}

/**
 * One flow with its draft and everything the designer needs to edit it. Steps of own kinds come with the kind as it is now:
 * publishing does the same to them, so what is seen is what goes live. NOT_FOUND also when the role may not see it.
 */
export async function getFlow(
  tenant: TenantRef,
  roles: Role[],
  flowId: string,
): Promise<z.infer<typeof flowDetailSchema>> {
  const { sql } = withTenant(tenant)
  const [[row], calendars, directory, flows, services, kinds] = await Promise.all([
    sql<Row[]>`
      select f.id, f.number, f.name, f.description, f.scope, f.needs_approval, f.draft, f.draft_revision, f.draft_saved_at,
        s.name as saved_by, v.id as version_id, v.number as version_number, v.published_at, p.name as published_by,
        c.id as candidate_id, c.number as candidate_number, f.candidate_percent,
        (select coalesce(max(number), 0) from flow_version where flow_id = f.id) as last_number
      from flow f
      left join person s on s.id = f.draft_saved_by
      left join flow_version v on v.id = f.current_version_id
      left join person p on p.id = v.published_by
      left join flow_version c on c.id = f.candidate_version_id
      where f.id = ${flowId} and f.archived_at is null`,
    sql<{ id: string; name: string; is_default: number }[]>`select id, name, is_default from calendar order by name`,
    loadDirectory(tenant),
    flowChoices(tenant),
    serviceChoices(tenant),
    ownKinds(tenant),
  ])
  if (!row) throw new AppError("NOT_FOUND")
  const scope = scopeSchema.parse(row.scope)
  if (!may(roles, scope.see) && !may(roles, scope.edit)) throw new AppError("NOT_FOUND")
  const { graph: draft, renewed: renewedSteps } = renewKinds(draftGraphSchema.parse(row.draft), kinds)
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    description: row.description,
    scope,
    draft,
    draftRevision: row.draft_revision,
    draftSavedAt: row.draft_saved_at.getTime(),
    draftSavedBy: row.saved_by,
    current:
      row.version_id && row.version_number !== null && row.published_at
        ? {
            id: row.version_id,
            number: row.version_number,
            publishedAt: row.published_at.getTime(),
            publishedBy: row.published_by,
          }
        : null,
    candidate:
      row.candidate_id && row.candidate_number !== null && row.candidate_percent !== null
        ? { id: row.candidate_id, number: row.candidate_number, percent: row.candidate_percent }
        : null,
    lastNumber: row.last_number,
    needsApproval: row.needs_approval,
    mayChangeApproval: roles.includes("owner"),
    mayEdit: may(roles, scope.edit),
    directory,
    flows,
    services,
    ownKinds: kinds,
    renewedSteps,
    calendars: calendars.map((item) => ({ id: item.id, name: item.name, isDefault: item.is_default === 1 })),
  }
}
