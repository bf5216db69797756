"use client"

import { createTRPCClient, httpBatchLink } from "@trpc/client"
import { createTRPCContext } from "@trpc/tanstack-react-query"
import superjson from "superjson"
import type { AppRouter } from "@/server/api/router"

/** `useTRPC()` gives typed query and mutation options: `useQuery(trpc.ticket.list.queryOptions({…}))`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

/** One client per page load. Calls of the same tick travel in one request. */
export function makeTRPCClient() {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "/api/trpc", transformer: superjson, maxURLLength: 6000, maxItems: 20 })],
  })
}
