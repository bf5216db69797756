import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Locale } from "@/core/text"
import { composeMessage } from "./compose"
import { channelOf } from "./channels/channels"
import type { Delivery, OutgoingMessage } from "./channels/channel"
import { channelSettings } from "./channel-settings"
import { pauseAfter } from "./retry"

type Row = {
  id: string
  dedupe_key: string
  channel: string
  kind: string
  level: number | null
  params: Record<string, unknown>
  attempts: number
  ticket_id: string | null
  number: number | null
  title: string | null
  name: string
  email: string
  phone: string | null
  wecom_id: string | null
}

const sentAtOnce = 8

/**
 * Sends claimed messages and writes down what became of each. `held`: no provider is set up for the channel; the outbox
 * shows what would have been sent. A crash between sending and writing sends again, with the same key.
 */
export async function deliver(
  tenant: TenantRef & { locale: Locale },
  ids: number[],
  baseUrl: string,
  signal: AbortSignal,
): Promise<{ sent: number; held: number; retried: number; failed: number }> {
  const { sql } = withTenant(tenant)
  const rows = await sql<Row[]>`
    select n.id, n.dedupe_key, n.channel, n.kind, n.level, n.params, n.attempts, n.ticket_id, t.number, t.title, p.name,
      p.email, p.phone, p.wecom_id
    from notification n join person p on p.id = n.person_id left join ticket t on t.id = n.ticket_id
    where n.state = 'queued' and n.id in ${sql(ids)} order by n.id`
  const counts = { sent: 0, held: 0, retried: 0, failed: 0 }
  const waiting = rows.values()
  const lane = async () => {
    for (const row of waiting) counts[await deliverOne(tenant, row, baseUrl, signal)]++
  }
  await Promise.all(Array.from({ length: Math.min(sentAtOnce, rows.length) }, lane))
  return counts
}

async function deliverOne(
  tenant: TenantRef & { locale: Locale },
  row: Row,
  baseUrl: string,
  signal: AbortSignal,
): Promise<"sent" | "held" | "retried" | "failed"> {
  const { sql } = withTenant(tenant)
  const channel = channelOf(row.channel)
  const settings = channel && (await channelSettings(tenant, channel))
  if (!channel || settings === null) {
    await sql`update notification set state = 'held', error = 'noProvider' where id = ${row.id} and state = 'queued'`
    return "held"
  }
  const delivery = await channel.send(messageOf(row, tenant.locale, baseUrl), settings, signal)
  if (delivery.ok) {
    await sql`
      update notification set state = 'sent', sent_at = now(), attempts = attempts + 1, error = null
      where id = ${row.id} and state = 'queued'`
    return "sent"
  }
  return writeFailure(tenant, row, delivery)
}

async function writeFailure(
  tenant: TenantRef,
  row: Row,
  delivery: Extract<Delivery, { ok: false }>,
): Promise<"retried" | "failed"> {
  const { sql } = withTenant(tenant)
  const pauseSec = delivery.again ? pauseAfter(row.attempts + 1) : null
  if (pauseSec === null) {
    await sql`
      update notification set state = 'failed', attempts = attempts + 1, error = ${delivery.reason}
      where id = ${row.id} and state = 'queued'`
    return "failed"
  }
  await sql`
    update notification set attempts = attempts + 1, error = ${delivery.reason},
      next_attempt_at = now() + make_interval(secs => ${Math.max(pauseSec, delivery.retryAfterSec ?? 0)})
    where id = ${row.id} and state = 'queued'`
  return "retried"
}

function messageOf(row: Row, locale: Locale, baseUrl: string): OutgoingMessage {
  const { subject, text } = composeMessage(
    { kind: row.kind, level: row.level, number: row.number, title: row.title, params: row.params },
    locale,
  )
  return {
    key: row.dedupe_key,
    to: { name: row.name, email: row.email, phone: row.phone, wecomId: row.wecom_id },
    subject,
    text,
    link: row.ticket_id ? `${baseUrl}/tickets/${row.ticket_id}` : baseUrl,
  }
}
