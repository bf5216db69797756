import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

type Telephony = inferRouterOutputs<AppRouter>["telephony"]

/** What the live page begins with, before the feed moves it. */
export type Snapshot = Telephony["live"]
export type LiveCall = Snapshot["calls"][number]
export type LiveAgent = Snapshot["agents"][number]
export type Gauge = Snapshot["gauge"]
export type Today = Snapshot["today"]
export type LiveConnector = Snapshot["connectors"][number]

/** How a skill group has served today. Rates between 0 and 1. */
export type QueueLevel = Telephony["levels"][number]
