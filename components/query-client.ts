import { defaultShouldDehydrateQuery, QueryClient, type InvalidateQueryFilters } from "@tanstack/react-query"
import superjson from "superjson"

/** Codes that another attempt cannot change: the answer is final. */
const finalCodes = new Set(["BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"])

/**
 * An invalidation may come while a query's first answer is on its way. That answer may have been read before what the
 * invalidation tells of, and the library would keep it: it cancels a fetch under way only where there is something to show
 * meanwhile. Here such a query is asked once more.
 */
class FreshQueryClient extends QueryClient {
  override async invalidateQueries(...given: Parameters<QueryClient["invalidateQueries"]>): Promise<void> {
    const [filters] = given as [InvalidateQueryFilters | undefined]
    const first = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.fetchStatus === "fetching" && state.data === undefined)
    const answers = first.map((query) => query.fetch())
    await Promise.all([super.invalidateQueries(...given), Promise.allSettled(answers)])
    if (first.length === 0) return
    await super.invalidateQueries({ predicate: (query) => first.includes(query) })
  }
}

/**
 * Shared settings of the query cache, on the server (prefetch) and in the browser. Dates and Maps survive
 * hydration through superjson, as they do on the wire.
 */
export function makeQueryClient() {
  return new FreshQueryClient({
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
