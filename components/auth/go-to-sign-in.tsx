"use client"

import { usePathname, useRouter } from "next/navigation"
import { useEffect } from "react"

/** Leads to the sign-in page and remembers where one wanted to go. In the browser, because a layout has no address. */
export function GoToSignIn() {
  const router = useRouter()
  const path = usePathname()
  useEffect(() => {
    router.replace(path === "/inbox" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path + location.search)}`)
  }, [router, path])
  return null
}
