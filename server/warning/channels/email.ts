import { createTransport, type Transporter } from "nodemailer"
import { LRUCache } from "lru-cache"
import * as z from "zod"
import type { Channel } from "./channel"

const settingsSchema = z.strictObject({
  /** smtp(s)://user:password@host:port */
  url: z
    .string()
    .regex(/^smtps?:\/\/\S+$/)
    .max(400),
  from: z.string().min(3).max(200),
})
type Settings = z.infer<typeof settingsSchema>

const transports = new LRUCache<string, Transporter>({ max: 50, dispose: (transport) => transport.close() })

function transportOf({ url }: Settings): Transporter {
  let transport = transports.get(url)
  if (!transport) {
    transport = createTransport(url, {
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    } as never)
    transports.set(url, transport)
  }
  return transport
}

/** SMTP answers of 5xx are final; 4xx and everything before an answer pass. */
const isFinal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "responseCode" in error && Number(error.responseCode) >= 500

// A line break in a header would start another header (RFC 5322 §2.2).
const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, " ").slice(0, 200)

export const email: Channel<Settings> = {
  name: "email",
  title: { en: "E-mail", zh: "邮件" },
  settings: settingsSchema,
  secrets: ["url"],
  async send(message, settings) {
    try {
      const sent = await transportOf(settings).sendMail({
        from: settings.from,
        to: { name: oneLine(message.to.name), address: message.to.email },
        subject: oneLine(message.subject),
        text: `${message.text}\n\n${message.link}\n`,
        // The same id for every attempt, so that a mailbox that got it before can tell.
        messageId: `<${message.key.replaceAll(/[^A-Za-z0-9.-]/g, ".")}@firstcall>`,
        headers: { "auto-submitted": "auto-generated" },
      })
      return { ok: true, receipt: sent.response ?? sent.messageId }
    } catch (error) {
      return {
        ok: false,
        again: !isFinal(error),
        reason: `SMTP: ${error instanceof Error ? error.message : "failed"}`.slice(0, 500),
      }
    }
  },
}
