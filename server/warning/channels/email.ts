import { isIP } from "node:net"
import { createTransport, type TransportOptions } from "nodemailer"
import * as z from "zod"
import type { Text } from "@/core/text"
import { isAllowedHost } from "@/server/http/allowed-hosts"
import { httpProblems } from "@/server/http/problem"
import { checkedAddresses } from "@/server/http/target"
import type { Channel, Delivery } from "./channel"

/** What a tenant enters. */
const serverSchema = z.strictObject({
  host: z
    .string()
    .max(253)
    .regex(/^[a-zA-Z0-9.:-]+$/),
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte (465), `starttls` required (587), or none at all. */
  security: z.enum(["starttls", "tls", "none"]),
  username: z.string().max(200).default(""),
  password: z.string().max(400).default(""),
  from: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[^\r\n]+@[^\r\n]+$/),
})
/** The installation's own server (SMTP_URL), which the operator answers for: smtp(s)://user:password@host:port */
type Installation = { url: string; from: string }
type Settings = z.infer<typeof serverSchema> | Installation

/** Ports mail servers take mail on; the others are somebody else's. */
const ports = new Set([25, 465, 587, 2525])
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

type Refusal = Extract<Delivery, { ok: false }>

/** How to connect, or why not: a server a tenant named must be on the internet, and is connected to by its checked address. */
async function transportOf(settings: Settings): Promise<{ ok: true; options: object } | Refusal> {
  if ("url" in settings) return { ok: true, options: { ...timeouts, url: settings.url } }
  const { host, port, security, username, password } = settings
  if (!ports.has(port) && !isAllowedHost(host, port)) return { ok: false, again: false, reason: portRefused }
  const checked = await checkedAddresses(host, port)
  if (!checked.ok) return { ok: false, again: checked.again, reason: checked.text }
  return {
    ok: true,
    options: {
      ...timeouts,
      host: checked.addresses[0]?.address,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...(isIP(host) ? {} : { tls: { servername: host } }),
      ...(username && { auth: { user: username, pass: password } }),
    },
  }
}

const portRefused: Text = {
  en: "Mail servers can be reached on the ports 25, 465, 587 and 2525 only.",
  zh: "邮件服务器仅支持 25、465、587 和 2525 端口。",
}
const loginRefused: Text = {
  en: "The mail server refuses the user name or the password.",
  zh: "邮件服务器拒绝了用户名或密码。",
}

// A line break in a header would start another header (RFC 5322 §2.2).
const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, " ").slice(0, 200)

export const email: Channel<Settings> = {
  name: "email",
  title: { en: "E-mail", zh: "邮件" },
  settings: serverSchema,
  secrets: ["password"],
  destination: ["host", "port", "security", "username"],
  combinesMax: 500,
  textBytesMax: null,
  limits: [],
  isForPeople: true,
  async send(message, settings) {
    const transport = await transportOf(settings)
    if (!transport.ok) return transport
    const mailer = createTransport(transport.options as TransportOptions)
    try {
      const sent: { response?: string; messageId: string } = await mailer.sendMail({
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
      return failureOf(error)
    } finally {
      mailer.close()
    }
  },
}

/** SMTP answers of 5xx are final; 4xx and everything before an answer pass. */
function failureOf(error: unknown): Refusal {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const said = (error instanceof Error ? error.message : "failed").slice(0, 400)
  const again = !(Number(responseCode) >= 500)
  if (code === "EAUTH")
    return { ok: false, again, reason: { en: `${loginRefused.en} (${said})`, zh: `${loginRefused.zh}（${said}）` } }
  if (code === "EDNS") return { ok: false, again, reason: httpProblems.nameNotFound.text }
  return { ok: false, again, reason: `SMTP: ${said}` }
}
