import * as z from "zod"
import { channelNameSchema } from "@/core/warning/tier"
import { waitReasons } from "@/core/warning/when-to-send"
import type { Locale } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { pageDirection } from "@/server/api/page-input"
import { composeMessage } from "@/core/warning/compose"
import { configuredChannels } from "@/server/warning/configured-channels"

export const outboxInput = z.strictObject({
  state: z.enum(["queued", "sent", "failed", "held"]).nullish(),
  channel: channelNameSchema.exclude(["inApp"]).nullish(),
  personId: z.uuid().nullish(),
  ticketNumber: z.int32().min(1).nullish(),
  cursor: z.int().nullish(),
  ...pageDirection,
})

export const outboxSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.int(),
      channel: z.string(),
      kind: z.string(),
      person: z.string(),
      address: z.string().nullable(),
      ticketId: z.uuid().nullable(),
      ticketNumber: z.int().nullable(),
      state: z.string(),
      attempts: z.int(),
      createdAt: z.number(),
      sentAt: z.number().nullable(),
      nextAttemptAt: z.number(),
      error: z.string().nullable(),
      /** What the provider said to the last attempt. */
      answer: z.string().nullable(),
      /** Why a queued one does not go at once. */
      waitsFor: z.enum(waitReasons).nullable(),
      /** Went as a part of a combined message. */
      isCombined: z.boolean(),
      subject: z.string(),
      text: z.string(),
    }),
  ),
  nextCursor: z.int().nullable(),
  counts: z.strictObject({ queued: z.int(), sent: z.int(), failed: z.int(), held: z.int() }),
  /** Channels that have a provider; messages of the others are held here. */
  configured: z.array(z.string()),
})

const pageSize = 50

type Row = {
  id: string
  channel: string
  kind: string
  name: string
  email: string
  phone: string | null
  wecom_id: string | null
  ticket_id: string | null
  number: number | null
  title: string | null
  level: number | null
  params: Record<string, unknown>
  state: string
  attempts: number
  created_at: Date
  sent_at: Date | null
  next_attempt_at: Date
  error: string | null
  answer: string | null
  waits_for: string | null
  is_combined: boolean
}

/** The delivery log: every message that left, waits, failed, or would have been sent if its channel were set up. */
export async function outbox(
  tenant: TenantRef & { locale: Locale },
  input: z.infer<typeof outboxInput>,
): Promise<z.infer<typeof outboxSchema>> {
  const { sql } = withTenant(tenant)
  const [rows, counts, configured] = await Promise.all([
    sql<Row[]>`
      select n.id, n.channel, n.kind, p.name, p.email, p.phone, p.wecom_id, n.ticket_id, t.number, t.title, n.level,
        n.params, n.state, n.attempts, n.created_at, n.sent_at, n.next_attempt_at, n.error, n.answer,
        n.waits_for, n.sent_with is not null as is_combined
      from notification n join person p on p.id = n.person_id left join ticket t on t.id = n.ticket_id
      where n.channel <> 'inApp' and n.id < ${input.cursor ?? Number.MAX_SAFE_INTEGER}
        ${input.state ? sql`and n.state = ${input.state}` : sql``}
        ${input.channel ? sql`and n.channel = ${input.channel}` : sql``}
        ${input.personId ? sql`and n.person_id = ${input.personId}` : sql``}
        ${input.ticketNumber ? sql`and t.number = ${input.ticketNumber}` : sql``}
      order by n.id desc limit ${pageSize + 1}`,
    sql<{ state: string; count: string }[]>`
      select state, count(*) from notification where channel <> 'inApp' group by state`,
    configuredChannels(tenant),
  ])
  const count = (state: string) => Number(counts.find((row) => row.state === state)?.count ?? 0)
  const page = rows.slice(0, pageSize)
  return {
    items: page.map((row) => ({
      id: Number(row.id),
      channel: row.channel,
      kind: row.kind,
      person: row.name,
      address: addressOf(row),
      ticketId: row.ticket_id,
      ticketNumber: row.number,
      state: row.state,
      attempts: row.attempts,
      createdAt: row.created_at.getTime(),
      sentAt: row.sent_at?.getTime() ?? null,
      nextAttemptAt: row.next_attempt_at.getTime(),
      error: row.error,
      answer: row.answer,
      waitsFor: waitReasons.find((reason) => reason === row.waits_for) ?? null,
      isCombined: row.is_combined,
      ...composeMessage(
        { kind: row.kind, level: row.level, number: row.number, title: row.title, params: row.params },
        tenant.locale,
      ),
    })),
    nextCursor: rows.length > pageSize ? Number(page.at(-1)!.id) : null,
    counts: { queued: count("queued"), sent: count("sent"), failed: count("failed"), held: count("held") },
    configured,
  }
}

const addressOf = ({ channel, email, wecom_id: wecomId, phone }: Row): string | null =>
  ({ email, wecom: wecomId, sms: phone, phone })[channel] ?? null
