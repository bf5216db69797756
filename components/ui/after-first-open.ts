"use client"

import { useState } from "react"

/**
 * True from the first time `isOpen` was true. Overlays are loaded then and stay mounted afterwards, so that their
 * closing is animated; until then their code costs the page nothing.
 */
export function useAfterFirstOpen(isOpen: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  return wasOpen || isOpen
}
