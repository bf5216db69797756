import { createHash } from "node:crypto"
import type { Locale } from "@/core/text"
import type { PendingQuery, Row } from "postgres"
import type { Sql, TransactionSql } from "@/db/connect"
import type { OutgoingMessage } from "./channels/channel"
import { composeCombined, composeMessage } from "@/core/warning/compose"

/** A message as it is read for sending: the outbox row, its ticket and its person. */
export type OutboxRow = {
  id: string
  dedupe_key: string
  channel: string
  kind: string
  level: number | null
  params: Record<string, unknown>
  attempts: number
  created_at: Date
  ticket_id: string | null
  todo_id: string | null
  number: number | null
  title: string | null
  person_id: string
  name: string
  email: string
  phone: string | null
  wecom_id: string | null
}

/** Queued rows that meet a condition on `n`, in the order they were written. */
export const queuedRows = (sql: Sql | TransactionSql, condition: PendingQuery<Row[]>) => sql<OutboxRow[]>`
  select n.id, n.dedupe_key, n.channel, n.kind, n.level, n.params, n.attempts, n.created_at, n.ticket_id, n.todo_id,
    t.number, t.title, n.person_id, p.name, p.email, p.phone, p.wecom_id
  from notification n join person p on p.id = n.person_id left join ticket t on t.id = n.ticket_id
  where n.state = 'queued' and ${condition}
  order by n.id`

type Words = { locale: Locale; baseUrl: string; textBytesMax: number | null }

/** The message of one row, or the one that stands for several of the same person and channel. */
export function messageOf(
  rows: [OutboxRow, ...OutboxRow[]],
  { locale, baseUrl, textBytesMax }: Words,
): OutgoingMessage {
  const [first] = rows
  const isOne = rows.length === 1
  const words = isOne ? composeMessage(first, locale) : composeCombined(rows, locale, textBytesMax)
  const { params } = first
  return {
    key: isOne ? first.dedupe_key : combinedKey(rows),
    to: {
      personId: first.person_id,
      name: first.name,
      email: first.email,
      phone: first.phone,
      wecomId: first.wecom_id,
    },
    ...words,
    link: !isOne ? `${baseUrl}/inbox` : first.ticket_id ? `${baseUrl}/tickets/${first.ticket_id}` : baseUrl,
    about: {
      kind: first.kind,
      level: first.level,
      ticketId: first.ticket_id,
      ticketNumber: first.number,
      ticketTitle: first.title,
      todoId: first.todo_id,
      priority: typeof params["priority"] === "string" ? params["priority"] : null,
      dueAt: typeof params["dueAt"] === "number" ? params["dueAt"] : null,
    },
  }
}

/** The same for the same messages together, in whatever order. */
function combinedKey(rows: OutboxRow[]): string {
  const keys = rows.map((row) => row.dedupe_key).toSorted()
  return `combined:${createHash("sha256").update(keys.join(" ")).digest("hex").slice(0, 32)}`
}
