import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { scenarioReportSchema } from "@/server/scenario/scenario"
import { may, scopeSchema } from "./scope"

/** `Release` of core/flow/ramp, as it goes over the border. */
export const releaseSchema = z.strictObject({
  currentVersionId: z.uuid().nullable(),
  candidateVersionId: z.uuid().nullable(),
  candidatePercent: z.int().min(1).max(99).nullable(),
})

export const versionListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      message: z.string(),
      publishedAt: z.number(),
      publishedBy: z.string().nullable(),
      /** The second person, where the flow needed one. */
      approvedBy: z.string().nullable(),
      /** Tickets that were opened on it, and how many of those still run. */
      tickets: z.int(),
      openTickets: z.int(),
      current: z.boolean(),
      /** The part of the new tickets it gets as the candidate; null = it is not the candidate. */
      percent: z.int().nullable(),
      /** What became of the flow's scenarios when it was published; null = it had none. */
      scenarios: scenarioReportSchema.nullable(),
    }),
  ),
  release: releaseSchema,
  /** Who last said which versions new tickets use, and when; null = nobody since the flow began. */
  released: z.strictObject({ at: z.number(), by: z.string().nullable() }).nullable(),
})
export const versionSchema = z.strictObject({
  id: z.uuid(),
  flowId: z.uuid(),
  flowName: z.string(),
  number: z.int(),
  graph: draftGraphSchema,
})

type FlowRow = {
  scope: unknown
  current: string | null
  candidate: string | null
  percent: number | null
  at: Date | null
  by: string | null
}

/** Published versions of a flow, newest first, and which of them new tickets use. */
export async function listVersions(
  tenant: TenantRef,
  roles: Role[],
  flowId: string,
): Promise<z.infer<typeof versionListSchema>> {
  const { sql } = withTenant(tenant)
  const [flow] = await sql<FlowRow[]>`
    select f.scope, f.current_version_id as current, f.candidate_version_id as candidate, f.candidate_percent as percent,
      f.released_at as at, p.name as by
    from flow f left join person p on p.id = f.released_by where f.id = ${flowId}`
  if (!flow || !may(roles, scopeSchema.parse(flow.scope).see)) throw new AppError("NOT_FOUND")
  const rows = await sql<
    {
      id: string
      number: number
      message: string
      published_at: Date
      name: string | null
      approved_by: string | null
      tickets: number
      open: number
      scenarios: unknown
    }[]
  >`
    select v.id, v.number, v.message, v.published_at, v.scenarios, p.name, a.name as approved_by,
      coalesce(t.tickets, 0) as tickets, coalesce(t.open, 0) as open
    from flow_version v left join person p on p.id = v.published_by
    left join person a on a.id = v.approved_by
    left join (
      select version_id, count(*)::int as tickets, (count(*) filter (where status = 'open'))::int as open
      from ticket where flow_id = ${flowId} group by version_id) t on t.version_id = v.id
    where v.flow_id = ${flowId} order by v.number desc`
  return {
    items: rows.map((row) => ({
      id: row.id,
      number: row.number,
      message: row.message,
      publishedAt: row.published_at.getTime(),
      publishedBy: row.name,
      approvedBy: row.approved_by,
      tickets: row.tickets,
      openTickets: row.open,
      current: row.id === flow.current,
      percent: row.id === flow.candidate ? flow.percent : null,
      scenarios: scenarioReportSchema.nullable().parse(row.scenarios),
    })),
    release: {
      currentVersionId: flow.current,
      candidateVersionId: flow.candidate,
      candidatePercent: flow.percent,
    },
    released: flow.at ? { at: flow.at.getTime(), by: flow.by } : null,
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
