import * as z from "zod"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { may, scopeSchema } from "@/server/flow/scope"
import { rollUpVisits } from "./roll-up"

/** A question may not reach further back than this, in milliseconds. */
export const layersRangeMaxMs = 400 * 86_400_000
/** What is left to roll up after this shows with the next question. */
const rollUpForMs = 1500

const instant = z.int().min(0).max(8.64e15)

/** Visits that ended from `from` to before `to`, in milliseconds since 1970. `versionId` null: of all versions. */
export const layersInput = z
  .strictObject({ flowId: z.uuid(), versionId: z.uuid().nullable(), from: instant, to: instant })
  .refine(({ from, to }) => from < to && to - from <= layersRangeMaxMs, {
    error: "The beginning must be before the end, and at most 400 days before it.",
    path: ["from"],
  })

const nodeLayerSchema = z.strictObject({
  nodeId: z.string(),
  /** Tickets there now. */
  here: z.int(),
  /** Those of them whose deadline has run out there. */
  hereLate: z.int(),
  /** Visits that ended in the range, and how. */
  passed: z.int(),
  breached: z.int(),
  returned: z.int(),
  /** From the arrival to the end of a visit; null when none ended. */
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
})
export const layersSchema = z.strictObject({
  nodes: z.array(nodeLayerSchema),
  /** Tickets opened and closed in the range. */
  opened: z.int(),
  closed: z.int(),
  /** Whether everything that has happened is counted; false while old tickets are still being counted. */
  isCurrent: z.boolean(),
})

type Row = {
  node_id: string
  here: number
  here_late: number
  passed: number
  breached: number
  returned: number
  took: number[] | null
}

/** What happens at each node of a flow. Throws AppError NOT_FOUND for a flow that the roles may not see. */
export async function flowLayers(
  tenant: TenantRef,
  roles: Role[],
  { flowId, versionId, from, to }: z.infer<typeof layersInput>,
): Promise<z.infer<typeof layersSchema>> {
  const { sql } = withTenant(tenant)
  const [flow] = await sql<{ scope: unknown }[]>`select scope from flow where id = ${flowId}`
  if (!flow || !may(roles, scopeSchema.parse(flow.scope).see)) throw new AppError("NOT_FOUND")
  const isCurrent = await rollUpVisits(tenant, { forMs: rollUpForMs })
  const ofVersion = versionId ? sql`and version_id = ${versionId}` : sql``
  const [begin, end] = [new Date(from), new Date(to)]
  const [rows, [tickets]] = await Promise.all([
    sql<Row[]>`
      select node_id, count(*) filter (where left_at is null)::int as here,
        (count(*) filter (where left_at is null and breached))::int as here_late,
        count(left_at)::int as passed,
        (count(*) filter (where left_at is not null and breached))::int as breached,
        (count(*) filter (where ending = 'returned'))::int as returned,
        array_to_json(percentile_cont(array[0.5, 0.95]) within group (
          order by extract(epoch from left_at - entered_at) * 1000) filter (where left_at is not null)) as took
      from visit
      where flow_id = ${flowId} ${ofVersion} and (left_at is null or left_at >= ${begin} and left_at < ${end})
      group by node_id`,
    sql<{ opened: number; closed: number }[]>`
      select (count(*) filter (where opened_at >= ${begin} and opened_at < ${end}))::int as opened,
        (count(*) filter (where closed_at >= ${begin} and closed_at < ${end}))::int as closed
      from ticket where flow_id = ${flowId} ${ofVersion}`,
  ])
  return {
    nodes: rows.map((row) => ({
      nodeId: row.node_id,
      here: row.here,
      hereLate: row.here_late,
      passed: row.passed,
      breached: row.breached,
      returned: row.returned,
      medianMs: row.took?.[0] ?? null,
      p95Ms: row.took?.[1] ?? null,
    })),
    opened: tickets?.opened ?? 0,
    closed: tickets?.closed ?? 0,
    isCurrent,
  }
}
