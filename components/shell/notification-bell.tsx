"use client"

import { Bell } from "lucide-react"
import { useTranslations } from "use-intl"
import { PopoverButton } from "@/components/ui/popover-button"
import { NotificationList } from "./notification-list"
import type { NotificationControl } from "./notifications"

/** Warnings and reminders of this person; the number of unread ones stays in view. */
export function NotificationBell(props: NotificationControl) {
  const t = useTranslations("shell.notifications")
  return (
    <PopoverButton
      isIconOnly
      label={t("label", { unread: props.unread })}
      panel={(close) => <NotificationList {...props} onClose={close} />}
    >
      <span className="relative">
        <Bell aria-hidden="true" />
        {props.unread > 0 && (
          <span
            aria-hidden="true"
            className="absolute -top-1.5 left-1.5 min-w-4 rounded-full bg-breached px-1 text-center text-[10px] leading-4 font-semibold text-danger-foreground figures"
          >
            {props.unread > 99 ? "99+" : props.unread}
          </span>
        )}
      </span>
    </PopoverButton>
  )
}
