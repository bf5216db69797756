import "server-only"
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query"
import { makeQueryClient } from "@/components/query-client"
import { pageContext } from "@/server/api/caller"
import { appRouter } from "@/server/api/router"

/**
 * For pages whose content should come with the page itself: prefetch through `trpc`, then hand
 * `dehydrate(queryClient)` to a HydrationBoundary. What fails here is asked again by the browser, which shows why.
 */
export function pageQueries() {
  const queryClient = makeQueryClient()
  return { queryClient, trpc: createTRPCOptionsProxy({ ctx: pageContext, router: appRouter, queryClient }) }
}
