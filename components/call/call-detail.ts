import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

/** Everything about one call. */
export type CallDetail = inferRouterOutputs<AppRouter>["telephony"]["getCall"]
