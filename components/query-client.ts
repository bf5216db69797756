import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query"
import superjson from "superjson"

/** Codes that another attempt cannot change: the answer is final. */
const finalCodes = new Set(["BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"])

/**
 * Shared settings of the query cache, on the server (prefetch) and in the browser. Dates and Maps survive
 * hydration through superjson, as they do on the wire.
 */
export function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          const code = (error as { data?: { code?: string } | null }).data?.code
          return failures < 2 && !(code && finalCodes.has(code))
        },
      },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}
