import * as z from "zod"
import type { ExecutableContext } from "@/core/flow/executable"
import { fieldSchema } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"

/** A flow whose tickets another flow may open, with the fields of its current version. */
export const flowChoiceSchema = z.strictObject({ id: z.uuid(), name: z.string(), fields: z.array(fieldSchema) })
export const serviceChoiceSchema = z.strictObject({ id: z.uuid(), name: z.string(), baseUrl: z.string() })

export async function flowChoices(tenant: TenantRef): Promise<z.infer<typeof flowChoiceSchema>[]> {
  const rows = await withTenant(tenant).sql<{ id: string; name: string; fields: unknown }[]>`
    select f.id, f.name, v.graph->'fields' as fields
    from flow f join flow_version v on v.id = f.current_version_id
    where f.archived_at is null order by f.name, f.id`
  return rows.map(({ id, name, fields }) => ({ id, name, fields: z.array(fieldSchema).parse(fields) }))
}

export async function serviceChoices(tenant: TenantRef): Promise<z.infer<typeof serviceChoiceSchema>[]> {
  const rows = await withTenant(tenant).sql<{ id: string; name: string; base_url: string }[]>`
    select id, name, base_url from service order by name`
  return rows.map(({ id, name, base_url: baseUrl }) => ({ id, name, baseUrl }))
}

/** What a flow may name in this organisation as it is now: its people, calendars, flows and services. */
export async function checkContext(tenant: TenantRef): Promise<Required<ExecutableContext>> {
  const [directory, calendars, flows, services] = await Promise.all([
    loadDirectory(tenant),
    loadCalendars(tenant),
    flowChoices(tenant),
    serviceChoices(tenant),
  ])
  return {
    directory,
    calendarIds: Object.keys(calendars),
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    serviceIds: services.map(({ id }) => id),
  }
}
