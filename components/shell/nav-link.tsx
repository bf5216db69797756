"use client"

import clsx from "clsx"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "use-intl"
import { useTooltip } from "@/components/ui/tooltip"
import { isWithin, type Place } from "./navigation"

/** One entry of the side navigation; as an icon it shows its name beside it. */
export function NavLink(props: { place: Place; isCollapsed: boolean; count?: number; onNavigate?: () => void }) {
  const t = useTranslations("shell")
  const path = usePathname()
  const { place, isCollapsed, count } = props
  const isCurrent = isWithin(path, place.href)
  const Icon = place.icon
  const { trigger, tooltip } = useTooltip<HTMLAnchorElement>({
    content: t(place.id),
    placement: "right",
    delayMs: 200,
  })
  return (
    <>
      <Link
        {...(isCollapsed && trigger)}
        href={place.href}
        aria-current={isCurrent ? "page" : undefined}
        onClick={props.onNavigate}
        className={clsx(
          "group relative flex h-10 items-center gap-2.5 rounded-lg text-sm transition-colors md:h-8",
          isCollapsed ? "w-10 justify-center md:w-9" : "px-2.5",
          isCurrent
            ? "bg-surface font-medium text-foreground shadow-surface"
            : "text-muted hover:bg-default hover:text-foreground",
        )}
      >
        <Icon
          className={clsx("size-4 shrink-0", isCurrent && "text-accent")}
          strokeWidth={isCurrent ? 2.25 : 1.9}
          aria-hidden="true"
        />
        <span className={isCollapsed ? "sr-only" : "flex-1 truncate"}>{t(place.id)}</span>
        {count !== undefined && count > 0 && (
          <span
            className={clsx(
              "rounded-full text-xs figures",
              isCollapsed ? "absolute top-1 right-1 size-2 bg-accent text-transparent" : "text-muted",
            )}
          >
            {count > 99 ? "99+" : count}
          </span>
        )}
      </Link>
      {isCollapsed && tooltip}
    </>
  )
}
