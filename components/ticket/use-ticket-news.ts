"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"

/** Reads a ticket again whenever the feed says that it moved, or that news may have been missed. */
export function useTicketNews(ticketId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const reload = () => void queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId }) })
  useFeed(
    (event) => {
      if (event.topic === "ticket" && event.body.ticketId === ticketId) reload()
    },
    ["ticket"],
    { onGap: reload },
  )
}
