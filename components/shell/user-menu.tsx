"use client"

import { CircleUser, Keyboard, LogOut } from "lucide-react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { Avatar } from "@/components/ui/person-chip"
import { signOutNow } from "./sign-out"
import type { Viewer } from "./viewer"

/** Name, mail and roles of who is signed in, as the head of a menu or a sheet. */
export function UserCard({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("shell.user.roles")
  return (
    <div className="flex items-center gap-3">
      <Avatar name={viewer.name} size={34} />
      <div className="min-w-0 text-sm">
        <p className="truncate font-medium">{viewer.name}</p>
        <p className="truncate text-xs text-muted">{viewer.email}</p>
        <p className="truncate text-xs text-muted">{viewer.roles.map((role) => t(role)).join(" · ")}</p>
      </div>
    </div>
  )
}

/** Who is signed in, their account, the keyboard's help, and the way out. */
export function UserMenu({ viewer, onShortcuts }: { viewer: Viewer; onShortcuts: () => void }) {
  const t = useTranslations("shell")
  const account = useTranslations("account")
  return (
    <MenuButton
      isIconOnly
      label={t("user.label", { name: viewer.name })}
      header={<UserCard viewer={viewer} />}
      groups={[
        {
          id: "help",
          entries: [
            { id: "account", label: account("link"), icon: CircleUser, href: "/account" },
            { id: "shortcuts", label: t("shortcuts.open"), icon: Keyboard, shortcut: "?", onSelect: onShortcuts },
          ],
        },
        {
          id: "leave",
          entries: [{ id: "sign-out", label: t("user.signOut"), icon: LogOut, onSelect: () => void signOutNow() }],
        },
      ]}
    >
      <Avatar name={viewer.name} size={26} />
    </MenuButton>
  )
}
