"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useRef } from "react"
import { useTRPC } from "@/components/trpc"
import { isCopy } from "./copy-receipts"
import type { TicketDetail } from "./incident-panel"

/** Whoever was sent the ticket for their information and opens its page has read it: the sender's receipt. */
export function useReadCopies(ticket: TicketDetail | undefined): void {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const me = useQuery(trpc.people.me.queryOptions(undefined, { staleTime: Infinity })).data?.person.id
  const asked = useRef(new Set<number>())
  const markRead = useMutation(
    trpc.notification.markRead.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: trpc.notification.pathKey() })
        void queries.invalidateQueries({ queryKey: trpc.ticket.get.pathKey() })
      },
    }),
  )
  const mark = useEffectEvent((ids: number[]) => {
    for (const id of ids) asked.current.add(id)
    markRead.mutate({ ids })
  })
  useEffect(() => {
    const unread = (ticket?.notifications ?? []).filter(
      (note) => isCopy(note) && note.personId === me && note.readAt === null && !asked.current.has(note.id),
    )
    if (unread.length > 0) mark(unread.map(({ id }) => id))
  }, [ticket?.notifications, me])
}
