import * as z from "zod"
import { withTenant } from "@/db/tenant-client"
import { pageDirection } from "@/server/api/page-input"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableWith } from "@/server/flow/executable-with"
import { loadDirectory } from "@/server/people/directory"
import { inboxItemSchema } from "./inbox-item"
import { inList, visibleQueues } from "./queues"
import { toInboxItem, type TodoRow } from "./to-inbox-item"

export const inboxInput = z.strictObject({
  view: z.enum(["mine", "finished", "everyone", "queues"]),
  /** Of `queues`: only this one. */
  queue: z.string().max(80).nullish(),
  /** Opaque: the place after the last line of the page before. */
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(100).default(50),
  ...pageDirection,
})

export const inboxSchema = z.strictObject({
  items: z.array(inboxItemSchema),
  nextCursor: z.string().nullable(),
  counts: z.strictObject({ open: z.int(), late: z.int(), dueSoon: z.int(), queued: z.int() }),
})

/** Due within this many minutes counts as soon. */
const soonMin = 15

const cursorSchema = z.strictObject({ at: z.number().nullable(), ticketId: z.uuid(), todoId: z.string().max(10) })

/**
 * Work in the order to do it: deadlines first, then what has none by age; `finished`: newest first. Keyset pages.
 * `everyone` is for supervisors, owners and auditors. `queues`: what nobody has yet, of the groups one may claim from; for
 * those who answer for the work, of all.
 */
export async function inbox(session: Session, input: z.infer<typeof inboxInput>): Promise<z.infer<typeof inboxSchema>> {
  const { sql } = withTenant(session.tenant)
  const { person } = session
  if (input.view === "everyone" && !person.roles.some((role) => ["owner", "supervisor", "auditor"].includes(role)))
    throw new AppError("FORBIDDEN")
  const after = input.cursor ? parseCursor(input.cursor) : null
  const columns = sql`d.ticket_id, d.id, t.number, t.title, f.name as flow_name, t.version_id, t.priority, d.node_id,
    d.created_at, d.due_at, d.breached, d.paused_at, d.state, d.finished_at, d.assignee_id, p.name as assignee_name,
    d.owner_id, o.name as owner_name, d.queue,
    jsonb_build_object('origin', t.origin, 'state', t.state) as ticket`
  const joins = sql`from todo d join ticket t on t.id = d.ticket_id join flow f on f.id = t.flow_id
    left join person p on p.id = d.assignee_id left join person o on o.id = d.owner_id`
  const open = sql`coalesce(d.due_at, 'infinity'::timestamptz)`
  const directory = await loadDirectory(session.tenant)
  const visible = visibleQueues(session, directory)
  const wanted = input.queue ? (visible === null || visible.includes(input.queue) ? [input.queue] : []) : visible
  const scope =
    input.view === "mine"
      ? sql`and d.assignee_id = ${person.id}`
      : input.view === "queues"
        ? sql`and d.assignee_id is null ${wanted === null ? sql`` : sql`and d.queue in (${inList(sql, wanted)})`}`
        : sql``
  const rows =
    input.view === "finished"
      ? await sql<TodoRow[]>`
          select ${columns} ${joins}
          where d.assignee_id = ${person.id} and d.finished_at is not null
            ${after ? sql`and (d.finished_at, d.ticket_id, d.id) < (${new Date(after.at ?? 0)}, ${after.ticketId}::uuid, ${after.todoId})` : sql``}
          order by d.finished_at desc, d.ticket_id desc, d.id desc limit ${input.limit + 1}`
      : await sql<TodoRow[]>`
          select ${columns} ${joins}
          where d.state = 'active' ${scope}
            ${after ? sql`and (${open}, d.ticket_id, d.id) > (${after.at === null ? sql`'infinity'::timestamptz` : sql`${new Date(after.at)}::timestamptz`}, ${after.ticketId}::uuid, ${after.todoId})` : sql``}
          order by d.due_at asc nulls last, d.ticket_id, d.id limit ${input.limit + 1}`
  const [counts] = await sql<{ open: string; late: string; soon: string; queued: string }[]>`
    select count(*) as open, (select count(*) from todo where state = 'active' and assignee_id is null
        ${visible === null ? sql`` : sql`and queue in (${inList(sql, visible)})`}) as queued, count(*) filter (where due_at < now()) as late,
      count(*) filter (where due_at >= now() and due_at < now() + make_interval(mins => ${soonMin})) as soon
    from todo where state = 'active' and assignee_id = ${person.id}`
  const page = rows.slice(0, input.limit)
  const items = await Promise.all(
    page.map(async (row) =>
      toInboxItem(row, await executableWith(session.tenant, row.version_id, row.node_id), directory),
    ),
  )
  const last = page.at(-1)
  return {
    items,
    nextCursor:
      rows.length > input.limit && last
        ? writeCursor({
            at: (input.view === "finished" ? last.finished_at : last.due_at)?.getTime() ?? null,
            ticketId: last.ticket_id,
            todoId: last.id,
          })
        : null,
    counts: {
      open: Number(counts?.open ?? 0),
      late: Number(counts?.late ?? 0),
      dueSoon: Number(counts?.soon ?? 0),
      queued: Number(counts?.queued ?? 0),
    },
  }
}

const writeCursor = (cursor: z.infer<typeof cursorSchema>) => Buffer.from(JSON.stringify(cursor)).toString("base64url")

function parseCursor(text: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
  } catch (cause) {
    throw new AppError("INVALID", { message: "The page cursor is not one of ours. Start from the first page.", cause })
  }
}
