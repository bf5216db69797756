"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useEffect } from "react"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import type { AppRouter } from "@/server/api/router"
import type { Company } from "./company"

export type Comments = inferRouterOutputs<AppRouter>["flow"]["comments"]
export type Thread = Comments["threads"][number]

/** What is said about the flow, live; the cards' counts with it. */
export function useComments(flowId: string, company: Company) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const query = useQuery(trpc.flow.comments.queryOptions({ flowId }))
  const reload = () => void queries.invalidateQueries({ queryKey: trpc.flow.comments.queryKey({ flowId }) })
  useFeed(
    (event) => {
      if (event.topic === "flow" && event.body.flowId === flowId && event.body.what === "comments") reload()
    },
    ["flow"],
    { onGap: reload },
  )
  const threads = query.data?.threads
  useEffect(() => {
    const counts = new Map<string, number>()
    for (const { nodeId, resolved, comments } of threads ?? [])
      if (nodeId !== null && resolved === null) counts.set(nodeId, (counts.get(nodeId) ?? 0) + comments.length)
    company.count(counts)
  }, [threads, company])
  return query
}
