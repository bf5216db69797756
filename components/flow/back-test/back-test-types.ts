import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

export type BackTest = inferRouterOutputs<AppRouter>["backTest"]["get"]
export type BackTestItem = inferRouterOutputs<AppRouter>["backTest"]["list"]["items"][number]
export type Totals = BackTest["totals"]
export type TestedTicket = inferRouterOutputs<AppRouter>["backTest"]["tickets"]["items"][number]
export type Difference = TestedTicket["differences"][number]

/** In the order in which people look at them. */
export const differences = [
  "rerouted",
  "newlyLate",
  "notLate",
  "otherEnd",
  "newIncident",
  "incomparable",
] as const satisfies Difference[]

/** What the list below shows: tickets with one difference, those that part after one step, or all that differ. */
export type Shown = { difference: Difference | null; after: string | null }
export const everything: Shown = { difference: null, after: null }
