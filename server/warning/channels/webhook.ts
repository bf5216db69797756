import * as z from "zod"
import { signMessage } from "@/server/telephony/signature"
import type { Channel, OutgoingMessage } from "./channel"
import { askProvider, refused, unreachable } from "./http"

const settingsSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2048),
  /** Standard Webhooks: whsec_ and 24 to 64 random bytes in base64. */
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/),
})
type Settings = z.infer<typeof settingsSchema>

/**
 * Messages to a program: a POST in the form of Standard Webhooks (standardwebhooks.com), described for receivers in
 * docs/webhooks.md. `webhook-id` is the message's key, the same at every attempt. 410 stops the channel, as the
 * standard asks.
 */
export const webhook: Channel<Settings> = {
  name: "webhook",
  title: { en: "Webhook", zh: "Webhook" },
  settings: settingsSchema,
  secrets: ["secret"],
  // The secret only signs; it is not sent anywhere.
  destination: [],
  combinesMax: 1,
  textBytesMax: null,
  limits: [],
  isForPeople: false,
  async send(message, settings, signal) {
    const body = JSON.stringify(bodyOf(message))
    const timestampSec = Math.floor(Date.now() / 1000)
    const reply = await askProvider(
      {
        url: settings.url,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": message.key,
          "webhook-timestamp": String(timestampSec),
          "webhook-signature": signMessage(settings.secret, { id: message.key, timestampSec, body }),
        },
        body,
      },
      signal,
    )
    if (!reply.ok) return unreachable("Webhook", reply)
    if (reply.status >= 200 && reply.status < 300) return { ok: true, receipt: `HTTP ${reply.status}` }
    if (reply.status === 410)
      return {
        ok: false,
        again: false,
        stop: true,
        reason: {
          en: "The receiver answered 410 Gone: it wants no more messages. The channel is stopped until its settings are saved again.",
          zh: "接收方返回 410 Gone，表示不再接收消息。渠道已停用，重新保存设置后恢复。",
        },
      }
    return refused("Webhook", reply, typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body))
  },
}

/** The documented body; fields are only ever added. */
function bodyOf({ to, subject, text, link, about }: OutgoingMessage) {
  return {
    type: `notification.${about.kind}`,
    data: {
      level: about.level,
      subject,
      text,
      link,
      person: { id: to.personId, name: to.name, email: to.email },
      ticket: about.ticketId && {
        id: about.ticketId,
        number: about.ticketNumber,
        title: about.ticketTitle,
        priority: about.priority,
      },
      todoId: about.todoId,
      dueAt: about.dueAt === null ? null : new Date(about.dueAt).toISOString(),
    },
  }
}
