"use client"

import { useState } from "react"

/**
 * What a side sheet is about. The target stays while the sheet slides away; `key` is new with every opening, so that a
 * form begins anew even for the same target.
 */
export function useSheet<Target>() {
  const [state, setState] = useState<{ target: Target | null; isOpen: boolean; key: number }>({
    target: null,
    isOpen: false,
    key: 0,
  })
  return {
    ...state,
    open: (target: Target) => setState(({ key }) => ({ target, isOpen: true, key: key + 1 })),
    onOpenChange: (isOpen: boolean) => setState((before) => ({ ...before, isOpen })),
    close: () => setState((before) => ({ ...before, isOpen: false })),
  }
}
