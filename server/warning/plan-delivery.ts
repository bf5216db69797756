import type { DeliveryPreferences } from "@/core/warning/preferences"
import { limitsOf, planMessages, type Limit, type Waiting, type WaitReason } from "@/core/warning/when-to-send"
import type { TransactionSql } from "@/db/connect"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Channel } from "./channels/channel"
import { claimSec } from "./claim"
import { type OutboxRow, queuedRows } from "./outbox-row"
import { warnOtherwise } from "./warn-otherwise"

/**
 * A message counted by us at its start may be counted by the provider seconds later, so its window must be seen a little
 * longer than it says; longer than an attempt takes.
 */
const providerMarginSec = 15
const keptSec = 3600 + providerMarginSec

type Pace = {
  personId: string
  preferences: DeliveryPreferences
  channel: Channel
  /** Channels that are set up, for what the limits hold back. */
  configured: string[]
}
/** A message that waits now. `at` in milliseconds since 1970 UTC. */
export type Waited = { row: OutboxRow; at: number; reason: WaitReason | null }
export type DeliveryPlan = {
  /** Each list goes as one message. They are ours to send now. */
  send: [OutboxRow, ...OutboxRow[]][]
  wait: Waited[]
}

/**
 * Decides, for one person on one channel, what of the claimed messages `ids` and of what already waits goes now, and writes
 * it down: what goes is counted before it is sent, what waits says when and why. Several processes may plan for the same
 * person at once; they take turns at the pace row. `clock` (milliseconds) is the database's unless a test brings its own.
 */
export async function planDelivery(
  tenant: TenantRef,
  { personId, preferences, channel, configured }: Pace,
  ids: number[],
  clock?: () => number,
): Promise<DeliveryPlan> {
  return withTenant(tenant).sql.begin(async (tx) => {
    await lockPace(tx, personId, channel.name)
    const now = clock?.() ?? (await databaseNow(tx))
    // Locked, because the sweep of another process may be claiming one that waited.
    await tx`
      select 1 from notification
      where person_id = ${personId} and channel = ${channel.name} and state = 'queued' and waits_for is not null
      order by id for update`
    const mine = tx`n.person_id = ${personId} and n.channel = ${channel.name}
      and (n.id in ${tx(ids)} or n.waits_for is not null)`
    const rows = await queuedRows(tx, mine)
    const sends = await tx<{ at: Date }[]>`
      select at from delivery_send
      where person_id = ${personId} and channel = ${channel.name}
        and at > ${new Date(now - keptSec * 1000)}`
    const byId = new Map(rows.map((row) => [Number(row.id), row]))
    const plan = planMessages(
      rows.map(waitingOf),
      preferences,
      sends.map(({ at }) => at.getTime()),
      now,
      { limits: limitsOf(preferences, providerLimits(channel)), combinesMax: channel.combinesMax },
    )
    const rowOf = ({ id }: Waiting) => byId.get(id)!
    const wait = plan.wait.map(({ message, when }) => ({ row: rowOf(message), ...when }))
    await writeWaits(tx, wait)
    await warnOtherwise(tx, wait, now, configured)
    await writeSends(tx, personId, channel.name, plan.send, now)
    return { send: plan.send.map((group) => group.map(rowOf) as [OutboxRow, ...OutboxRow[]]), wait }
  }) as Promise<DeliveryPlan>
}

async function lockPace(tx: TransactionSql, personId: string, channel: string): Promise<void> {
  await tx`insert into delivery_pace (person_id, channel) values (${personId}, ${channel}) on conflict do nothing`
  await tx`select 1 from delivery_pace where person_id = ${personId} and channel = ${channel} for update`
}

async function databaseNow(tx: TransactionSql): Promise<number> {
  const [row] = await tx<{ at: Date }[]>`select clock_timestamp() as at`
  return row!.at.getTime()
}

const waitingOf = (row: OutboxRow): Waiting => ({
  id: Number(row.id),
  level: row.kind === "todoWarned" ? row.level : null,
  createdAt: row.created_at.getTime(),
})

const providerLimits = (channel: Channel): Limit[] =>
  channel.limits.map(({ count, windowSec }) => ({
    count,
    windowMs: (windowSec + providerMarginSec) * 1000,
    reason: "provider",
  }))

async function writeWaits(tx: TransactionSql, wait: Waited[]): Promise<void> {
  if (wait.length === 0) return
  const rows = wait.map(({ row, at, reason }) => ({ id: row.id, at, reason }))
  await tx`
    update notification set waits_for = w.reason, next_attempt_at = to_timestamp(w.at / 1000)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(id bigint, at double precision, reason text)
    where notification.id = w.id`
}

async function writeSends(
  tx: TransactionSql,
  personId: string,
  channel: string,
  send: Waiting[][],
  now: number,
): Promise<void> {
  if (send.length === 0) return
  // Claimed from here on, like what the sweep claims: handed out again should this process die.
  await tx`
    update notification set waits_for = null, next_attempt_at = now() + make_interval(secs => ${claimSec})
    where id in ${tx(send.flat().map(({ id }) => id))}`
  await tx`
    insert into delivery_send (person_id, channel, at)
    select ${personId}, ${channel}, ${new Date(now)} from generate_series(1, ${send.length})`
  await tx`
    delete from delivery_send
    where person_id = ${personId} and channel = ${channel} and at <= ${new Date(now - keptSec * 1000)}`
}
