import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { openSecret } from "@/server/secret/tenant-keys"
import type { Channel } from "./channels/channel"

/** Row of `tenant_setting` and purpose of the sealed secrets in it. */
export const settingKey = (name: string) => `channel.${name}`

/** What is stored for a channel beside the settings themselves. */
const ownSchema = z.object({
  /** When each secret was last entered; milliseconds since 1970 UTC. */
  secretSetAt: z.record(z.string(), z.number()).default({}),
  /** Set when the receiver said that it wants no more messages; nothing goes out until the settings are saved again. */
  stopped: z.strictObject({ at: z.number(), reason: z.string() }).nullable().default(null),
})
export type StoredChannel = z.infer<typeof ownSchema> & {
  /** Secrets are sealed. */
  settings: Record<string, unknown>
  updatedAt: number
}

/** As it stands in the row: the settings, flat, and what is ours. */
export const storedValue = ({ settings, secretSetAt, stopped }: Omit<StoredChannel, "updatedAt">) => ({
  ...settings,
  secretSetAt,
  stopped,
})

export function readStored(value: Record<string, unknown>, updatedAt: Date): StoredChannel {
  const { secretSetAt, stopped, ...settings } = value
  return { ...ownSchema.parse({ secretSetAt, stopped }), settings, updatedAt: updatedAt.getTime() }
}

/** What the tenant has stored for a channel, sealed; null when nothing. */
export async function storedChannel(tenant: TenantRef, name: string): Promise<StoredChannel | null> {
  const [row] = await withTenant(tenant).sql<{ value: Record<string, unknown>; updated_at: Date }[]>`
    select value, updated_at from tenant_setting where key = ${settingKey(name)}`
  return row ? readStored(row.value, row.updated_at) : null
}

/** Settings of the installation that serve tenants which have none of their own: its mail server (SMTP_URL, SMTP_FROM). */
export const installationSettings = (name: string): { url: string; from: string } | null =>
  name === "email" && process.env.SMTP_URL
    ? { url: process.env.SMTP_URL, from: process.env.SMTP_FROM ?? "Firstcall <no-reply@localhost>" }
    : null

/** The settings with their secrets opened. */
export async function openSettings(tenant: TenantRef, channel: Channel, stored: StoredChannel): Promise<unknown> {
  const opened = { ...stored.settings }
  for (const name of channel.secrets) {
    const sealed = opened[name]
    if (typeof sealed === "string" && sealed !== "")
      opened[name] = await openSecret(tenant, settingKey(channel.name), sealed)
  }
  return channel.settings.parse(opened)
}

/** A channel's settings, ready to send with: the tenant's own, else the installation's; null when there are none. */
export async function channelSettings(tenant: TenantRef, channel: Channel): Promise<unknown> {
  const stored = await storedChannel(tenant, channel.name)
  if (!stored) return installationSettings(channel.name)
  return stored.stopped ? null : openSettings(tenant, channel, stored)
}
