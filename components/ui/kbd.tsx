import type { ReactNode } from "react"

/** A key or a chord as printed on the keyboard; where there is none, nothing. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded whitespace-nowrap border border-border bg-surface-secondary px-1 font-sans text-xs text-muted pointer-coarse:hidden">
      {children}
    </kbd>
  )
}
