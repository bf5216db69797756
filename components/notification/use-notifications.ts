"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { usePathname, useRouter } from "next/navigation"
import { useMemo } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import type { NotificationControl } from "@/components/shell/notifications"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { noticeWords } from "./notice-text"

const reloadMs = 1000
/** What the inbox itself shows arriving needs no message over it. */
const shownByInbox = new Set(["todoAssigned", "todoTransferred"])

/** The bell's content, kept fresh by the feed; each new message shows for a moment as well. */
export function useNotifications(): NotificationControl {
  const t = useTranslations("notification")
  const locale = useLocale()
  const path = usePathname()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const query = useQuery(trpc.notification.list.queryOptions({}))
  const reload = useThrottled(
    () => void queries.invalidateQueries({ queryKey: trpc.notification.list.pathKey() }),
    reloadMs,
  )
  const markRead = useMutation(trpc.notification.markRead.mutationOptions({ onSettled: reload }))

  useFeed(
    (event) => {
      if (event.topic !== "notice") return
      reload()
      if (path === "/inbox" && shownByInbox.has(event.body.kind)) return
      const { title, meaning, href } = noticeWords(event.body, t, locale)
      const show =
        meaning === "breached"
          ? notify.error
          : meaning === "warning" || meaning === "late"
            ? notify.warning
            : notify.info
      show(title, {
        ...(event.body.number && { description: `#${event.body.number}` }),
        ...(href && { action: { label: t("open"), onPress: () => router.push(href) } }),
      })
    },
    ["notice"],
    { onGap: reload },
  )

  const items = useMemo(
    () =>
      query.data?.items.map((item) => {
        const words = noticeWords({ ...item, number: item.ticketNumber }, t, locale)
        return {
          id: item.id,
          title: words.title,
          meaning: words.meaning,
          createdAt: item.createdAt,
          isRead: item.readAt !== null,
          ...(words.detail && { detail: words.detail }),
          ...(words.href && { href: words.href }),
        }
      }),
    [query.data, t, locale],
  )
  return { items, unread: query.data?.unread ?? 0, onRead: (ids) => markRead.mutate({ ids }) }
}
