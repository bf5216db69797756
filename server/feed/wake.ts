import { gateway } from "@/db/gateway"
import { workerClient } from "@/db/worker"
import type { TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"

/** The one channel of the whole installation. Its payload is a tenant's opaque wake token and nothing else. */
export const wakeChannel = "firstcall_wake"

/** News of one tenant within this window share a NOTIFY. */
const gatherMs = 8

const tokens = new Map<string, string>()
const gathering = new Set<string>()

const client = () => (process.env.GATEWAY_DATABASE_URL ? gateway() : workerClient()).sql

/**
 * Says "this tenant has news" to every process, after the commit. Not inside the step's transaction: commits that
 * notify queue behind one lock of the whole database (ADR 4). A wake that is lost with its process costs a
 * reader its next poll, never an event.
 */
export function wake(tenant: Pick<TenantRef, "schema">): void {
  if (gathering.has(tenant.schema)) return
  gathering.add(tenant.schema)
  setTimeout(() => {
    gathering.delete(tenant.schema)
    void send(tenant.schema).catch((error: unknown) => log.warn({ error }, "a wake could not be sent"))
  }, gatherMs)
}

async function send(schema: string): Promise<void> {
  const token = await wakeToken(schema)
  if (token) await client()`select pg_notify(${wakeChannel}, ${token})`
}

/** The tenant's token, or null when there is no such tenant. */
export async function wakeToken(schema: string): Promise<string | null> {
  const known = tokens.get(schema)
  if (known) return known
  const [row] = await client()<{ token: string }[]>`
    select wake_token as token from control.tenant where schema = ${schema}`
  if (row) tokens.set(schema, row.token)
  return row?.token ?? null
}

/** Calls `heard` with each token that arrives. The subscription re-connects by itself; `onReady` runs after each. */
export async function listenForWakes(
  heard: (token: string) => void,
  onReady: () => void,
): Promise<() => Promise<void>> {
  const subscription = await client().listen(wakeChannel, heard, onReady)
  return () => subscription.unlisten()
}
