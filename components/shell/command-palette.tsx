"use client"

import { onDemand } from "@/components/ui/on-demand"
import type { Place } from "./navigation"

export interface PaletteTicket {
  id: string
  title: string
  href: string
}

export interface CommandPaletteProps {
  places: readonly Place[]
  /** Tickets this person had open last. */
  recentTickets?: readonly PaletteTicket[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onShortcuts: () => void
}

const { OnDemand } = onDemand(async () => (await import("./command-palette-panel")).CommandPalettePanel)

/** One box for going anywhere and changing a setting without the mouse. Loaded when first opened. */
export function CommandPalette(props: CommandPaletteProps) {
  return <OnDemand {...props} />
}
