import type { Channel } from "./channel"
import { createTwilio, twilioSettingsSchema, type TwilioSettings } from "./twilio"

/** Two segments of a text message with Chinese characters (67 each) and a link. */
const charsMax = 260

/** A text message through Twilio's Messages resource. */
export const sms: Channel<TwilioSettings> = {
  name: "sms",
  title: { en: "Text message", zh: "短信" },
  settings: twilioSettingsSchema,
  secrets: ["authToken"],
  destination: ["baseUrl"],
  combinesMax: 20,
  textBytesMax: null,
  limits: [],
  isForPeople: true,
  send: (message, settings, signal) =>
    createTwilio(
      "Messages",
      { Body: `${message.subject} ${message.link}`.slice(0, charsMax) },
      message,
      settings,
      signal,
    ),
}
