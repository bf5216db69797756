import * as z from "zod"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { may, scopeSchema } from "@/server/flow/scope"

/** Who counts by a calendar. A flow that the reader may not see has no id and no name. */
export const calendarUseSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("flow"), id: z.uuid().nullable(), name: z.string().nullable() }),
  z.strictObject({ type: z.literal("unit"), id: z.uuid(), name: z.string() }),
])
export type CalendarUse = z.infer<typeof calendarUseSchema>

/**
 * The uses of every calendar, by its id: units, and flows whose draft, current version or a version with open tickets names
 * it anywhere. Archived flows count as long as tickets of theirs are open.
 */
export async function calendarUses(tenant: TenantRef, roles: Role[]): Promise<Map<string, CalendarUse[]>> {
  const { sql } = withTenant(tenant)
  const [units, flows] = await Promise.all([
    sql<{ calendar_id: string; id: string; name: string }[]>`
      select calendar_id, id, name from unit where calendar_id is not null order by name, id`,
    sql<{ calendar_id: string; id: string; name: string; scope: unknown }[]>`
      with graph as (
        select id as flow_id, draft as graph from flow where archived_at is null
        union all
        select v.flow_id, v.graph from flow_version v join flow f on f.id = v.flow_id
        where (f.current_version_id = v.id and f.archived_at is null)
          or exists (select 1 from ticket t where t.status = 'open' and t.version_id = v.id)
      ), named as (
        select distinct flow_id, jsonb_path_query(graph, '$.**.calendarId') #>> '{}' as calendar_id from graph
      )
      select n.calendar_id, f.id, f.name, f.scope from named n join flow f on f.id = n.flow_id
      where n.calendar_id is not null order by f.name, f.id`,
  ])
  const uses = new Map<string, CalendarUse[]>()
  const add = (calendarId: string, use: CalendarUse) => uses.set(calendarId, [...(uses.get(calendarId) ?? []), use])
  for (const { calendar_id, id, name } of units) add(calendar_id, { type: "unit", id, name })
  for (const { calendar_id, id, name, scope } of flows) {
    const { see, edit } = scopeSchema.parse(scope)
    const isSeen = may(roles, see) || may(roles, edit)
    add(calendar_id, { type: "flow", id: isSeen ? id : null, name: isSeen ? name : null })
  }
  return uses
}
