import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import * as z from "zod"
import type { Problem } from "@/core/problem"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { connector } from "@/db/tenant/telephony"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { collectorKind } from "./collectors/collector-kinds"
import { forgetSending } from "./connector-directory"
import { connectorSecret } from "./connector-secret"
import { newSigningSecret } from "./signature"

/** The former secret of a connector goes on verifying for this long after a change. */
const OLD_SECRET_HOURS = 24

export const connectorKeySchema = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

const name = z.string().trim().min(1).max(120)
const settings = z.record(z.string(), z.unknown())
const password = z.string().min(1).max(500).optional()

export const createConnectorInput = z.strictObject({
  kind: z.string().max(40),
  key: connectorKeySchema,
  name,
  settings,
  password,
})
/** `secret` is shown this once: a signing secret we made. Null when the user gave a password. */
export const connectorSecretSchema = z.object({ connectorId: z.uuid(), secret: z.string().nullable() })

/** Throws AppError INVALID (unknown kind, wrong settings, no password) and CONFLICT (key taken). */
export async function createConnector(
  tenant: TenantRef,
  personId: string | null,
  input: z.infer<typeof createConnectorInput>,
): Promise<z.infer<typeof connectorSecretSchema>> {
  const kind = collectorKind(input.kind)
  if (!kind) throw invalid("kind", { en: "There is no such kind.", zh: "没有这种接入类型。" })
  const settingsOf = checkSettings(input.kind, input.settings)
  if (kind.secret === "password" && input.password === undefined)
    throw invalid("password", { en: "The system's password is needed.", zh: "请填写话务系统的密码。" })
  const id = randomUUID()
  const made = kind.secret === "signing" ? newSigningSecret() : null
  const secret = await connectorSecret(tenant, id).seal(made ?? input.password ?? "")
  await withTenant(tenant).db.transaction(async (tx) => {
    const rows = await tx
      .insert(connector)
      .values({ id, key: input.key, kind: input.kind, name: input.name, secret, settings: settingsOf, enabled: true })
      .onConflictDoNothing()
      .returning({ id: connector.id })
    if (rows.length === 0) throw new AppError("CONFLICT", { message: "There is a connector with this key already." })
    await recordAudit(tx, personId, {
      action: "connector.created",
      subject: `connector:${id}`,
      after: { key: input.key, kind: input.kind, name: input.name, settings: settingsOf },
    })
  })
  forgetSending(tenant.slug, input.key)
  return { connectorId: id, secret: made }
}

export const updateConnectorInput = z.strictObject({
  connectorId: z.uuid(),
  name,
  settings,
  enabled: z.boolean(),
  /** A new password; without one the old stays. */
  password,
})

/** Throws AppError NOT_FOUND and INVALID. */
export async function updateConnector(
  tenant: TenantRef,
  personId: string | null,
  input: z.infer<typeof updateConnectorInput>,
): Promise<{ updated: true }> {
  const { connectorId: id } = input
  const { db } = withTenant(tenant)
  // Sealed before the transaction: the key is read on a connection of the same small pool.
  const secret = input.password === undefined ? null : await connectorSecret(tenant, id).seal(input.password)
  const key = await db.transaction(async (tx) => {
    const [before] = await tx.select().from(connector).where(eq(connector.id, id)).for("update")
    if (!before) throw new AppError("NOT_FOUND")
    const settingsOf = checkSettings(before.kind, input.settings)
    const isPassword = collectorKind(before.kind)?.secret === "password" && secret !== null
    await tx
      .update(connector)
      .set({
        name: input.name,
        settings: settingsOf,
        enabled: input.enabled,
        updatedAt: new Date(),
        ...(isPassword && { secret }),
      })
      .where(eq(connector.id, id))
    await recordAudit(tx, personId, {
      action: "connector.changed",
      subject: `connector:${id}`,
      before: { name: before.name, settings: before.settings, enabled: before.enabled },
      after: {
        name: input.name,
        settings: settingsOf,
        enabled: input.enabled,
        password: isPassword ? "changed" : "kept",
      },
    })
    return before.key
  })
  forgetSending(tenant.slug, key)
  return { updated: true }
}

export const rotateSecretInput = z.strictObject({ connectorId: z.uuid() })

/** A new signing secret. The one before verifies for another day, so that the sender can be changed without a gap. */
export async function rotateConnectorSecret(
  tenant: TenantRef,
  personId: string | null,
  { connectorId: id }: z.infer<typeof rotateSecretInput>,
): Promise<z.infer<typeof connectorSecretSchema>> {
  const made = newSigningSecret()
  const secret = await connectorSecret(tenant, id).seal(made)
  const { db } = withTenant(tenant)
  const key = await db.transaction(async (tx) => {
    const [before] = await tx.select().from(connector).where(eq(connector.id, id)).for("update")
    if (!before) throw new AppError("NOT_FOUND")
    if (collectorKind(before.kind)?.secret !== "signing")
      throw invalid("connectorId", {
        en: "This connector has a password, not a signing secret.",
        zh: "该接入点使用密码，没有签名密钥。",
      })
    await tx
      .update(connector)
      .set({
        secret,
        secretBefore: before.secret,
        secretBeforeUntil: new Date(Date.now() + OLD_SECRET_HOURS * 3_600_000),
        updatedAt: new Date(),
      })
      .where(eq(connector.id, id))
    await recordAudit(tx, personId, { action: "connector.secretRotated", subject: `connector:${id}` })
    return before.key
  })
  forgetSending(tenant.slug, key)
  return { connectorId: id, secret: made }
}

function checkSettings(kind: string, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = collectorKind(kind)?.settings.safeParse(given)
  if (parsed?.success) return parsed.data as Record<string, unknown>
  const issues = parsed?.error?.issues ?? []
  throw new AppError("INVALID", {
    problems: issues.map((issue) => ({
      code: `invalid_${issue.code}`,
      severity: "error",
      place: { field: ["settings", ...issue.path].join(".") },
      text: { en: issue.message, zh: issue.message },
    })),
  })
}

function invalid(field: string, text: Problem["text"]): AppError {
  return new AppError("INVALID", { problems: [{ code: "invalidInput", severity: "error", place: { field }, text }] })
}
