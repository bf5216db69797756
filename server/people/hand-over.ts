import { randomUUID } from "node:crypto"
import * as z from "zod"
import { textSchema } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { runStep } from "@/server/ticket/step"
import { forwardForGood } from "./substitutes"

/** Tickets under way at once; their writes share commits (server/ticket/apply). */
const atOnce = 16
/** Todos in one go; a repetition takes the next ones. */
const todosMax = 2_000

export const handOverSchema = z.strictObject({
  results: z.array(
    z.strictObject({
      ticketId: z.uuid(),
      todoId: z.string(),
      number: z.int(),
      title: z.string(),
      /** Why it stays where it is; null when it has moved. */
      refusal: textSchema.nullable(),
    }),
  ),
  /** Todos that were not tried, as there are more than one go takes. */
  left: z.int().min(0),
})
type HandOver = z.infer<typeof handOverSchema>
type Row = { ticket_id: string; id: string; number: number; title: string }

/** How many todos somebody has that are not over, also those whose turn has not come. */
export async function countOpenTodos(tenant: TenantRef, personId: string): Promise<number> {
  const [row] = await withTenant(tenant).sql<{ count: number }[]>`
    select (select count(*) from todo where assignee_id = ${personId} and state = 'active')::int
      + (select count(*) from todo where assignee_id = ${personId} and state in ('waiting', 'approving'))::int as count`
  return row?.count ?? 0
}

/**
 * Gives somebody's new work, for good, and all their open todos to somebody else. What cannot be moved stays, with the
 * engine's own reason. Repeating it tries what is left. Throws INVALID (as `setSubstitute`) before anything moved.
 */
export async function handOver(
  session: Session,
  { personId, toId, reason }: { personId: string; toId: string; reason: string },
): Promise<HandOver> {
  const { tenant } = session
  // First: what is dispatched while the todos move goes to the taker already.
  await forwardForGood(session, personId, toId)
  const rows = await openTodos(tenant, personId)
  const results = await inLanes(byTicket(rows.slice(0, todosMax)), async (todos) => {
    const done: HandOver["results"] = []
    // One after the other: two steps on one ticket at once would only be decided twice.
    for (const todo of todos) done.push(await transfer(session, todo, toId, reason))
    return done
  })
  const handed = { results: results.flat(), left: Math.max(0, rows.length - todosMax) }
  const moved = handed.results.filter(({ refusal }) => refusal === null).length
  await withTenant(tenant).db.transaction((tx) =>
    recordAudit(tx, session.person.id, {
      action: "person.handedOver",
      subject: `person:${personId}`,
      after: { toId, reason, moved, refused: handed.results.length - moved, left: handed.left },
    }),
  )
  return handed
}

const openTodos = (tenant: TenantRef, personId: string): Promise<Row[]> =>
  withTenant(tenant).sql<Row[]>`
    select d.ticket_id, d.id, t.number, t.title from (
      select ticket_id, id, created_at from todo where assignee_id = ${personId} and state = 'active'
      union all
      select ticket_id, id, created_at from todo where assignee_id = ${personId} and state in ('waiting', 'approving')
    ) d join ticket t on t.id = d.ticket_id
    order by t.number, d.created_at, d.id`

function byTicket(rows: Row[]): Row[][] {
  const tickets = new Map<string, Row[]>()
  for (const row of rows) tickets.set(row.ticket_id, [...(tickets.get(row.ticket_id) ?? []), row])
  return [...tickets.values()]
}

async function transfer({ tenant, person }: Session, row: Row, toId: string, comment: string) {
  const { ticket_id: ticketId, id: todoId, number, title } = row
  const outcome = { ticketId, todoId, number, title, refusal: null }
  try {
    const body = { type: "transfer", todoId, toId, comment } as const
    await runStep(tenant, { ticketId, key: randomUUID(), by: person.id, body })
    return outcome
  } catch (error) {
    const refusal = error instanceof AppError ? error.problems[0]?.text : undefined
    if (!refusal) throw error
    return { ...outcome, refusal }
  }
}

/** The answers in the order of the items, some items under way at once. */
async function inLanes<Item, Answer>(items: Item[], work: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  const waiting = items.entries()
  const lane = async () => {
    for (const [place, item] of waiting) answers[place] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane))
  return answers
}
