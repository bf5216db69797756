"use client"

import { lazy, Suspense, useState, type ReactNode } from "react"
import { useAfterFirstOpen } from "@/components/ui/after-first-open"
import { Button } from "@/components/ui/button"

const StartDialog = lazy(async () => ({ default: (await import("./start-dialog")).StartDialog }))

/** The button that opens a ticket by hand: choose the flow, fill in its start form. */
export function StartTicket({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const isLoaded = useAfterFirstOpen(isOpen)
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        {children}
      </Button>
      {isLoaded && (
        <Suspense fallback={null}>
          <StartDialog isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  )
}
