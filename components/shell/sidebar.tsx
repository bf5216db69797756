"use client"

import clsx from "clsx"
import { PanelLeftClose, PanelLeftOpen } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { BrandMark } from "@/components/ui/brand-mark"
import { IconButton } from "@/components/ui/icon-button"
import { NavList } from "./nav-list"
import type { Place, PlaceId } from "./navigation"

/** The navigation at a desk: brand, places, and the button that folds it to icons. */
export function Sidebar(props: {
  places: readonly Place[]
  counts?: Partial<Record<PlaceId, number>>
  isCollapsed: boolean
  onCollapse: (isCollapsed: boolean) => void
}) {
  const t = useTranslations("shell")
  const { isCollapsed } = props
  return (
    <nav
      aria-label={t("nav")}
      className={clsx(
        "hidden shrink-0 flex-col md:flex",
        isCollapsed ? "w-(--sidebar-width-collapsed)" : "w-(--sidebar-width)",
      )}
    >
      <div className={clsx("flex h-(--top-bar-height) items-center", isCollapsed ? "justify-center" : "px-4")}>
        <Link href="/" className="flex items-center gap-2.5" aria-label="Firstcall">
          <BrandMark size={22} />
          {!isCollapsed && <span className="text-base font-semibold tracking-[-0.02em]">Firstcall</span>}
        </Link>
      </div>
      <div className="flex-1 overflow-y-auto px-2.5 py-2">
        <NavList places={props.places} counts={props.counts} isCollapsed={isCollapsed} />
      </div>
      <div className={clsx("flex p-2.5", isCollapsed ? "justify-center" : "justify-end")}>
        <IconButton
          icon={isCollapsed ? PanelLeftOpen : PanelLeftClose}
          label={isCollapsed ? t("expand") : t("collapse")}
          placement="right"
          onPress={() => props.onCollapse(!isCollapsed)}
        />
      </div>
    </nav>
  )
}
