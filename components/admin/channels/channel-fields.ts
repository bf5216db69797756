import type { SettingField } from "../setting-fields"

const twilio: readonly SettingField[] = [
  { name: "accountSid", input: "text", initial: "", pattern: /^AC[0-9a-fA-F]{32}$/ },
  { name: "authToken", input: "secret", initial: "" },
  { name: "from", input: "text", initial: "", pattern: /^\+[1-9]\d{6,14}$/ },
  { name: "baseUrl", input: "text", initial: "https://api.twilio.com", pattern: /^https?:\/\/\S+$/ },
]

/**
 * The settings form of each channel. The schemas are the server's (server/warning/channels); a test holds this table
 * against them. Texts are in `channels.setting`.
 */
export const channelFields = {
  email: [
    { name: "host", input: "text", initial: "", pattern: /^[a-zA-Z0-9.:-]+$/ },
    { name: "port", input: "number", initial: 587, min: 1, max: 65_535, isWhole: true },
    { name: "security", input: "select", initial: "starttls", options: ["starttls", "tls", "none"] },
    { name: "username", input: "text", initial: "", isOptional: true },
    { name: "password", input: "secret", initial: "", isOptional: true },
    { name: "from", input: "text", initial: "", pattern: /^[^\r\n]+@[^\r\n]+$/ },
  ],
  wecom: [
    { name: "corpId", input: "text", initial: "" },
    { name: "agentId", input: "number", initial: 1_000_002, min: 0, max: 99_999_999, isWhole: true },
    { name: "secret", input: "secret", initial: "" },
    { name: "baseUrl", input: "text", initial: "https://qyapi.weixin.qq.com", pattern: /^https?:\/\/\S+$/ },
  ],
  sms: twilio,
  phone: twilio,
  webhook: [
    { name: "url", input: "text", initial: "", pattern: /^https?:\/\/\S+$/ },
    {
      name: "secret",
      input: "secret",
      initial: "",
      isOptional: true,
      pattern: /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
    },
  ],
} as const satisfies Record<string, readonly SettingField[]>

export type OutgoingChannel = keyof typeof channelFields
export const outgoingChannels = Object.keys(channelFields) as OutgoingChannel[]
export const isOutgoing = (name: string): name is OutgoingChannel => Object.hasOwn(channelFields, name)

const ownTexts: Readonly<Record<string, string>> = {
  "sms.from": "fromNumber",
  "phone.from": "fromNumber",
  "webhook.secret": "signingSecret",
}

/** Key of a field's texts: two channels mean something of their own by a name. */
export const textKeyOf = (channel: OutgoingChannel, name: string): string => ownTexts[`${channel}.${name}`] ?? name
