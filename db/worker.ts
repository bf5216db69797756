import { type Client, connect, requireEnv, shared } from "./connect"

/** The queue's login: graphile_worker and the list of tenants. A tenant's rows are reached through `withTenant`. */
export const workerClient = (): Client =>
  shared("worker", () =>
    connect({ url: requireEnv("WORKER_DATABASE_URL"), max: 4, applicationName: "firstcall worker" }),
  )
