import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Locale } from "@/core/text"
import { channelOf } from "./channels/channels"
import type { Channel, Delivery } from "./channels/channel"
import { channelSettings, settingKey } from "./channel-settings"
import { configuredChannels } from "./configured-channels"
import { messageOf, queuedRows, type OutboxRow } from "./outbox-row"
import { planDelivery } from "./plan-delivery"
import { preferencesOfPeople } from "./preferences"
import { pauseAfter } from "./retry"

type Tenant = TenantRef & { locale: Locale; timeZone: string }
/** `waiting`: not yet, by the person's wishes or the provider's limits. `held`: no provider is set up for the channel. */
export type Delivered = { sent: number; held: number; retried: number; failed: number; waiting: number }
type Context = {
  tenant: Tenant
  baseUrl: string
  signal: AbortSignal
  counts: Delivered
}
/** Claimed messages of one person on one channel. */
type Share = { personId: string; channel: Channel; settings: unknown; ids: number[] }

const sentAtOnce = 8

/**
 * Sends claimed messages and writes down what became of each: at once, combined, or later, as the person's preferences and
 * the provider's limits say. A crash between sending and writing sends again, with the same key.
 */
export async function deliver(
  tenant: Tenant,
  ids: number[],
  baseUrl: string,
  signal: AbortSignal,
  clock?: () => number,
): Promise<Delivered> {
  const counts = { sent: 0, held: 0, retried: 0, failed: 0, waiting: 0 }
  const context = { tenant, baseUrl, signal, counts }
  const shares = await sharesOf(context, ids)
  if (shares.length === 0) return counts
  const people = [...new Set(shares.map(({ personId }) => personId))]
  const [preferences, configured] = await Promise.all([preferencesOfPeople(tenant, people), configuredChannels(tenant)])
  const waiting = shares.values()
  const lane = async () => {
    for (const share of waiting) {
      const pace = { ...share, preferences: preferences(share.personId), configured }
      const plan = share.channel.isForPeople
        ? await planDelivery(tenant, pace, share.ids, clock)
        : { send: (await rowsOf(tenant, share.ids)).map((row): [OutboxRow] => [row]), wait: [] }
      counts.waiting += plan.wait.length
      for (const rows of plan.send) await sendOne(context, share, rows)
    }
  }
  await Promise.all(Array.from({ length: Math.min(sentAtOnce, shares.length) }, lane))
  return counts
}

/** Who gets something on which channel; what no provider can take is held. */
async function sharesOf({ tenant, counts }: Context, ids: number[]): Promise<Share[]> {
  const { sql } = withTenant(tenant)
  const rows = await sql<{ id: string; person_id: string; channel: string }[]>`
    select id, person_id, channel from notification where state = 'queued' and id in ${sql(ids)} order by id`
  const shares = new Map<string, Share>()
  for (const name of new Set(rows.map((row) => row.channel))) {
    const own = rows.filter((row) => row.channel === name)
    const channel = channelOf(name)
    const settings = channel && (await channelSettings(tenant, channel))
    if (!channel || settings === null) {
      await sql`
        update notification set state = 'held', error = 'noProvider', waits_for = null
        where state = 'queued' and id in ${sql(own.map(({ id }) => id))}`
      counts.held += own.length
      continue
    }
    for (const { id, person_id: personId } of own) {
      // Programs are sent to one by one; there is nothing to plan for.
      const key = channel.isForPeople ? `${name} ${personId}` : `${name} ${id}`
      const share = shares.get(key) ?? { personId, channel, settings, ids: [] }
      share.ids.push(Number(id))
      shares.set(key, share)
    }
  }
  return [...shares.values()]
}

function rowsOf(tenant: TenantRef, ids: number[]): Promise<OutboxRow[]> {
  const { sql } = withTenant(tenant)
  return queuedRows(sql, sql`n.id in ${sql(ids)}`)
}

async function sendOne(
  { tenant, baseUrl, signal, counts }: Context,
  { channel, settings }: Share,
  rows: [OutboxRow, ...OutboxRow[]],
): Promise<void> {
  const { sql } = withTenant(tenant)
  const words = { locale: tenant.locale, baseUrl, textBytesMax: channel.textBytesMax }
  const delivery = await channel.send(messageOf(rows, words), settings, signal)
  if (!delivery.ok) return writeFailure({ tenant, counts }, channel, rows, delivery)
  const [first] = rows
  await sql`
    update notification set state = 'sent', sent_at = now(), attempts = attempts + 1, error = null,
      answer = ${delivery.receipt.slice(0, 500)}, sent_with = ${rows.length > 1 ? first.id : null}::bigint
    where state = 'queued' and id in ${sql(rows.map(({ id }) => id))}`
  counts.sent += rows.length
}

async function writeFailure(
  { tenant, counts }: Pick<Context, "tenant" | "counts">,
  channel: Channel,
  rows: OutboxRow[],
  delivery: Extract<Delivery, { ok: false }>,
): Promise<void> {
  const { sql } = withTenant(tenant)
  const reason = typeof delivery.reason === "string" ? delivery.reason : delivery.reason[tenant.locale]
  if (delivery.stop) await stopChannel(tenant, channel, reason)
  for (const row of rows) {
    const pauseSec = delivery.again ? pauseAfter(row.attempts + 1) : null
    const nextSec = pauseSec === null ? null : Math.max(pauseSec, delivery.retryAfterSec ?? 0)
    await sql`
      update notification set attempts = attempts + 1, error = ${reason}, answer = ${reason},
        state = ${nextSec === null ? "failed" : "queued"},
        next_attempt_at = now() + make_interval(secs => ${nextSec ?? 0})
      where id = ${row.id} and state = 'queued'`
    if (nextSec === null) counts.failed++
    else counts.retried++
  }
}

/** The receiver wants no more: nothing goes out on this channel until its settings are saved again. */
async function stopChannel(tenant: TenantRef, channel: Channel, reason: string): Promise<void> {
  const stopped = { at: Date.now(), reason }
  await withTenant(tenant).sql`
    update tenant_setting set value = value || jsonb_build_object('stopped', ${JSON.stringify(stopped)}::jsonb)
    where key = ${settingKey(channel.name)}`
}
