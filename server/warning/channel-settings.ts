import { withTenant, type TenantRef } from "@/db/tenant-client"
import { openSecret } from "@/server/secret/tenant-keys"
import type { Channel } from "./channels/channel"

const keyOf = (name: string) => `channel.${name}`

/**
 * A channel's provider settings with their secrets opened; null when the tenant has configured none. E-mail falls back
 * to the installation's own server (SMTP_URL, SMTP_FROM).
 */
export async function channelSettings(tenant: TenantRef, channel: Channel): Promise<unknown> {
  const [row] = await withTenant(tenant).sql<{ value: Record<string, unknown> }[]>`
    select value from tenant_setting where key = ${keyOf(channel.name)}`
  if (row) {
    const opened = { ...row.value }
    for (const name of channel.secrets) {
      const sealed = opened[name]
      if (typeof sealed === "string")
        opened[name] = await openSecret(tenant, keyOf(channel.name), sealed)
    }
    return channel.settings.parse(opened)
  }
  if (channel.name === "email" && process.env.SMTP_URL)
    return channel.settings.parse({
      url: process.env.SMTP_URL,
      from: process.env.SMTP_FROM ?? "Firstcall <no-reply@localhost>",
    })
  return null
}
