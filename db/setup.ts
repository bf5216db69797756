import { setTimeout as sleep } from "node:timers/promises"
import { connect } from "./connect"
import { appKeyOf, loginPassword, tenantPassword } from "./keys"
import { migrateControl } from "./migrate-control"
import { migrateQueue } from "./migrate-queue"
import { migrateAllTenants } from "./migrate-tenant"
import { roles } from "./roles"
import { harden, setUpDatabaseAccess, setUpRoles } from "./setup-roles"

/**
 * Postgres 16 lets a grant say that a member must not switch to the role, and stops CREATEROLE from passing on roles it does
 * not administer. On 15 a tenant's `set role firstcall_tenants` succeeds, and the provisioner can make itself a member of
 * pg_execute_server_program; both were tried, and no wording of the grants prevents either.
 */
const POSTGRES_MIN = 16

/**
 * What the processes are started with. `appKey` is for FIRSTCALL_APP_KEY of web and workers; the master key itself stays
 * with whoever runs the setup (see db/keys).
 */
export type DatabaseUrls = {
  gatewayUrl: string
  workerUrl: string
  provisionerUrl: string
  /** Without user and password; each tenant's pool adds its own. */
  tenantUrlBase: string
  appKey: string
}

/**
 * Creates or updates everything the product needs in the database of `adminUrl`: roles, the queue, the control schema, every
 * tenant's schema. Can be repeated at any time and goes on where a killed run stopped. `notice` hears what a
 * Postgres without a superuser refuses.
 */
export async function setUpDatabase(
  adminUrl: string,
  master: string,
  notice: (text: string) => void = () => {},
): Promise<DatabaseUrls> {
  const { sql } = connect({ url: adminUrl, max: 4, applicationName: "firstcall setup" })
  try {
    const [server] = await sql<{ version: number; text: string }[]>`
      select current_setting('server_version_num')::int / 10000 as version, current_setting('server_version') as text`
    if (!server || server.version < POSTGRES_MIN)
      throw new Error(
        `Postgres ${POSTGRES_MIN} or newer is needed; this one is ${server?.text}. Older ones let a login switch to every ` +
          "role it is a member of, so tenants could not be kept as far apart.",
      )
    await retryBusyCatalogue(() => setUpRoles(sql, master))
    await retryBusyCatalogue(() => setUpDatabaseAccess(sql))
    for (const refused of await harden(sql)) notice(`not possible on this Postgres, ${refused}`)
    await migrateQueue(sql, adminUrl)
    await migrateControl(sql)
    const app = appKeyOf(master)
    const changed = await migrateAllTenants(sql, (schema) => tenantPassword(app, schema))
    if (changed > 0) notice(`${changed} tenants updated`)
  } finally {
    await sql.end({ timeout: 5 })
  }
  return urlsFor(adminUrl, master)
}

/** The URLs of `setUpDatabase` for a database that has been set up. */
export function urlsFor(adminUrl: string, master: string): DatabaseUrls {
  const urlAs = (user: string, password: string) => {
    const url = new URL(adminUrl)
    url.username = user
    url.password = password
    return url.href
  }
  const login = (role: string) => urlAs(role, loginPassword(master, role))
  return {
    gatewayUrl: login(roles.gateway),
    workerUrl: login(roles.worker),
    provisionerUrl: login(roles.provisioner),
    tenantUrlBase: urlAs("", ""),
    appKey: appKeyOf(master),
  }
}

/** Two databases of one cluster that are set up at once change the same catalogue rows; Postgres refuses one of them. */
async function retryBusyCatalogue(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      const isBusy = code === "42710" || code === "23505" || (code === "XX000" && message.includes("concurrently"))
      if (!isBusy || attempt === 10) throw error
      await sleep(50 * attempt)
    }
  }
}
