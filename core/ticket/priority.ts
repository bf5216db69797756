import type { Text } from "@/core/text"

/** How urgent a ticket is, the least urgent first. */
export const priorities = ["low", "normal", "high", "urgent"] as const
export type Priority = (typeof priorities)[number]

export const priorityTitles: Record<Priority, Text> = {
  low: { en: "Low", zh: "低" },
  normal: { en: "Normal", zh: "普通" },
  high: { en: "High", zh: "高" },
  urgent: { en: "Urgent", zh: "紧急" },
}
