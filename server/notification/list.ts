import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"

export const notificationListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.int(),
      kind: z.string(),
      ticketId: z.uuid().nullable(),
      ticketNumber: z.int().nullable(),
      title: z.string().nullable(),
      todoId: z.string().nullable(),
      level: z.int().nullable(),
      createdAt: z.number(),
      readAt: z.number().nullable(),
      params: z.record(z.string(), z.unknown()),
    }),
  ),
  unread: z.int(),
  nextCursor: z.int().nullable(),
})

const pageSize = 30

/** A person's in-app messages, newest first. `cursor` is the last id of the page before. */
export async function listNotifications(
  tenant: TenantRef,
  personId: string,
  cursor: number | null,
): Promise<z.infer<typeof notificationListSchema>> {
  const { sql } = withTenant(tenant)
  const [rows, [count]] = await Promise.all([
    sql<
      {
        id: string
        kind: string
        ticket_id: string | null
        number: number | null
        title: string | null
        todo_id: string | null
        level: number | null
        created_at: Date
        read_at: Date | null
        params: Record<string, unknown>
      }[]
    >`
      select n.id, n.kind, n.ticket_id, t.number, coalesce(t.title, n.params->>'title') as title, n.todo_id, n.level, n.created_at, n.read_at, n.params
      from notification n left join ticket t on t.id = n.ticket_id
      where n.person_id = ${personId} and n.channel = 'inApp' and n.id < ${cursor ?? Number.MAX_SAFE_INTEGER}
      order by n.id desc limit ${pageSize + 1}`,
    sql<{ unread: string }[]>`
      select count(*) as unread from notification
      where person_id = ${personId} and channel = 'inApp' and read_at is null`,
  ])
  const page = rows.slice(0, pageSize)
  return {
    items: page.map((row) => ({
      id: Number(row.id),
      kind: row.kind,
      ticketId: row.ticket_id,
      ticketNumber: row.number,
      title: row.title,
      todoId: row.todo_id,
      level: row.level,
      createdAt: row.created_at.getTime(),
      readAt: row.read_at?.getTime() ?? null,
      params: row.params,
    })),
    unread: Number(count?.unread ?? 0),
    nextCursor: rows.length > pageSize ? Number(page.at(-1)!.id) : null,
  }
}

export const markReadInput = z.strictObject({ ids: z.union([z.array(z.int()).min(1).max(200), z.literal("all")]) })

/** Marks a person's own messages as read; other people's ids are passed over. */
export async function markRead(
  tenant: TenantRef,
  personId: string,
  { ids }: z.infer<typeof markReadInput>,
): Promise<{ marked: number }> {
  const { sql } = withTenant(tenant)
  const only = ids === "all" ? sql`` : sql`and id in ${sql(ids)}`
  const rows = await sql`
    update notification set read_at = now()
    where person_id = ${personId} and channel = 'inApp' and read_at is null ${only}
    returning id`
  return { marked: rows.length }
}
