import * as z from "zod"
import type { Delivery, OutgoingMessage } from "./channel"
import { askProvider, refused, unreachable } from "./http"

/** Account of Twilio's REST API, which the text-message and the phone channel share. */
export const twilioSettingsSchema = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  authToken: z.string().min(1).max(200),
  /** The number that sends or calls, E.164. */
  from: z.string().regex(/^\+[1-9]\d{6,14}$/),
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://api.twilio.com"),
})
export type TwilioSettings = z.infer<typeof twilioSettingsSchema>

const createdSchema = z.object({ sid: z.string() })
const errorSchema = z.object({ code: z.int().optional(), message: z.string() })

/** Creates a Message or a Call. The resource's sid is the receipt. */
export async function createTwilio(
  resource: "Messages" | "Calls",
  form: Record<string, string>,
  message: OutgoingMessage,
  settings: TwilioSettings,
  signal: AbortSignal,
): Promise<Delivery> {
  const { name, phone } = message.to
  if (!phone)
    return {
      ok: false,
      again: false,
      reason: { en: `${name} has no phone number.`, zh: `${name}没有登记手机号。` },
    }
  const reply = await askProvider(
    {
      url: `${settings.baseUrl}/2010-04-01/Accounts/${settings.accountSid}/${resource}.json`,
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ To: phone, From: settings.from, ...form }).toString(),
    },
    signal,
  )
  if (!reply.ok) return unreachable("Twilio", reply)
  const created = createdSchema.safeParse(reply.body)
  if (reply.status === 201 && created.success) return { ok: true, receipt: created.data.sid }
  const error = errorSchema.safeParse(reply.body)
  return refused(
    "Twilio",
    reply,
    error.success ? `${error.data.code ?? ""} ${error.data.message}`.trim() : "no reason given",
  )
}
