import { withTenant, type TenantRef } from "@/db/tenant-client"
import { installationSettings } from "./channel-settings"
import { channels } from "./channels/channels"

/** Names of the channels that can send now: by the tenant's own settings, or by the installation's mail server. */
export async function configuredChannels(tenant: TenantRef): Promise<string[]> {
  const rows = await withTenant(tenant).sql<{ key: string; stopped: boolean }[]>`
    select key, value->'stopped' is not null and value->'stopped' <> 'null'::jsonb as stopped
    from tenant_setting where key like 'channel.%'`
  const own = new Map(rows.map((row) => [row.key, !row.stopped]))
  return Object.keys(channels).filter((name) => own.get(`channel.${name}`) ?? installationSettings(name) !== null)
}
