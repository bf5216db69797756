import { eq } from "drizzle-orm"
import * as z from "zod"
import type { Problem } from "@/core/problem"
import { channelNameSchema } from "@/core/warning/tier"
import { tenantSetting } from "@/db/tenant/people"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { inputProblems } from "@/server/api/input-problems"
import { recordAudit } from "@/server/audit/record"
import { sealSecret } from "@/server/secret/tenant-keys"
import { newSigningSecret } from "@/server/telephony/signature"
import { openSettings, settingKey, storedChannel, storedValue, type StoredChannel } from "./channel-settings"
import { channelOf } from "./channels/channels"
import type { Channel } from "./channels/channel"

export const outgoingChannelSchema = channelNameSchema.exclude(["inApp"])

export const saveChannelInput = z.strictObject({
  channel: outgoingChannelSchema,
  settings: z.record(z.string().max(40), z.unknown()),
  /** New secrets by name; one that is left out stays as it is. */
  secrets: z.record(z.string().max(40), z.string().max(500)).default({}),
})
export const savedChannelSchema = z.strictObject({
  /** Messages that waited for this channel: offer to send them. */
  held: z.int(),
  /** A signing secret we made because none was given; shown this once. */
  made: z.string().nullable(),
})

/** Stores a channel's provider settings. Throws INVALID, also when the destination changes and the secret does not. */
export async function saveChannel(
  tenant: TenantRef,
  personId: string,
  input: z.infer<typeof saveChannelInput>,
): Promise<z.infer<typeof savedChannelSchema>> {
  const channel = channelOf(input.channel)
  if (!channel) throw new AppError("NOT_FOUND")
  const before = await storedChannel(tenant, channel.name)
  const made = channel.name === "webhook" && !input.secrets["secret"] && !before ? newSigningSecret() : null
  const given = made ? { ...input.secrets, secret: made } : input.secrets
  const kept = await keptSecrets(tenant, channel, before, given)
  const parsed = channel.settings.safeParse({ ...input.settings, ...kept, ...pick(given, channel.secrets) })
  if (!parsed.success) throw new AppError("INVALID", { problems: inputProblems(parsed.error).map(inSettings) })
  const settings = { ...(parsed.data as Record<string, unknown>) }
  if (before && channel.destination.some((name) => settings[name] !== before.settings[name]))
    if (Object.keys(kept).length > 0) throw new AppError("INVALID", { problems: Object.keys(kept).map(secretNeeded) })
  const secretSetAt = { ...before?.secretSetAt }
  for (const name of channel.secrets) {
    const secret = settings[name]
    if (name in kept) settings[name] = before?.settings[name]
    else if (typeof secret === "string" && secret !== "") {
      settings[name] = await sealSecret(tenant, settingKey(channel.name), secret)
      secretSetAt[name] = Date.now()
    }
  }
  await write(tenant, personId, channel, before, { settings, secretSetAt, stopped: null })
  const [held] = await withTenant(tenant).sql<{ count: string }[]>`
    select count(*) from notification where state = 'held' and channel = ${channel.name}`
  return { held: Number(held?.count ?? 0), made }
}

export const removeChannelInput = z.strictObject({ channel: outgoingChannelSchema })

/** Takes the tenant's settings of a channel away; the installation's serve again where there are any. Throws NOT_FOUND. */
export async function removeChannel(
  tenant: TenantRef,
  personId: string,
  { channel: name }: z.infer<typeof removeChannelInput>,
): Promise<{ removed: true }> {
  const channel = channelOf(name)
  const before = channel && (await storedChannel(tenant, name))
  if (!before) throw new AppError("NOT_FOUND")
  await write(tenant, personId, channel, before, null)
  return { removed: true }
}

/** Opened values of the secrets that stay; empty texts are secrets that are not set. */
async function keptSecrets(
  tenant: TenantRef,
  channel: Channel,
  before: StoredChannel | null,
  given: Record<string, string>,
): Promise<Record<string, unknown>> {
  if (!before) return {}
  const names = channel.secrets.filter((name) => given[name] === undefined && before.settings[name])
  if (names.length === 0) return {}
  return pick((await openSettings(tenant, channel, before)) as Record<string, unknown>, names)
}

const inSettings = (problem: Problem): Problem => ({
  ...problem,
  place: { field: `settings.${problem.place.field ?? ""}` },
})

const secretNeeded = (name: string): Problem => ({
  code: "secretNeededAgain",
  severity: "error",
  place: { field: `settings.${name}` },
  text: {
    en: "The destination has changed. Enter this again, so that it is not sent where it does not belong.",
    zh: "目标地址已更改，请重新填写此项，以免凭据发往错误的地方。",
  },
})

const pick = <T>(from: Record<string, T>, names: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))

/** The change and its audit row, which names secrets but holds none. */
async function write(
  tenant: TenantRef,
  personId: string,
  channel: Channel,
  before: StoredChannel | null,
  after: Omit<StoredChannel, "updatedAt"> | null,
): Promise<void> {
  const key = settingKey(channel.name)
  const visible = (value: Pick<StoredChannel, "settings" | "secretSetAt"> | null) =>
    value && {
      ...Object.fromEntries(Object.entries(value.settings).filter(([name]) => !channel.secrets.includes(name))),
      secretSetAt: value.secretSetAt,
    }
  await withTenant(tenant).db.transaction(async (tx) => {
    if (after) {
      const value = storedValue(after)
      const updatedAt = new Date()
      await tx
        .insert(tenantSetting)
        .values({ key, value, updatedAt })
        .onConflictDoUpdate({ target: tenantSetting.key, set: { value, updatedAt } })
    } else await tx.delete(tenantSetting).where(eq(tenantSetting.key, key))
    await recordAudit(tx, personId, {
      action: after ? "channel.saved" : "channel.removed",
      subject: `channel:${channel.name}`,
      before: visible(before),
      after: visible(after),
    })
  })
}
