"use client"

import clsx from "clsx"
import { Menu } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "use-intl"
import { isWithin, type Place, type PlaceId } from "./navigation"

const tab = "flex h-full w-full flex-col items-center justify-center gap-0.5 text-xs"

/** The navigation on a phone: the places people need away from their desk, and a way to the rest. */
export function TabBar(props: {
  tabs: readonly Place[]
  counts?: Partial<Record<PlaceId, number>>
  onMore: () => void
  isMoreOpen: boolean
}) {
  const t = useTranslations("shell")
  const path = usePathname()
  return (
    <nav
      aria-label={t("nav")}
      className="border-t border-border bg-background pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid h-(--tab-bar-height) auto-cols-fr grid-flow-col">
        {props.tabs.map((place) => {
          const isCurrent = isWithin(path, place.href)
          const count = props.counts?.[place.id] ?? 0
          return (
            <li key={place.id}>
              <Link
                href={place.href}
                aria-current={isCurrent ? "page" : undefined}
                className={clsx(tab, isCurrent ? "font-medium text-accent" : "text-muted")}
              >
                <span className="relative">
                  <place.icon className="size-5" strokeWidth={isCurrent ? 2.25 : 1.9} aria-hidden="true" />
                  {count > 0 && (
                    <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-medium text-accent-foreground figures">
                      {count > 99 ? "99+" : count}
                    </span>
                  )}
                </span>
                {t(place.id)}
              </Link>
            </li>
          )
        })}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={props.isMoreOpen}
            onClick={props.onMore}
            className={clsx(tab, "text-muted")}
          >
            <Menu className="size-5" strokeWidth={1.9} aria-hidden="true" />
            {t("more")}
          </button>
        </li>
      </ul>
    </nav>
  )
}
