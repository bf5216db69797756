import * as z from "zod"
import { sourceOf } from "@/core/call/event"
import { textSchema } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { collectorKinds } from "./collectors/collector-kinds"

export const connectorListSchema = z.object({
  kinds: z.array(
    z.object({ kind: z.string(), title: textSchema, summary: textSchema, secret: z.enum(["signing", "password"]) }),
  ),
  connectors: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      kind: z.string(),
      name: z.string(),
      enabled: z.boolean(),
      settings: z.record(z.string(), z.unknown()),
      /** Path of the ingest address, and what every event's `source` begins with. */
      ingestPath: z.string(),
      sourcePrefix: z.string(),
      state: z.enum(["new", "up", "down"]),
      stateAt: z.number().nullable(),
      reason: z.string().nullable(),
      /** Events were missed between these instants; figures of that time are incomplete. */
      gap: z.object({ from: z.string(), to: z.string() }).nullable(),
      lastEventAt: z.number().nullable(),
      lastReceivedAt: z.number().nullable(),
      /** How far the newest event lay behind its receipt. */
      lagMs: z.number().nullable(),
      received: z.int(),
      duplicates: z.int(),
      refused: z.int(),
      oldSecretUntil: z.number().nullable(),
    }),
  ),
})
export type ConnectorList = z.infer<typeof connectorListSchema>

type Row = {
  id: string
  key: string
  kind: string
  name: string
  enabled: boolean
  settings: unknown
  state: "new" | "up" | "down"
  stateAt: Date | null
  stateDetail: unknown
  lastEventAt: Date | null
  lastReceivedAt: Date | null
  received: string
  duplicates: string
  refused: string
  oldSecretUntil: Date | null
}
const detailSchema = z.object({
  reason: z.string().nullish(),
  gap: z.object({ from: z.string(), to: z.string() }).nullish(),
})

/** Every connector of the tenant with how it is doing. Secrets are not part of it and can never be read again. */
export async function listConnectors(tenant: TenantRef): Promise<ConnectorList> {
  const rows = await withTenant(tenant).sql<Row[]>`
    select id, key, kind, name, enabled, settings, state, state_at as "stateAt", state_detail as "stateDetail",
      last_event_at as "lastEventAt", last_received_at as "lastReceivedAt", received, duplicates, refused,
      case when secret_before_until > now() then secret_before_until end as "oldSecretUntil"
    from connector order by name, key`
  return {
    kinds: collectorKinds.map(({ kind, title, summary, secret }) => ({ kind, title, summary, secret })),
    connectors: rows.map((row) => {
      const detail = detailSchema.parse(row.stateDetail ?? {})
      const { id, key, kind, name, enabled, state, lastEventAt, lastReceivedAt } = row
      const lagMs = lastEventAt && lastReceivedAt ? Math.max(0, lastReceivedAt.getTime() - lastEventAt.getTime()) : null
      return {
        id,
        key,
        kind,
        name,
        enabled,
        settings: z.record(z.string(), z.unknown()).parse(row.settings),
        ingestPath: `/api/ingest/${tenant.slug}/${key}`,
        sourcePrefix: sourceOf(tenant.slug, key, ""),
        state,
        stateAt: row.stateAt?.getTime() ?? null,
        reason: detail.reason ?? null,
        gap: detail.gap ?? null,
        lastEventAt: lastEventAt?.getTime() ?? null,
        lastReceivedAt: lastReceivedAt?.getTime() ?? null,
        lagMs,
        received: Number(row.received),
        duplicates: Number(row.duplicates),
        refused: Number(row.refused),
        oldSecretUntil: row.oldSecretUntil?.getTime() ?? null,
      }
    }),
  }
}
