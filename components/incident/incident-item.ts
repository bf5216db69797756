import type { inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "@/server/api/router"

export type IncidentItem = inferRouterOutputs<AppRouter>["ticket"]["incidents"]["items"][number]

/** What became of trying again; `again` carries the new reason in the list itself. */
export type RetryResult = "went" | "again" | "gone" | "refused" | "failed"

/** By ticket: an incident that is stuck again has a new id, its ticket the same. */
export const placeOf = ({ ticketId, nodeName }: Pick<IncidentItem, "ticketId" | "nodeName">) =>
  `${ticketId}.${nodeName.en}`
export const keyOf = ({ ticketId, incidentId }: Pick<IncidentItem, "ticketId" | "incidentId">) =>
  `${ticketId}.${incidentId}`
