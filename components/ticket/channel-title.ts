import type { Text } from "@/core/text"
import type { ChannelName } from "@/core/warning/tier"
import { listed } from "./event-words"

export const channelTitle = {
  inApp: { en: "in-app", zh: "站内信" },
  email: { en: "e-mail", zh: "邮件" },
  wecom: { en: "WeCom", zh: "企业微信" },
  sms: { en: "SMS", zh: "短信" },
  phone: { en: "phone call", zh: "电话" },
  webhook: { en: "webhook", zh: "Webhook" },
} satisfies Record<ChannelName, Text>

export const channelsOf = (channels: ChannelName[]): Text => listed(channels.map((channel) => channelTitle[channel]))
