import { Bell, Mail, MessageCircle, MessageSquare, Phone, Webhook, type LucideIcon } from "lucide-react"
import type { ChannelName } from "@/core/warning/tier"

/** What a channel looks like, wherever it is shown. */
export const channelIcon: Record<ChannelName, LucideIcon> = {
  inApp: Bell,
  email: Mail,
  wecom: MessageCircle,
  sms: MessageSquare,
  phone: Phone,
  webhook: Webhook,
}
