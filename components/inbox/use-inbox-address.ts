"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { parseItemKey } from "./item-key"
import { inboxViews, type InboxView } from "./views"

/**
 * View and chosen todo live in the address: a todo can be sent to a colleague, Back leaves it on a phone. Changed
 * through the history and not the router, because the page's server part does not depend on it.
 */
export function useInboxAddress() {
  const path = usePathname()
  const params = useSearchParams()
  const view = inboxViews.find((one) => one === params.get("view")) ?? "mine"
  const asked = params.get("todo")
  const selected = parseItemKey(asked) ? asked : null
  const hrefOf = (next: { view?: InboxView; selected?: string | null }) => {
    const query = new URLSearchParams()
    const merged = { view, selected, ...next }
    if (merged.view !== "mine") query.set("view", merged.view)
    if (merged.selected !== null) query.set("todo", merged.selected)
    return query.size > 0 ? `${path}?${query.toString()}` : path
  }
  return {
    view,
    selected,
    hrefOf,
    /** `isStep`: a new entry of the history, so that Back undoes it. */
    go(next: { view?: InboxView; selected?: string | null }, isStep = false) {
      const href = hrefOf(next)
      if (isStep) window.history.pushState(null, "", href)
      else window.history.replaceState(null, "", href)
    },
  }
}
