"use client"

import { useEffect, useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { syncClock } from "@/components/ui/now"
import { rememberCollapsed } from "./collapsed-cookie"
import { CommandPalette, type PaletteTicket } from "./command-palette"
import { MoreSheet } from "./more-sheet"
import { placesFor, tabsFor, type PlaceId } from "./navigation"
import type { NotificationControl } from "./notifications"
import type { PresenceControl } from "./presence"
import { ShortcutsDialog } from "./shortcuts-dialog"
import { Sidebar } from "./sidebar"
import { TabBar } from "./tab-bar"
import { TopBar } from "./top-bar"
import { useShellKeys } from "./use-shell-keys"
import type { Viewer } from "./viewer"

/** The frame of every signed-in page: navigation, top bar, palette, keys. Only `#content` scrolls. */
export function AppShell(props: {
  viewer: Viewer
  /** Epoch ms when the server rendered the page; countdowns follow its clock. */
  serverNow: number
  isInitiallyCollapsed: boolean
  presence?: PresenceControl
  notifications?: NotificationControl
  recentTickets?: readonly PaletteTicket[]
  /** Numbers beside a place, such as open todos. */
  counts?: Partial<Record<PlaceId, number>>
  children: ReactNode
}) {
  const t = useTranslations("shell")
  const [isCollapsed, setCollapsed] = useState(props.isInitiallyCollapsed)
  const [overlay, setOverlay] = useState<"palette" | "shortcuts" | "more" | null>(null)
  const places = placesFor(props.viewer.roles)
  const show = (name: NonNullable<typeof overlay>) => (isOpen: boolean) => setOverlay(isOpen ? name : null)
  const openPalette = () => setOverlay(overlay === "palette" ? null : "palette")
  const openShortcuts = () => setOverlay("shortcuts")

  useShellKeys({ places, onPalette: openPalette, onShortcuts: openShortcuts })
  useEffect(() => syncClock(props.serverNow), [props.serverNow])

  return (
    <div className="flex h-dvh overflow-hidden bg-background">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent text-sm font-medium text-accent-foreground focus:not-sr-only focus:fixed focus:top-1.5 focus:left-2.5 focus:px-3 focus:py-2"
      >
        {t("skip")}
      </a>
      <Sidebar
        places={places}
        counts={props.counts}
        isCollapsed={isCollapsed}
        onCollapse={(next) => {
          setCollapsed(next)
          rememberCollapsed(next)
        }}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar
          viewer={props.viewer}
          presence={props.presence}
          notifications={props.notifications}
          onPalette={openPalette}
          onShortcuts={openShortcuts}
        />
        <main
          id="content"
          tabIndex={-1}
          className="relative flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-border bg-surface outline-none md:rounded-tl-xl md:border-l"
        >
          {props.children}
        </main>
        <TabBar
          tabs={tabsFor(props.viewer.roles)}
          counts={props.counts}
          isMoreOpen={overlay === "more"}
          onMore={() => setOverlay("more")}
        />
      </div>
      <CommandPalette
        places={places}
        recentTickets={props.recentTickets}
        isOpen={overlay === "palette"}
        onOpenChange={show("palette")}
        onShortcuts={openShortcuts}
      />
      <ShortcutsDialog places={places} isOpen={overlay === "shortcuts"} onOpenChange={show("shortcuts")} />
      <MoreSheet
        viewer={props.viewer}
        places={places}
        presence={props.presence}
        isOpen={overlay === "more"}
        onOpenChange={show("more")}
      />
    </div>
  )
}
