import type { TransactionSql } from "@/db/connect"
import type { Waited } from "./plan-delivery"

/** Held back longer than this, somebody hears another way. */
const patienceMs = 60_000
/** In this order; the first that is set up and has an address for the person. */
const otherChannels = ["sms", "email"] as const

/**
 * Deadline warnings that a provider's limit holds back go out on a second channel as well: those of level 2 and above at
 * once, the others when the wait is long. What the person asked for (quiet hours, digest, cap) is no reason. The same
 * warning is written once, however often this is called.
 */
export async function warnOtherwise(
  tx: TransactionSql,
  waits: Waited[],
  now: number,
  configured: string[],
): Promise<void> {
  const rows = waits.flatMap(({ row, at, reason }) => {
    const isHeld = reason === "provider" && row.kind === "todoWarned"
    if (!isHeld || ((row.level ?? 0) < 2 && at - now <= patienceMs)) return []
    const channel = otherChannels.find(
      (name) => name !== row.channel && configured.includes(name) && (name === "email" || row.phone !== null),
    )
    return channel ? [{ id: row.id, channel }] : []
  })
  if (rows.length === 0) return
  await tx`
    insert into notification (dedupe_key, person_id, channel, kind, ticket_id, todo_id, level, params, state, created_at,
      next_attempt_at)
    select n.dedupe_key || ':' || o.channel, n.person_id, o.channel, n.kind, n.ticket_id, n.todo_id, n.level, n.params,
      'queued', n.created_at, ${new Date(now)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o(id bigint, channel text)
    join notification n on n.id = o.id
    on conflict (dedupe_key) do nothing`
}
