"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import type { AppRouter } from "@/server/api/router"

export type KeptScenario = inferRouterOutputs<AppRouter>["scenario"]["list"]["items"][number]

/** A flow's scenarios, live, and what changes them. */
export function useScenarios(flowId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data, isError, refetch } = useQuery(trpc.scenario.list.queryOptions({ flowId }))
  const reload = () => queries.invalidateQueries({ queryKey: trpc.scenario.list.queryKey({ flowId }) })
  useFeed(
    (event) => {
      if (event.topic === "flow" && event.body.flowId === flowId && event.body.what === "scenarios") void reload()
    },
    ["flow"],
    { onGap: () => void reload() },
  )
  const options = { onSettled: reload }
  const save = useMutation(trpc.scenario.save.mutationOptions(options))
  const remove = useMutation(trpc.scenario.remove.mutationOptions(options))
  return { items: data?.items ?? null, isError, refetch, save, remove }
}
