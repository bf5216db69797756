import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

/** What the live page begins with, before the feed moves it. */
export type Snapshot = inferRouterOutputs<AppRouter>["telephony"]["live"]
export type LiveCall = Snapshot["calls"][number]
export type LiveAgent = Snapshot["agents"][number]
export type Gauge = Snapshot["gauge"]
export type Today = Snapshot["today"]
export type LiveConnector = Snapshot["connectors"][number]

/** How a skill group has served today. Rates between 0 and 1. */
export interface QueueLevel {
  skillGroupId: string
  name: string
  /** What the telephone systems call it. */
  queueIds: string[]
  offered: number
  answered: number
  answeredInTime: number
  /** Variant B: answered in time ÷ offered. Null while nothing was offered. */
  serviceLevel: number | null
}
