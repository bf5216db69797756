"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { useMemo } from "react"

export const ticketFilterStatuses = ["open", "closed", "all"] as const
export type TicketFilterStatus = (typeof ticketFilterStatuses)[number]

/** The filters live in the address, so that a list can be sent to a colleague and Back returns to it. */
export function useTicketFilters() {
  const path = usePathname()
  const params = useSearchParams()
  const asked = params.get("status")
  const status = ticketFilterStatuses.find((one) => one === asked) ?? "open"
  const flowId = params.get("flow")
  const search = params.get("q") ?? ""
  const change = useMemo(
    () => (next: { status?: TicketFilterStatus; flowId?: string | null; search?: string }) => {
      const merged = { status, flowId, search, ...next }
      const query = new URLSearchParams()
      if (merged.status !== "open") query.set("status", merged.status)
      if (merged.flowId) query.set("flow", merged.flowId)
      if (merged.search) query.set("q", merged.search)
      // Not the router: the page's server part does not depend on the filters and need not be asked again.
      window.history.replaceState(null, "", query.size > 0 ? `${path}?${query.toString()}` : path)
    },
    [path, status, flowId, search],
  )
  return { status, flowId, search, change }
}
