import * as z from "zod"
import { totalsSchema } from "@/core/back-test/tally"
import { draftGraphSchema, type DraftGraph } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { backTestStateSchema, backTestSchema, type BackTest } from "./schema"

export const backTestListSchema = z.strictObject({ items: z.array(backTestSchema) })
const namesSchema = z.record(z.string(), z.string())
/** With the draft it ran, so that its picture stays what was tested, and the names of what its totals count by id. */
export const backTestDetailSchema = backTestSchema.extend({
  flowName: z.string(),
  graph: draftGraphSchema,
  /** Steps of older versions, which the draft does not have any more, too. */
  names: z.strictObject({ nodes: namesSchema, units: namesSchema, people: namesSchema }),
})

type Row = {
  id: string
  flow_name: string
  flow_id: string
  graph: unknown
  draft_revision: number
  is_of_draft: boolean
  days: number
  state: string
  total: number
  looked: number
  totals: unknown
  started_by: string | null
  started_at: Date
  finished_at: Date | null
}

async function read(tenant: TenantRef, by: { flowId: string } | { backTestId: string }): Promise<Row[]> {
  const { sql } = withTenant(tenant)
  const where = "flowId" in by ? sql`b.flow_id = ${by.flowId}` : sql`b.id = ${by.backTestId}`
  return sql<Row[]>`
    select b.id, b.flow_id, f.name as flow_name, b.graph, b.draft_revision, b.draft_revision = f.draft_revision as is_of_draft, b.days,
      b.state, b.total, b.looked, b.totals, p.name as started_by, b.started_at, b.finished_at
    from back_test b join flow f on f.id = b.flow_id left join person p on p.id = b.started_by
    where ${where} order by b.started_at desc`
}

const toBackTest = (row: Row): BackTest => ({
  id: row.id,
  flowId: row.flow_id,
  draftRevision: row.draft_revision,
  isOfDraft: row.is_of_draft,
  days: row.days,
  state: backTestStateSchema.parse(row.state),
  total: row.total,
  looked: row.looked,
  totals: totalsSchema.parse(row.totals),
  startedBy: row.started_by,
  startedAt: row.started_at.getTime(),
  finishedAt: row.finished_at?.getTime() ?? null,
})

/** The flow's back-tests that are kept, the last one first. Throws NOT_FOUND, FORBIDDEN. */
export async function listBackTests(tenant: TenantRef, editor: Editor, flowId: string): Promise<{ items: BackTest[] }> {
  await editableFlow(tenant, editor, flowId)
  return { items: (await read(tenant, { flowId })).map(toBackTest) }
}

/** One back-test, how far it is and what it says so far. Throws NOT_FOUND, FORBIDDEN. */
export async function getBackTest(
  tenant: TenantRef,
  editor: Editor,
  backTestId: string,
): Promise<z.infer<typeof backTestDetailSchema>> {
  const [row] = await read(tenant, { backTestId })
  if (!row) throw new AppError("NOT_FOUND")
  await editableFlow(tenant, editor, row.flow_id)
  const backTest = toBackTest(row)
  const graph = draftGraphSchema.parse(row.graph)
  const names = await namesOf(tenant, backTest, graph)
  return { ...backTest, flowName: row.flow_name, graph, names }
}

async function namesOf(
  tenant: TenantRef,
  { flowId, totals }: BackTest,
  graph: DraftGraph,
): Promise<z.infer<typeof backTestDetailSchema>["names"]> {
  const { sql } = withTenant(tenant)
  const isId = (key: string) => z.uuid().safeParse(key).success
  const rows = await sql<{ what: "node" | "unit" | "person"; id: string; name: string }[]>`
    (select distinct on (n->>'id') 'node' as what, n->>'id' as id, n->>'name' as name
      from flow_version v, jsonb_array_elements(v.graph->'nodes') n
      where v.flow_id = ${flowId} order by n->>'id', v.number desc)
    union all select 'unit', id::text, name from unit
      where id in (select value::uuid from jsonb_array_elements_text(${sql.json(Object.keys(totals.units).filter(isId))}))
    union all select 'person', id::text, name from person
      where id in (select value::uuid from jsonb_array_elements_text(${sql.json(Object.keys(totals.people).filter(isId))}))`
  const of = (wanted: "node" | "unit" | "person") =>
    Object.fromEntries(rows.flatMap(({ what, id, name }) => (what === wanted ? [[id, name]] : [])))
  const drawn = Object.fromEntries(graph.nodes.map(({ id, name }) => [id, name]))
  return { nodes: { ...of("node"), ...drawn }, units: of("unit"), people: of("person") }
}
