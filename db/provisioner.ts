import { type Client, connect, requireEnv, shared } from "./connect"

/** The login that creates tenants. Only the provisioning process is given its URL. */
export const provisioner = (): Client =>
  shared("provisioner", () =>
    connect({ url: requireEnv("PROVISIONER_DATABASE_URL"), max: 8, applicationName: "firstcall provisioner" }),
  )
