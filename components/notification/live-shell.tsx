"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState, type ComponentProps } from "react"
import { startFeedAt, useFeed } from "@/components/feed/use-feed"
import { AppShell } from "@/components/shell/app-shell"
import { placesFor } from "@/components/shell/navigation"
import type { PresenceControl } from "@/components/shell/presence"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { ScreenPop } from "./screen-pop"
import { useNotifications } from "./use-notifications"

const reloadMs = 1500
const recentMax = 6

/** The shell with everything that lives in it: the bell, open todos beside the inbox, availability, callers. */
export function LiveShell({
  feedPosition,
  ...props
}: Omit<ComponentProps<typeof AppShell>, "presence" | "notifications" | "recentTickets" | "counts"> & {
  /** Where the live feed stood when the page was read. */
  feedPosition: string
}) {
  useState(() => startFeedAt(feedPosition))
  const trpc = useTRPC()
  const queries = useQueryClient()
  const notifications = useNotifications()
  const presence = usePresence()
  const worked = useQuery(trpc.todo.inbox.queryOptions({ view: "mine", limit: 1 }))
  const recent = useQuery(trpc.ticket.list.queryOptions({ status: "open", limit: recentMax }))
  const oversees = placesFor(props.viewer.roles).some(({ id }) => id === "incidents")
  const incidents = useQuery({ ...trpc.ticket.incidentCount.queryOptions(), enabled: oversees })
  const reload = useThrottled(() => {
    void queries.invalidateQueries({ queryKey: trpc.ticket.incidentCount.queryKey() })
    void queries.invalidateQueries({ queryKey: trpc.todo.inbox.queryKey({ view: "mine", limit: 1 }) })
    void queries.invalidateQueries({ queryKey: trpc.ticket.list.queryKey({ status: "open", limit: recentMax }) })
  }, reloadMs)
  useFeed(reload, ["ticket"], { onGap: reload })
  const paletteTickets = recent.data?.items.map(({ id, number, title }) => ({
    id,
    title: `#${number} ${title}`,
    href: `/tickets/${id}`,
  }))
  return (
    <>
      <AppShell
        {...props}
        notifications={notifications}
        {...(presence && { presence })}
        {...(worked.data && {
          counts: { inbox: worked.data.counts.open, ...(incidents.data && { incidents: incidents.data.total }) },
        })}
        {...(paletteTickets && { recentTickets: paletteTickets })}
      />
      <ScreenPop />
    </>
  )
}

/** Availability as the server has it; shown at once when changed, taken back when the change fails. */
function usePresence(): PresenceControl | undefined {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const queryKey = trpc.people.presence.queryKey()
  const query = useQuery(trpc.people.presence.queryOptions())
  const set = useMutation(
    trpc.people.setPresence.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  )
  if (!query.data) return undefined
  return {
    value: set.isPending ? set.variables.state : query.data.state,
    onChange: (state) => set.mutate({ state, reason: null }),
  }
}
