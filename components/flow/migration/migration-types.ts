import type { inferRouterOutputs } from "@trpc/server"
import type { DraftGraph } from "@/core/flow/graph"
import type { AppRouter } from "@/server/api/router"

type Outputs = inferRouterOutputs<AppRouter>["migration"]
export type Preview = Outputs["preview"]
export type Migration = Outputs["get"]
export type ResultItem = Outputs["results"]["items"][number]

/** Both versions as they were published. */
export type Graphs = { source: DraftGraph; target: DraftGraph; targetNumber: number }
