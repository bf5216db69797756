"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { NavLink } from "./nav-link"
import type { Place, PlaceId } from "./navigation"

/** The places in their two groups; in the side bar and in the phone's "more" sheet. */
export function NavList(props: {
  places: readonly Place[]
  isCollapsed?: boolean
  /** Numbers beside a place, such as open todos. */
  counts?: Partial<Record<PlaceId, number>>
  onNavigate?: () => void
  /** Two columns, where height is scarce. */
  isWide?: boolean
}) {
  const t = useTranslations("shell")
  const isCollapsed = props.isCollapsed ?? false
  const group = (name: Place["group"]) => props.places.filter((place) => place.group === name)
  const list = (entries: Place[]) => (
    <ul className={props.isWide ? "grid grid-cols-2 gap-1" : "space-y-0.5"}>
      {entries.map((place) => (
        <li key={place.id}>
          <NavLink
            place={place}
            isCollapsed={isCollapsed}
            count={props.counts?.[place.id]}
            onNavigate={props.onNavigate}
          />
        </li>
      ))}
    </ul>
  )
  const admin = group("admin")
  return (
    <>
      {list(group("work"))}
      {admin.length > 0 && (
        <>
          <h2
            className={clsx(
              isCollapsed ? "mx-2 my-3 h-px overflow-hidden bg-border" : "px-2.5 pt-5 pb-1.5 text-xs text-muted",
            )}
          >
            {t("admin")}
          </h2>
          {list(admin)}
        </>
      )}
    </>
  )
}
