"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import type { DraftSaver } from "../draft-saver"

/** Reads the flow anew when a colleague has saved it or changed what is live; what is read is merged by `useRestore`. */
export function useLiveDraft(flowId: string, tab: string, saver: DraftSaver) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const reload = () => void queries.invalidateQueries({ queryKey: trpc.flow.get.queryKey({ flowId }) })
  useFeed(
    (event) => {
      if (event.topic !== "flow" || event.body.flowId !== flowId) return
      const { what, revision = 0, tab: by } = event.body
      const isNews = what === "released" || (what === "draft" && by !== tab && revision > saver.base().revision)
      if (isNews) reload()
    },
    ["flow"],
    { onGap: reload },
  )
}
