"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import type { AppRouter } from "@/server/api/router"
import type { EventNames } from "./event-names"
import { IncidentList } from "./incident-list"
import { newKey } from "./new-key"
import { refusalOf } from "./refusal"

export type TicketDetail = inferRouterOutputs<AppRouter>["ticket"]["get"]

/** The ticket's open incidents with their retry, for those who may. */
export function IncidentPanel({ ticket, names }: { ticket: TicketDetail; names: EventNames }) {
  const t = useTranslations("ticket.incident")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [keys] = useState(() => new Map<string, string>())
  const retry = useMutation(
    trpc.ticket.retry.mutationOptions({
      onSuccess: (_result, { incidentId }) => {
        keys.delete(incidentId)
        return queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId: ticket.id }) })
      },
      onError: (error, { incidentId }) => {
        const refusal = refusalOf(error)
        if (refusal.is !== "failed") keys.delete(incidentId)
        notify.error(t(refusal.is === "notYours" ? "notAllowed" : refusal.is === "gone" ? "gone" : "failed"))
        void queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId: ticket.id }) })
      },
    }),
  )
  return (
    <IncidentList
      state={ticket.state}
      events={ticket.events}
      names={names}
      retrying={retry.isPending ? retry.variables.incidentId : null}
      onRetry={
        ticket.may.retry
          ? (incidentId) => {
              const key = keys.get(incidentId) ?? newKey()
              keys.set(incidentId, key)
              retry.mutate({ ticketId: ticket.id, incidentId, key })
            }
          : undefined
      }
    />
  )
}
