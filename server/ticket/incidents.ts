import * as z from "zod"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { fieldSchema } from "@/core/flow/graph"
import { indexDirectory, administratorsOf } from "@/core/people/units"
import { textSchema } from "@/core/text"
import { incidentCodeSchema, valuesSchema } from "@/core/ticket/event"
import { isRelated } from "@/core/ticket/who-may"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { loadDirectory } from "@/server/people/directory"
import { pageDirection } from "@/server/api/page-input"
import { findIncidents, type RaisedIncident } from "./find-incidents"
import { fromStored, type StateRow } from "./stored-state"

export const incidentListInput = z.strictObject({
  code: incidentCodeSchema.nullish(),
  flowId: z.uuid().nullish(),
  /** Number of the last ticket of the page before. */
  cursor: z.int32().nullish(),
  /** Tickets a page, each with all of its incidents. */
  limit: z.int().min(1).max(100).default(50),
  ...pageDirection,
})

export const incidentListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ticketId: z.uuid(),
      number: z.int(),
      title: z.string(),
      flowId: z.uuid(),
      flowName: z.string(),
      incidentId: z.string(),
      code: incidentCodeSchema,
      nodeName: textSchema,
      detail: textSchema,
      /** What the failed condition saw, and the fields the values are of. */
      values: valuesSchema,
      fields: z.array(fieldSchema),
      since: z.number(),
      /** Names of those who were told; null = has left. */
      told: z.array(z.string().nullable()),
      mayRetry: z.boolean(),
    }),
  ),
  nextCursor: z.int().nullable(),
  /** Open incidents of the tenant, whatever the filter. */
  total: z.int(),
})
type IncidentItem = z.infer<typeof incidentListSchema>["items"][number]

type Row = StateRow & { flow_name: string }

/** Every open incident, those of the newest ticket first, in keyset pages of tickets. */
export async function listIncidents(
  session: Session,
  input: z.infer<typeof incidentListInput>,
): Promise<z.infer<typeof incidentListSchema>> {
  const { tenant } = session
  const [{ rows, nextCursor }, total, directory] = await Promise.all([
    readStuck(tenant, input),
    countIncidents(tenant),
    loadDirectory(tenant),
  ])
  const stuck = rows.map((row) => ({ row, state: fromStored(row) }))
  const raised = await findIncidents(
    withTenant(tenant).sql,
    stuck.map(({ state }) => ({ ticketId: state.id, incidentIds: Object.keys(state.incidents) })),
  )
  const people = indexDirectory(directory)
  const items = await Promise.all(
    stuck.map(async ({ row, state }) => {
      const flow = await executableOf(tenant, state.versionId)
      const administratorIds = administratorsOf(directory, flow.settings.administratorIds)
      const mayRetry = isRelated("retry", session.person.id, { state, directory, administratorIds, at: Date.now() })
      return Object.values(state.incidents).flatMap(({ id, activationId }): IncidentItem[] => {
        const incident = raised.get(`${state.id}.${id}`)
        if (!incident || (input.code && incident.body.code !== input.code)) return []
        return [
          {
            ticketId: state.id,
            number: state.number,
            title: state.title,
            flowId: state.flowId,
            flowName: row.flow_name,
            incidentId: id,
            nodeName: nodeName(flow, state.activations[activationId]?.nodeId),
            ...wordsOf(incident, flow),
            told: incident.body.personIds.map((personId) => people.person(personId)?.name ?? null),
            mayRetry,
          },
        ]
      })
    }),
  )
  return { items: items.flat(), nextCursor, total }
}

/** How many incidents are open: a read of one small partial index. */
export async function countIncidents(tenant: TenantRef): Promise<number> {
  const [row] = await withTenant(tenant).sql<{ total: number }[]>`
    select coalesce(sum(open_incidents), 0)::int as total from ticket where open_incidents > 0`
  return row?.total ?? 0
}

/**
 * One page of tickets that are stuck for the reason asked for. The reason stands in the packed state, so what is stuck
 * for another is read and passed over; only tickets that are stuck are ever read.
 */
async function readStuck(
  tenant: TenantRef,
  input: z.infer<typeof incidentListInput>,
): Promise<{ rows: Row[]; nextCursor: number | null }> {
  const { sql } = withTenant(tenant)
  const found: Row[] = []
  const batch = input.limit + 1
  for (let below = input.cursor ?? 2_147_483_647; ;) {
    const rows = await sql<Row[]>`
      select t.*, f.name as flow_name from ticket t join flow f on f.id = t.flow_id
      where t.open_incidents > 0 and t.number < ${below}
        ${input.flowId ? sql`and t.flow_id = ${input.flowId}` : sql``}
      order by t.number desc limit ${batch}`
    found.push(...rows.filter((row) => !input.code || hasCode(row, input.code)))
    if (rows.length < batch || found.length > input.limit) break
    below = rows.at(-1)!.number
  }
  const page = found.slice(0, input.limit)
  return { rows: page, nextCursor: found.length > input.limit ? page.at(-1)!.number : null }
}

const hasCode = (row: Row, code: string) =>
  Object.values(fromStored(row).incidents).some((incident) => incident.code === code)

function nodeName(flow: ExecutableFlow, nodeId: string | undefined): { en: string; zh: string } {
  const node = nodeId === undefined ? undefined : flow.nodes.get(nodeId)
  if (!node) return { en: nodeId ?? "?", zh: nodeId ?? "?" }
  return node.name ? { en: node.name, zh: node.name } : node.kind.title
}

function wordsOf({ at, body }: RaisedIncident, flow: ExecutableFlow) {
  return {
    code: body.code,
    detail: body.detail,
    values: body.values,
    fields: flow.fields.filter(({ key }) => Object.hasOwn(body.values, key)),
    since: at,
  }
}
