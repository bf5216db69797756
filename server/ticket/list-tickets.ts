import * as z from "zod"
import { pageDirection } from "@/server/api/page-input"
import { queueTitle } from "@/core/people/queue"
import type { Sql } from "@/db/connect"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { loadDirectory } from "@/server/people/directory"
import { executableOf } from "@/server/flow/executable-of"
import { rollUpVisits } from "@/server/visit/roll-up"

/**
 * Tickets by what became of them at a step: they are there now, or their visits ended in a time, late or sent back. In
 * milliseconds since 1970, `to` excluded.
 */
const ticketsAtSchema = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("here"), nodeId: z.string().max(40) }),
  z.strictObject({
    what: z.enum(["passed", "breached", "returned"]),
    nodeId: z.string().max(40),
    from: z.int().min(0).max(8.64e15),
    to: z.int().min(0).max(8.64e15),
  }),
])

export const ticketListInput = z.strictObject({
  status: z.enum(["open", "closed", "all"]),
  flowId: z.uuid().nullish(),
  step: ticketsAtSchema.nullish(),
  search: z.string().trim().max(120).nullish(),
  /** Number of the last ticket of the page before. */
  cursor: z.int32().nullish(),
  limit: z.int().min(1).max(100).default(50),
  ...pageDirection,
})

export const ticketListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      title: z.string(),
      flowId: z.uuid(),
      flowName: z.string(),
      status: z.enum(["open", "closed"]),
      priority: z.string(),
      category: z.string(),
      resolution: z.string().nullable(),
      openedAt: z.number(),
      closedAt: z.number().nullable(),
      /** The earliest deadline of its open todos. */
      dueAt: z.number().nullable(),
      breached: z.boolean(),
      waitingFor: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
      /** The group queues it waits in. */
      queues: z.array(z.strictObject({ en: z.string(), zh: z.string() })),
      nodeNames: z.array(z.string()),
      openIncidents: z.int(),
      caller: z.string().nullable(),
    }),
  ),
  nextCursor: z.int().nullable(),
  counts: z.strictObject({ open: z.int(), late: z.int(), incidents: z.int() }),
})

type Row = {
  id: string
  number: number
  title: string
  flow_id: string
  version_id: string
  flow_name: string
  status: "open" | "closed"
  priority: string
  category: string
  resolution: string | null
  opened_at: Date
  closed_at: Date | null
  open_incidents: number
  caller: string | null
  todos:
    | {
        nodeId: string
        assigneeId: string | null
        name: string | null
        queue: string | null
        dueAt: number | null
        breached: boolean
      }[]
    | null
  clocks: { dueAt: number | null; breached: boolean }[] | null
}

/** What is left to roll up after this shows with the next page. */
const rollUpForMs = 1500

function visitedBy(sql: Sql, step: z.infer<typeof ticketsAtSchema>) {
  if (step.what === "here") return sql`v.node_id = ${step.nodeId} and v.left_at is null`
  const during = sql`v.node_id = ${step.nodeId} and v.left_at >= ${new Date(step.from)} and v.left_at < ${new Date(step.to)}`
  if (step.what === "passed") return during
  return step.what === "breached" ? sql`${during} and v.breached` : sql`${during} and v.ending = 'returned'`
}

/** Tickets, newest number first, in keyset pages, with whom each waits for. */
export async function listTickets(
  tenant: TenantRef,
  input: z.infer<typeof ticketListInput>,
): Promise<z.infer<typeof ticketListSchema>> {
  const { sql } = withTenant(tenant)
  const search = input.search || null
  const number = search && /^#?\d{1,9}$/.test(search) ? Number(search.replace("#", "")) : null
  const like = search ? `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null
  if (input.step) await rollUpVisits(tenant, { forMs: rollUpForMs })
  const [rows, [counts]] = await Promise.all([
    sql<Row[]>`
      select t.id, t.number, t.title, t.flow_id, t.version_id, f.name as flow_name, t.status, t.priority, t.category,
        t.resolution, t.opened_at, t.closed_at, t.open_incidents, t.origin->>'caller' as caller,
        (select jsonb_agg(jsonb_build_object('nodeId', d.node_id, 'assigneeId', d.assignee_id, 'name', p.name, 'queue', d.queue,
            'dueAt', extract(epoch from d.due_at) * 1000, 'breached', d.breached))
          from todo d left join person p on p.id = d.assignee_id
          where d.ticket_id = t.id and d.state = 'active') as todos,
        (select jsonb_agg(jsonb_build_object('dueAt', extract(epoch from c.due_at) * 1000, 'breached', c.breached))
          from clock c where c.ticket_id = t.id and c.finished_at is null and c.due_at is not null) as clocks
      from ticket t join flow f on f.id = t.flow_id
      where t.number < ${input.cursor ?? 2_147_483_647}
        ${input.status === "all" ? sql`` : sql`and t.status = ${input.status}`}
        ${input.step ? sql`and exists (select 1 from visit v where v.ticket_id = t.id and ${visitedBy(sql, input.step)})` : sql``}
        ${input.flowId ? sql`and t.flow_id = ${input.flowId}` : sql``}
        ${like ? sql`and (t.number = ${number ?? -1} or t.title ilike ${like} or t.origin->>'caller' like ${like})` : sql``}
      order by t.number desc limit ${input.limit + 1}`,
    sql<{ open: string; late: string; incidents: string }[]>`
      select count(*) as open, count(*) filter (where t.open_incidents > 0) as incidents,
        count(*) filter (where exists (
          select 1 from todo d where d.ticket_id = t.id and d.state = 'active' and d.due_at < now())
          or exists (select 1 from clock c where c.ticket_id = t.id and c.finished_at is null and c.due_at < now())) as late
      from ticket t where t.status = 'open'`,
  ])
  const page = rows.slice(0, input.limit)
  const directory = await loadDirectory(tenant)
  const items = await Promise.all(
    page.map(async (row) => {
      const flow = await executableOf(tenant, row.version_id)
      const todos = row.todos ?? []
      const clocks = [...todos, ...(row.clocks ?? [])]
      const due = clocks.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]))
      return {
        id: row.id,
        number: row.number,
        title: row.title,
        flowId: row.flow_id,
        flowName: row.flow_name,
        status: row.status,
        priority: row.priority,
        category: row.category,
        resolution: row.resolution,
        openedAt: row.opened_at.getTime(),
        closedAt: row.closed_at?.getTime() ?? null,
        dueAt: due.length > 0 ? Math.min(...due) : null,
        breached: clocks.some((clock) => clock.breached),
        waitingFor: [
          ...new Map(
            todos.flatMap(({ assigneeId, name }) =>
              assigneeId === null || name === null ? [] : [[assigneeId, { id: assigneeId, name }] as const],
            ),
          ).values(),
        ],
        queues: [...new Set(todos.flatMap(({ queue }) => queue ?? []))].map((queue) => queueTitle(directory, queue)),
        nodeNames: [...new Set(todos.map((todo) => flow.nodes.get(todo.nodeId)?.name ?? todo.nodeId))],
        openIncidents: row.open_incidents,
        caller: row.caller,
      }
    }),
  )
  return {
    items,
    nextCursor: rows.length > input.limit ? page.at(-1)!.number : null,
    counts: {
      open: Number(counts?.open ?? 0),
      late: Number(counts?.late ?? 0),
      incidents: Number(counts?.incidents ?? 0),
    },
  }
}
