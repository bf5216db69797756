import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

export type VersionList = inferRouterOutputs<AppRouter>["flow"]["versions"]
export type Version = VersionList["items"][number]
