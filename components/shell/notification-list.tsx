"use client"

import clsx from "clsx"
import { BellOff } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"
import { SkeletonLines } from "@/components/ui/skeleton"
import { statusIcon, statusInk } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { NotificationControl, NotificationItem } from "./notifications"

/** The opened bell. */
export function NotificationList(props: NotificationControl & { onClose: () => void }) {
  const t = useTranslations("shell.notifications")
  return (
    <div className="w-96 max-w-[calc(100vw-2rem)]">
      <div className="flex h-11 items-center justify-between border-b border-separator pr-2 pl-4">
        <h2 className="text-sm font-medium">{t("title")}</h2>
        {props.unread > 0 && (
          <button
            type="button"
            onClick={() => props.onRead("all")}
            className="rounded-md px-2 py-1 text-xs text-muted transition-colors hover:bg-default hover:text-foreground"
          >
            {t("readAll")}
          </button>
        )}
      </div>
      {props.items === undefined ? (
        <SkeletonLines lines={5} className="p-4" />
      ) : props.items.length === 0 ? (
        <EmptyState size="compact" icon={BellOff} title={t("empty")} description={t("emptyHint")} />
      ) : (
        <ul className="max-h-[min(26rem,60vh)] overflow-y-auto py-1">
          {props.items.map((item) => (
            <li key={item.id}>
              <Row item={item} onRead={() => props.onRead([item.id])} onClose={props.onClose} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Row({ item, onRead, onClose }: { item: NotificationItem; onRead: () => void; onClose: () => void }) {
  const t = useTranslations("shell.notifications")
  const Icon = statusIcon[item.meaning]
  const read = () => {
    if (!item.isRead) onRead()
  }
  const content = (
    <>
      <Icon className={clsx("mt-0.5 size-4 shrink-0", statusInk[item.meaning])} aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className={clsx("block text-sm text-pretty", !item.isRead && "font-medium")}>{item.title}</span>
        {item.detail && <span className="block truncate text-xs text-muted">{item.detail}</span>}
        <Time value={item.createdAt} format="relative" className="text-xs text-muted" />
      </span>
      {!item.isRead && (
        <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
          <span className="sr-only">{t("unread")}</span>
        </span>
      )}
    </>
  )
  const look = "flex w-full items-start gap-2.5 px-4 py-2.5 text-left transition-colors hover:bg-surface-secondary"
  if (!item.href) {
    return (
      <button type="button" className={look} onClick={read}>
        {content}
      </button>
    )
  }
  return (
    <Link
      href={item.href}
      className={look}
      onClick={() => {
        read()
        onClose()
      }}
    >
      {content}
    </Link>
  )
}
