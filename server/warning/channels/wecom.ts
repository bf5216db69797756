import { LRUCache } from "lru-cache"
import * as z from "zod"
import type { Channel } from "./channel"
import { askProvider, refused, unreachable } from "./http"

const settingsSchema = z.strictObject({
  corpId: z.string().min(1).max(80),
  agentId: z.int().min(0),
  secret: z.string().min(1).max(200),
  /** Another host only for a private deployment. */
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://qyapi.weixin.qq.com"),
})
type Settings = z.infer<typeof settingsSchema>

const replySchema = z.object({ errcode: z.int(), errmsg: z.string() })
const tokenSchema = replySchema.extend({ access_token: z.string().optional(), expires_in: z.number().optional() })
const sentSchema = replySchema.extend({ msgid: z.string().optional(), invaliduser: z.string().optional() })

/** WeCom's text limit in bytes (developer.work.weixin.qq.com, document 90236). */
const textBytesMax = 2048
/** Codes after which the access token must be fetched anew: 40014 invalid, 42001 expired. */
const staleToken = new Set([40014, 42001])
/** Busy, or over a rate limit: worth another try. -1 system busy, 45009 and 45033 limits. */
const passing = new Set([-1, 45009, 45033])

const tokens = new LRUCache<string, string>({ max: 500 })

/** Application messages of WeCom (企业微信): a token by corp id and secret, then message/send. */
export const wecom: Channel<Settings> = {
  name: "wecom",
  title: { en: "WeCom", zh: "企业微信" },
  settings: settingsSchema,
  secrets: ["secret"],
  destination: ["baseUrl"],
  combinesMax: 100,
  // Of 2,048, which also hold the subject and the link.
  textBytesMax: 1500,
  // What is above, WeCom takes and drops without a word (developer.work.weixin.qq.com, document 90236).
  limits: [
    { count: 30, windowSec: 60 },
    { count: 1000, windowSec: 3600 },
  ],
  isForPeople: true,
  async send(message, settings, signal) {
    if (!message.to.wecomId)
      return {
        ok: false,
        again: false,
        reason: { en: `${message.to.name} has no WeCom account.`, zh: `${message.to.name}没有登记企业微信账号。` },
      }
    for (const fresh of [false, true]) {
      const token = await accessToken(settings, fresh, signal)
      if (!token.ok) return token.delivery
      const reply = await askProvider(
        {
          url: `${settings.baseUrl}/cgi-bin/message/send?access_token=${encodeURIComponent(token.value)}`,
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            touser: message.to.wecomId,
            msgtype: "text",
            agentid: settings.agentId,
            text: { content: clipBytes(`${message.subject}\n${message.text}\n${message.link}`, textBytesMax) },
            // Within this time WeCom drops a message with the same text by itself.
            enable_duplicate_check: 1,
            duplicate_check_interval: 1800,
          }),
        },
        signal,
      )
      if (!reply.ok) return unreachable("WeCom", reply)
      const sent = sentSchema.safeParse(reply.body)
      if (!sent.success) return refused("WeCom", reply, "an answer of unknown form")
      const { errcode, errmsg, invaliduser, msgid } = sent.data
      if (errcode === 0 && invaliduser)
        return { ok: false, again: false, reason: `WeCom does not know the account ${invaliduser}.` }
      if (errcode === 0) return { ok: true, receipt: msgid ?? "accepted" }
      if (staleToken.has(errcode) && !fresh) continue
      return { ok: false, again: passing.has(errcode), reason: `WeCom ${errcode}: ${errmsg}`.slice(0, 500) }
    }
    return { ok: false, again: true, reason: "WeCom keeps refusing the access token." }
  },
}

async function accessToken(settings: Settings, fresh: boolean, signal: AbortSignal) {
  const key = `${settings.baseUrl} ${settings.corpId} ${settings.agentId} ${settings.secret}`
  const known = fresh ? undefined : tokens.get(key)
  if (known) return { ok: true as const, value: known }
  const query = new URLSearchParams({ corpid: settings.corpId, corpsecret: settings.secret })
  const reply = await askProvider({ url: `${settings.baseUrl}/cgi-bin/gettoken?${query}` }, signal)
  if (!reply.ok) return { ok: false as const, delivery: unreachable("WeCom", reply) }
  const parsed = tokenSchema.safeParse(reply.body)
  if (!parsed.success) return { ok: false as const, delivery: refused("WeCom", reply, "an answer of unknown form") }
  const { errcode, errmsg, access_token: value, expires_in: expiresSec = 7200 } = parsed.data
  if (errcode !== 0 || !value)
    return {
      ok: false as const,
      delivery: {
        ok: false as const,
        again: passing.has(errcode),
        reason: `WeCom ${errcode}: ${errmsg}`.slice(0, 500),
      },
    }
  tokens.set(key, value, { ttl: Math.max(60, expiresSec - 300) * 1000 })
  return { ok: true as const, value }
}

/** Cuts at a character, not inside one. */
export function clipBytes(text: string, bytesMax: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= bytesMax) return text
  return new TextDecoder("utf-8").decode(bytes.slice(0, bytesMax - 3)).replace(/\uFFFD+$/, "") + "…"
}
