import type { Meaning } from "@/components/ui/status"

export interface NotificationItem {
  id: number
  title: string
  detail?: string
  meaning: Meaning
  /** Where it leads; opening it counts as reading it. */
  href?: string
  /** Epoch ms. */
  createdAt: number
  isRead: boolean
}

/** What the bell works on. Without it the shell shows no bell. */
export interface NotificationControl {
  /** undefined while loading. */
  items: readonly NotificationItem[] | undefined
  unread: number
  onRead: (ids: number[] | "all") => void
}
