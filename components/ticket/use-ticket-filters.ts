"use client"

import type { inferRouterInputs } from "@trpc/server"
import { usePathname, useSearchParams } from "next/navigation"
import { useMemo } from "react"
import type { AppRouter } from "@/server/api/router"

export const ticketFilterStatuses = ["open", "closed", "all"] as const
export type TicketFilterStatus = (typeof ticketFilterStatuses)[number]

/** Tickets by what became of them at a step of `flow`: what the figures of a flow lead to. */
export type StepFilter = NonNullable<inferRouterInputs<AppRouter>["ticket"]["list"]["step"]>

function stepOf(params: URLSearchParams): StepFilter | null {
  const nodeId = params.get("step")
  const what = (["here", "passed", "breached", "returned"] as const).find((one) => one === params.get("what"))
  if (!nodeId || !what) return null
  if (what === "here") return { what, nodeId }
  const [from, to] = [Number(params.get("from")), Number(params.get("to"))]
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to > 0
    ? { what, nodeId, from, to }
    : null
}

/** The filters live in the address, so that a list can be sent to a colleague and Back returns to it. */
export function useTicketFilters() {
  const path = usePathname()
  const params = useSearchParams()
  const asked = params.get("status")
  const status = ticketFilterStatuses.find((one) => one === asked) ?? "open"
  const flowId = params.get("flow")
  const search = params.get("q") ?? ""
  const step = useMemo(() => (flowId ? stepOf(params) : null), [flowId, params])
  const change = useMemo(
    () => (next: { status?: TicketFilterStatus; flowId?: string | null; search?: string; step?: null }) => {
      const merged = { status, flowId, search, step, ...next }
      const query = new URLSearchParams()
      if (merged.status !== "open") query.set("status", merged.status)
      if (merged.flowId) query.set("flow", merged.flowId)
      if (merged.search) query.set("q", merged.search)
      // A step is one of its flow's.
      if (merged.step && merged.flowId === flowId) {
        const { nodeId, ...how } = merged.step
        query.set("step", nodeId)
        for (const [name, value] of Object.entries(how)) query.set(name, String(value))
      }
      // Not the router: the page's server part does not depend on the filters and need not be asked again.
      window.history.replaceState(null, "", query.size > 0 ? `${path}?${query.toString()}` : path)
    },
    [path, status, flowId, search, step],
  )
  return { status, flowId, search, step, change }
}
