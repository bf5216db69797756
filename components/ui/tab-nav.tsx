"use client"

import clsx from "clsx"
import Link from "next/link"
import { usePathname } from "next/navigation"
import type { ReactNode } from "react"

/** Views that are pages: links in the look of tabs, for the lower edge of PageHeader. Costs no tab machinery. */
export function TabNav(props: { label: string; items: { href: string; label: ReactNode; count?: number }[] }) {
  const path = usePathname()
  return (
    <nav aria-label={props.label} className="-mb-px flex gap-5 overflow-x-auto">
      {props.items.map((item) => {
        const isCurrent = path === item.href
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isCurrent ? "page" : undefined}
            className={clsx(
              "flex h-10 shrink-0 items-center gap-1.5 border-b-2 text-sm font-medium transition-colors md:h-9",
              isCurrent ? "border-accent text-foreground" : "border-transparent text-muted hover:text-foreground",
            )}
          >
            {item.label}
            {item.count !== undefined && <span className="text-xs text-muted figures">{item.count}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
