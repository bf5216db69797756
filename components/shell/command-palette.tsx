"use client"

import { lazy, Suspense } from "react"
import { useAfterFirstOpen } from "@/components/ui/after-first-open"
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

const PalettePanel = lazy(async () => ({ default: (await import("./command-palette-panel")).CommandPalettePanel }))

/** One box for going anywhere and changing a setting without the mouse. Loaded when first opened. */
export function CommandPalette(props: CommandPaletteProps) {
  const isLoaded = useAfterFirstOpen(props.isOpen)
  if (!isLoaded) return null
  return (
    <Suspense fallback={null}>
      <PalettePanel {...props} />
    </Suspense>
  )
}
