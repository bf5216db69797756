import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Editor } from "../editable-flow"
import { visibleFlow } from "../visible-flow"

const commentSchema = z.strictObject({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  body: z.string(),
  mentions: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  /** Epoch ms. */
  createdAt: z.number(),
})

export const threadsSchema = z.strictObject({
  /** Those still open first, then by when they began, newest first. */
  threads: z.array(
    z.strictObject({
      id: z.uuid(),
      nodeId: z.string().nullable(),
      nodeName: z.string().nullable(),
      resolved: z.strictObject({ by: z.string(), at: z.number() }).nullable(),
      comments: z.array(commentSchema),
    }),
  ),
  /** There are older threads that are not shown. */
  isCut: z.boolean(),
  /** Who may be mentioned: whoever may see the flow. */
  people: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
})

/** Threads that one answer holds; a flow under discussion has some dozens. */
export const threadsMax = 200
/** Comments in one thread. */
export const repliesMax = 200

type Row = {
  id: string
  thread_id: string
  node_id: string | null
  node_name: string | null
  person_id: string
  name: string
  body: string
  mentions: unknown
  created_at: Date
  resolver: string | null
  resolved_at: Date | null
}

/** Everything that was said about a flow. NOT_FOUND when the role may not see it. */
export async function listComments(
  tenant: TenantRef,
  editor: Editor,
  flowId: string,
): Promise<z.infer<typeof threadsSchema>> {
  const { scope } = await visibleFlow(tenant, editor, flowId)
  const { sql } = withTenant(tenant)
  const [rows, people] = await Promise.all([
    sql<Row[]>`
      with thread as (
        select id, resolved_at, created_at, resolved_by from flow_comment
        where flow_id = ${flowId} and thread_id = id
        order by resolved_at is not null, created_at desc, id desc limit ${threadsMax + 1}
      )
      select c.id, c.thread_id, c.node_id, c.node_name, c.person_id, p.name, c.body, c.mentions, c.created_at,
        r.name as resolver, t.resolved_at
      from thread t join flow_comment c on c.flow_id = ${flowId} and c.thread_id = t.id
      join person p on p.id = c.person_id left join person r on r.id = t.resolved_by
      order by t.resolved_at is not null, t.created_at desc, t.id desc, c.created_at, c.id`,
    sql<{ id: string; name: string }[]>`
      select id, name from person
      where active and exists (
        select 1 from jsonb_array_elements_text(roles) role where role in ${sql(["owner", ...scope.see, ...scope.edit])})
      order by name, id`,
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const threads = new Map<string, Row[]>()
  for (const row of rows) threads.set(row.thread_id, [...(threads.get(row.thread_id) ?? []), row])
  const shown = [...threads.values()].slice(0, threadsMax)
  return {
    isCut: threads.size > threadsMax,
    people: [...people],
    threads: shown.map((comments) => {
      const first = comments[0]!
      return {
        id: first.thread_id,
        nodeId: first.node_id,
        nodeName: first.node_name,
        resolved: first.resolved_at && { by: first.resolver ?? "", at: first.resolved_at.getTime() },
        comments: comments.map((row) => ({
          id: row.id,
          personId: row.person_id,
          name: row.name,
          body: row.body,
          mentions: mentionsSchema
            .parse(row.mentions)
            .flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
          createdAt: row.created_at.getTime(),
        })),
      }
    }),
  }
}

export const mentionsSchema = z.array(z.uuid()).max(20)
