import type { Sql } from "postgres"
import * as z from "zod"
import type { Directory } from "@/core/people/directory"
import { queuesOf, queueTitle } from "@/core/people/queue"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { loadDirectory } from "@/server/people/directory"

export const queueSchema = z.strictObject({
  key: z.string(),
  title: z.strictObject({ en: z.string(), zh: z.string() }),
  /** Todos that nobody has. */
  waiting: z.int(),
  late: z.int(),
  /** This person may claim from it. */
  isMine: z.boolean(),
})

/** Those who answer for the work see every queue. */
const overseers = ["owner", "supervisor", "auditor"] as const

/** The queues somebody sees; null = all of them. */
export function visibleQueues({ person }: Session, directory: Directory): string[] | null {
  if (overseers.some((role) => person.roles.includes(role))) return null
  return queuesOf(directory, person.id, Date.now())
}

/** Texts after `in`: a function's rows, as an empty list of parameters is no SQL. */
export const inList = (sql: Sql, texts: string[]) =>
  sql`select value from jsonb_array_elements_text(${sql.json(texts)})`

/** The queues this person sees that have something in them, and those of their own, the fullest first. */
export async function listQueues(session: Session): Promise<z.infer<typeof queueSchema>[]> {
  const { sql } = withTenant(session.tenant)
  const directory = await loadDirectory(session.tenant)
  const visible = visibleQueues(session, directory)
  const mine = new Set(queuesOf(directory, session.person.id, Date.now()))
  const rows = await sql<{ queue: string; waiting: string; late: string }[]>`
    select queue, count(*) as waiting, count(*) filter (where due_at < now()) as late from todo
    where state = 'active' and assignee_id is null
      ${visible === null ? sql`` : sql`and queue in (${inList(sql, visible)})`}
    group by queue order by count(*) desc, queue limit 100`
  return rows.map(({ queue, waiting, late }) => ({
    key: queue,
    title: queueTitle(directory, queue),
    waiting: Number(waiting),
    late: Number(late),
    isMine: mine.has(queue),
  }))
}
