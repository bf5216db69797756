import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { installationSettings, readStored, type StoredChannel } from "./channel-settings"
import { channels, channelOf } from "./channels/channels"

export const channelStateSchema = z.strictObject({
  name: z.string(),
  /** `own`: the tenant's settings; `installation`: the operator's; `stopped`: the receiver wants no more; `none`. */
  state: z.enum(["own", "installation", "stopped", "none"]),
  /** Without the secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** When each secret was entered, in milliseconds since 1970; null = it is not set. */
  secrets: z.record(z.string(), z.number().nullable()),
  updatedAt: z.number().nullable(),
  stopped: z.strictObject({ at: z.number(), reason: z.string() }).nullable(),
  /** Messages that wait for this channel to be set up. */
  held: z.int(),
})
export type ChannelState = z.infer<typeof channelStateSchema>
export const channelListSchema = z.strictObject({ channels: z.array(channelStateSchema) })

/** Every channel that leaves the product and how it stands in this tenant. Secrets are never part of it. */
export async function listChannels(tenant: TenantRef): Promise<z.infer<typeof channelListSchema>> {
  const { sql } = withTenant(tenant)
  const [rows, held] = await Promise.all([
    sql<{ key: string; value: Record<string, unknown>; updated_at: Date }[]>`
      select key, value, updated_at from tenant_setting where key like 'channel.%'`,
    sql<{ channel: string; count: string }[]>`
      select channel, count(*) from notification where state = 'held' group by channel`,
  ])
  const stored = new Map(rows.map((row) => [row.key, readStored(row.value, row.updated_at)]))
  const waiting = new Map(held.map((row) => [row.channel, Number(row.count)]))
  return {
    channels: Object.keys(channels).map((name) =>
      stateOf(name, stored.get(`channel.${name}`) ?? null, waiting.get(name) ?? 0),
    ),
  }
}

function stateOf(name: string, stored: StoredChannel | null, held: number): ChannelState {
  const secrets = channelOf(name)?.secrets ?? []
  const { settings = {}, secretSetAt = {}, stopped = null, updatedAt = null } = stored ?? {}
  const fallback = installationSettings(name) ? "installation" : "none"
  return {
    name,
    state: stopped ? "stopped" : stored ? "own" : fallback,
    settings: Object.fromEntries(Object.entries(settings).filter(([key]) => !secrets.includes(key))),
    secrets: Object.fromEntries(secrets.map((key) => [key, settings[key] ? (secretSetAt[key] ?? updatedAt) : null])),
    updatedAt,
    stopped,
    held,
  }
}
