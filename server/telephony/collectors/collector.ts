import type { Logger } from "pino"
import type * as z from "zod"
import type { CtiEvent } from "@/core/call/event"
import type { Text } from "@/core/text"
import type { TenantRef } from "@/db/tenant-client"

/** What a running collector gets. */
export type CollectorContext<Settings> = {
  tenant: TenantRef
  connector: { id: string; key: string }
  settings: Settings
  /** The password of the telephone system, or the connector's signing secret. */
  secret: string
  /** Hands events over; resolves when they are durable. Throws when they are not: keep them and try again. */
  emit(events: CtiEvent[]): Promise<void>
  /** Ids of this node's calls that are going on as far as we know: what is gone after a gap must be closed. */
  openCalls(node: string): Promise<string[]>
  /** When any process last heard this node answer, in milliseconds; null when never in the last week. */
  lastHeartbeat(node: string): Promise<number | null>
  log: Logger
  /** Aborted when the collector must end. */
  signal: AbortSignal
}

/**
 * A kind of telephone system. `run` is there for those we go and fetch from: it runs until its signal is aborted, keeps
 * its own connection alive, and may run in two processes at once, because the same fact gets the same event id in both.
 * Kinds without `run` send to the ingest route by themselves.
 */
export type CollectorKind<Settings = unknown> = {
  kind: string
  title: Text
  summary: Text
  /** `signing`: we make the secret and the sender signs with it. `password`: the user gives us the system's own. */
  secret: "signing" | "password"
  settings: z.ZodType<Settings>
  /** True when two processes must not run it at once. */
  isExclusive?: boolean
  run?(context: CollectorContext<Settings>): Promise<void>
}

/** Gives `run` the type of its settings, and the list of all kinds one common type. */
export function defineCollector<Settings>(kind: CollectorKind<Settings>): CollectorKind {
  const { run } = kind
  return {
    ...kind,
    ...(run && { run: (context) => run({ ...context, settings: kind.settings.parse(context.settings) }) }),
  } as CollectorKind
}
