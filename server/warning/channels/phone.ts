import type { Channel } from "./channel"
import { createTwilio, twilioSettingsSchema, type TwilioSettings } from "./twilio"

const escapeXml = (text: string) => text.replaceAll(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A call that reads the message out twice, through Twilio's Calls resource. */
export const phone: Channel<TwilioSettings> = {
  name: "phone",
  title: { en: "Phone call", zh: "电话" },
  settings: twilioSettingsSchema,
  secrets: ["authToken"],
  destination: ["baseUrl"],
  combinesMax: 10,
  textBytesMax: null,
  limits: [],
  isForPeople: true,
  send(message, settings, signal) {
    const language = /\p{Script=Han}/u.test(message.text) ? "zh-CN" : "en-US"
    const say = `<Say language="${language}">${escapeXml(`${message.subject}. ${message.text}`.slice(0, 600))}</Say>`
    return createTwilio(
      "Calls",
      { Twiml: `<Response>${say}<Pause length="1"/>${say}</Response>`, Timeout: "30" },
      message,
      settings,
      signal,
    )
  },
}
