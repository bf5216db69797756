"use client"

import { useState, type ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { onDemand } from "@/components/ui/on-demand"

const { OnDemand: StartDialog, preload } = onDemand(async () => (await import("./start-dialog")).StartDialog)

/** The button that opens a ticket by hand: choose the flow, fill in its start form. */
export function StartTicket({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onPointerEnter={preload} onFocus={preload} onPress={() => setOpen(true)}>
        {children}
      </Button>
      <StartDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
