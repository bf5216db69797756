import { randomUUID } from "node:crypto"
import * as z from "zod"
import type { Locale } from "@/core/text"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { takeAllowance } from "@/server/auth/allowance"
import type { Session } from "@/server/auth/session"
import { channelSettings } from "./channel-settings"
import { channelOf } from "./channels/channels"
import { outgoingChannelSchema } from "./save-channel"

export const testChannelInput = z.strictObject({ channel: outgoingChannelSchema })
export const testedChannelSchema = z.strictObject({
  ok: z.boolean(),
  /** The provider's receipt, or why it refused, in the tenant's language. */
  answer: z.string(),
})

const words: Record<Locale, { subject: string; text: (name: string) => string }> = {
  en: {
    subject: "Test message from Firstcall",
    text: (name) => `This is a test for ${name}. Warnings and reminders will arrive the same way.`,
  },
  zh: { subject: "Firstcall 测试消息", text: (name) => `${name}，这是一条测试消息，预警和提醒将以同样的方式送达。` },
}

/**
 * Really sends a message to whoever asks, past all queues, and answers what the provider said. Throws CONFLICT when the
 * channel is not set up and RATE_LIMITED: text messages and calls cost money.
 */
export async function testChannel(
  { tenant, person }: Session,
  { channel: name }: z.infer<typeof testChannelInput>,
  baseUrl: string,
): Promise<z.infer<typeof testedChannelSchema>> {
  const channel = channelOf(name)
  const settings = channel && (await channelSettings(tenant, channel))
  if (!channel || settings === null) throw new AppError("CONFLICT", { message: "Set this channel up first." })
  const retryAfterSec = await takeAllowance(`channel test ${tenant.id}`, { burst: 20, perHour: 60 })
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
  const [me] = await withTenant(tenant).sql<{ phone: string | null; wecom_id: string | null }[]>`
    select phone, wecom_id from person where id = ${person.id}`
  const { subject, text } = words[tenant.locale]
  const { id: personId, name: personName, email } = person
  const delivery = await channel.send(
    {
      key: `test:${randomUUID()}`,
      to: { personId, name: personName, email, phone: me?.phone ?? null, wecomId: me?.wecom_id ?? null },
      subject,
      text: text(personName),
      link: baseUrl,
      about: {
        kind: "test",
        level: null,
        ticketId: null,
        ticketNumber: null,
        ticketTitle: null,
        todoId: null,
        priority: null,
        dueAt: null,
      },
    },
    settings,
    AbortSignal.timeout(30_000),
  )
  if (delivery.ok) return { ok: true, answer: delivery.receipt }
  const { reason } = delivery
  return { ok: false, answer: typeof reason === "string" ? reason : reason[tenant.locale] }
}
