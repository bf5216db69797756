import { withTenant, type TenantRef } from "@/db/tenant-client"
import { channels } from "./channels/channels"

/** Names of the channels that have a provider: the tenant's own settings, or the installation's mail server. */
export async function configuredChannels(tenant: TenantRef): Promise<string[]> {
  const rows = await withTenant(tenant).sql<{ key: string }[]>`
    select key from tenant_setting where key like 'channel.%'`
  const own = new Set(rows.map((row) => row.key))
  return Object.keys(channels).filter(
    (name) => own.has(`channel.${name}`) || (name === "email" && Boolean(process.env.SMTP_URL)),
  )
}
