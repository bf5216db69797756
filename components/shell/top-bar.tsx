"use client"

import { Search } from "lucide-react"
import { useTranslations } from "use-intl"
import { BrandMark } from "@/components/ui/brand-mark"
import { LiveDot } from "@/components/feed/live-dot"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { LanguageSwitch } from "./language-switch"
import { useModifierLabel } from "./modifier"
import { NotificationBell } from "./notification-bell"
import type { NotificationControl } from "./notifications"
import { OrganisationSwitch } from "./organisation-switch"
import type { PresenceControl } from "./presence"
import { PresenceSwitch } from "./presence-switch"
import { ThemeSwitch } from "./theme-switch"
import { UserMenu } from "./user-menu"
import type { Viewer } from "./viewer"

/** Where one is, the search, and what concerns the person. On phones the settings move to the "more" sheet. */
export function TopBar(props: {
  viewer: Viewer
  presence?: PresenceControl
  notifications?: NotificationControl
  onPalette: () => void
  onShortcuts: () => void
}) {
  const t = useTranslations("shell.search")
  const modifier = useModifierLabel()
  return (
    <header className="flex h-(--top-bar-height) shrink-0 items-center gap-2 px-3 md:pr-4 md:pl-1">
      <BrandMark size={22} className="md:hidden" />
      <div className="flex min-w-0 flex-1 md:flex-none">
        <OrganisationSwitch organisation={props.viewer.organisation} />
      </div>
      <Button
        variant="outline"
        onPress={props.onPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="hidden w-64 justify-start border-border px-2.5 font-normal text-muted md:flex lg:w-80"
      >
        <Search aria-hidden="true" />
        <span className="flex-1 text-left">{t("button")}</span>
        <Kbd>{modifier} K</Kbd>
      </Button>
      <div className="hidden flex-1 md:block" />
      <div className="flex items-center gap-0.5">
        <LiveDot />
        <Button isIconOnly variant="ghost" onPress={props.onPalette} aria-label={t("title")} className="md:hidden">
          <Search aria-hidden="true" />
        </Button>
        <div className="hidden items-center gap-0.5 md:flex">
          {props.presence && <PresenceSwitch {...props.presence} />}
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        {props.notifications && <NotificationBell {...props.notifications} />}
        <UserMenu viewer={props.viewer} onShortcuts={props.onShortcuts} />
      </div>
    </header>
  )
}
