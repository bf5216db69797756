"use client"

import clsx from "clsx"
import { LogOut } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import type { MenuEntry } from "@/components/ui/menu"
import { SideSheet } from "@/components/ui/side-sheet"
import { NavList } from "./nav-list"
import type { Place } from "./navigation"
import { presenceIcon, presences, type PresenceControl } from "./presence"
import { signOutNow } from "./sign-out"
import { useLanguageEntries } from "./use-language-entries"
import { useThemeEntries } from "./use-theme-entries"
import { UserCard } from "./user-menu"
import type { Viewer } from "./viewer"

/** What does not fit on a phone: all places, the settings, the way out. */
export function MoreSheet(props: {
  viewer: Viewer
  places: readonly Place[]
  presence?: PresenceControl
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("shell")
  const common = useTranslations("common")
  const themes = useThemeEntries()
  const languages = useLanguageEntries()
  const presence = props.presence
  return (
    <SideSheet
      placement="bottom"
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={props.viewer.organisation}
    >
      <div className="space-y-5 pb-[env(safe-area-inset-bottom)]">
        <UserCard viewer={props.viewer} />
        <nav aria-label={t("nav")}>
          <NavList isWide places={props.places} onNavigate={() => props.onOpenChange(false)} />
        </nav>
        {presence && (
          <Choice
            title={t("presence.title")}
            entries={presences.map((id) => ({
              id,
              label: t(`presence.${id}`),
              icon: presenceIcon[id],
              isSelected: presence.value === id,
              onSelect: () => presence.onChange(id),
            }))}
          />
        )}
        <Choice title={common("language")} entries={languages} />
        <Choice title={common("theme.label")} entries={themes} />
        <button
          type="button"
          onClick={() => void signOutNow()}
          className="flex h-11 w-full items-center gap-2.5 rounded-lg px-2.5 text-sm text-muted"
        >
          <LogOut className="size-4" aria-hidden="true" />
          {t("user.signOut")}
        </button>
      </div>
    </SideSheet>
  )
}

/** One of two or three, side by side under the thumb. */
function Choice({ title, entries }: { title: ReactNode; entries: MenuEntry[] }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs text-muted">{title}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-1 rounded-xl bg-default p-1">
        {entries.map((entry) => (
          <button
            key={entry.id}
            type="button"
            aria-pressed={entry.isSelected}
            onClick={entry.onSelect}
            className={clsx(
              "flex h-10 items-center justify-center gap-1.5 rounded-lg text-sm",
              entry.isSelected ? "bg-segment font-medium" : "text-muted",
            )}
          >
            {entry.icon && <entry.icon className="size-4" aria-hidden="true" />}
            {entry.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
