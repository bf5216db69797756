import * as z from "zod"
import type { Problem } from "@/core/problem"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { may, scopeSchema } from "./scope"

/** A flow that names something. One that the reader may not see has no id and no name. */
export const flowUseSchema = z.strictObject({
  type: z.literal("flow"),
  id: z.uuid().nullable(),
  name: z.string().nullable(),
})
export type FlowUse = z.infer<typeof flowUseSchema>

/** Properties of a graph, at any depth, whose value is the id of something else. */
export type NamedProperty = "calendarId" | "serviceId" | "kindId"

/**
 * By the id they name: the flows whose draft, current version or a version with open tickets has it anywhere under this
 * property. Archived flows count as long as tickets of theirs are open.
 */
export async function namedInFlows(
  tenant: TenantRef,
  roles: Role[],
  property: NamedProperty,
): Promise<Map<string, FlowUse[]>> {
  const rows = await withTenant(tenant).sql<{ named_id: string; id: string; name: string; scope: unknown }[]>`
    with graph as (
      select id as flow_id, draft as graph from flow where archived_at is null
      union all
      select v.flow_id, v.graph from flow_version v join flow f on f.id = v.flow_id
      where (f.current_version_id = v.id and f.archived_at is null)
        or exists (select 1 from ticket t where t.status = 'open' and t.version_id = v.id)
    ), named as (
      select distinct flow_id, jsonb_path_query(graph, ${`$.**.${property}`}::jsonpath) #>> '{}' as named_id from graph
    )
    select n.named_id, f.id, f.name, f.scope from named n join flow f on f.id = n.flow_id
    where n.named_id is not null order by f.name, f.id`
  const uses = new Map<string, FlowUse[]>()
  for (const { named_id: namedId, id, name, scope } of rows) {
    const { see, edit } = scopeSchema.parse(scope)
    const isSeen = may(roles, see) || may(roles, edit)
    const use: FlowUse = { type: "flow", id: isSeen ? id : null, name: isSeen ? name : null }
    uses.set(namedId, [...(uses.get(namedId) ?? []), use])
  }
  return uses
}

/** Why what a flow names cannot be deleted; `hint` says what to do in the flow first. */
export function usedByFlow({ name }: FlowUse, field: string, hint: Problem["text"]): Problem {
  const text =
    name === null
      ? { en: "A flow that you may not see uses it.", zh: "您无权查看的某个流程正在使用。" }
      : { en: `The flow “${name}” uses it.`, zh: `流程“${name}”正在使用。` }
  return { code: "usedByFlow", severity: "error", place: { field }, text, hint }
}
