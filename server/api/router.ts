import { peopleRouter } from "@/server/people/router"
import { tenantRouter } from "@/server/tenant/router"
import { router } from "./trpc"

/** Every procedure, a router for each noun. A new noun is a line here and one in matrix-samples.ts. */
export const appRouter = router({
  people: peopleRouter,
  tenant: tenantRouter,
})

export type AppRouter = typeof appRouter
