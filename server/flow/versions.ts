import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { may, scopeSchema } from "./scope"

export const versionListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      message: z.string(),
      publishedAt: z.number(),
      publishedBy: z.string().nullable(),
      openTickets: z.int(),
      current: z.boolean(),
    }),
  ),
})
export const versionSchema = z.strictObject({
  id: z.uuid(),
  flowId: z.uuid(),
  flowName: z.string(),
  number: z.int(),
  graph: draftGraphSchema,
})

/** Published versions of a flow, newest first. */
export async function listVersions(
  tenant: TenantRef,
  roles: Role[],
  flowId: string,
): Promise<z.infer<typeof versionListSchema>> {
  const { sql } = withTenant(tenant)
  const [flow] = await sql<{ scope: unknown; current: string | null }[]>`
    select scope, current_version_id as current from flow where id = ${flowId}`
  if (!flow || !may(roles, scopeSchema.parse(flow.scope).see)) throw new AppError("NOT_FOUND")
  const rows = await sql<
    { id: string; number: number; message: string; published_at: Date; name: string | null; open: string }[]
  >`
    select v.id, v.number, v.message, v.published_at, p.name,
      (select count(*) from ticket t where t.version_id = v.id and t.status = 'open') as open
    from flow_version v left join person p on p.id = v.published_by
    where v.flow_id = ${flowId} order by v.number desc`
  return {
    items: rows.map((row) => ({
      id: row.id,
      number: row.number,
      message: row.message,
      publishedAt: row.published_at.getTime(),
      publishedBy: row.name,
      openTickets: Number(row.open),
      current: row.id === flow.current,
    })),
  }
}

/** One version's graph. */
export async function getVersion(
  tenant: TenantRef,
  roles: Role[],
  versionId: string,
): Promise<z.infer<typeof versionSchema>> {
  const [row] = await withTenant(tenant).sql<
    { id: string; flow_id: string; name: string; scope: unknown; number: number; graph: unknown }[]
  >`
    select v.id, v.flow_id, f.name, f.scope, v.number, v.graph
    from flow_version v join flow f on f.id = v.flow_id where v.id = ${versionId}`
  if (!row || !may(roles, scopeSchema.parse(row.scope).see)) throw new AppError("NOT_FOUND")
  return {
    id: row.id,
    flowId: row.flow_id,
    flowName: row.name,
    number: row.number,
    graph: draftGraphSchema.parse(row.graph),
  }
}
