"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { useTRPC } from "@/components/trpc"

/** Names of queues and agents by the ids the telephone systems use; what has none is missing. */
export interface CallNames {
  queues: ReadonlyMap<string, string>
  agents: ReadonlyMap<string, string>
}

const staleMs = 300_000

/** For the filters, and for calls the feed tells of: it carries ids only. */
export function useCallNames(): CallNames {
  const trpc = useTRPC()
  const groups = useQuery(trpc.people.skillGroups.queryOptions(undefined, { staleTime: staleMs })).data
  const live = useQuery(trpc.telephony.live.queryOptions(undefined, { staleTime: staleMs })).data
  return useMemo(
    () => ({
      queues: new Map((groups ?? []).flatMap(({ name, vendorIds }) => vendorIds.map((id) => [id, name] as const))),
      agents: new Map((live?.agents ?? []).map(({ agentId, name }) => [agentId, name ?? agentId])),
    }),
    [groups, live],
  )
}
