import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"

/** The last request to publish a flow, kept fresh: it is asked and decided on other people's screens. */
export function useRequest(flowId: string, isEnabled: boolean) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const query = useQuery({ ...trpc.publication.last.queryOptions({ flowId }), enabled: isEnabled })
  const reload = () => void queries.invalidateQueries({ queryKey: trpc.publication.last.queryKey({ flowId }) })
  useFeed(
    (event) => {
      if (event.topic === "flow" && event.body.flowId === flowId) reload()
    },
    ["flow"],
    { onGap: reload },
  )
  return { request: query.data ?? null, isLoading: query.isPending }
}
