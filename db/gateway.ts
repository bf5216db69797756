import { type Client, connect, requireEnv, shared } from "./connect"

/** The web's own login: accounts, memberships, the list of tenants, rate limits. It can read no tenant's table. */
export const gateway = (): Client =>
  shared("gateway", () =>
    connect({ url: requireEnv("GATEWAY_DATABASE_URL"), max: 6, applicationName: "firstcall gateway" }),
  )
