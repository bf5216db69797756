"use client"

import { useTheme } from "next-themes"
import { useSyncExternalStore } from "react"

const never = () => () => undefined

/**
 * xyflow puts its colour mode on its root as the class our tokens listen to, so it must be the page's. Null on the
 * server and while hydrating, when the theme is not known: a canvas drawn then would flash in the wrong colours.
 */
export function useColorMode(): "light" | "dark" | null {
  const { resolvedTheme } = useTheme()
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!isBrowser) return null
  return resolvedTheme === "dark" ? "dark" : "light"
}
