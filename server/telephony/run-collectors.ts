import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { activeTenants } from "@/server/tenant/active-tenants"
import { collectorKind } from "./collectors/collector-kinds"
import { connectorSecret } from "./connector-secret"
import { readLastHeartbeat, readOpenCalls } from "./open-calls"
import { receiveEvents } from "./receive"

/** A connector switched on, off or changed is noticed within this time. */
const lookEveryMs = 2_000
/** Of a kind that only one process may run: another takes over when its process has been silent for this long. */
const leaseSec = 12
const pauseMaxMs = 30_000
/** A collector that ran this long was well: its next failure is a first one. */
const calmMs = 60_000

type Row = { id: string; key: string; kind: string; secret: string; settings: unknown; updated_at: Date }
type Running = { stamp: number; abort: AbortController; ended: Promise<void> }

/**
 * Runs the collectors of every tenant's connectors whose kind we fetch from, each until its connector is switched off or
 * changed. One that fails is started again after a pause that grows.
 */
export async function startCollectors(): Promise<{ stop(): Promise<void> }> {
  const owner = randomUUID()
  const running = new Map<string, Running>()
  const stopping = new AbortController()

  const end = async (key: string) => {
    const collector = running.get(key)
    if (!collector) return
    running.delete(key)
    collector.abort.abort()
    await collector.ended
  }

  const look = async () => {
    const wanted = new Set<string>()
    for (const tenant of await activeTenants()) {
      for (const row of await readConnectors(tenant)) {
        const key = `${tenant.schema} ${row.id}`
        if (collectorKind(row.kind)?.isExclusive && !(await holdLease(tenant, row.id, owner))) continue
        wanted.add(key)
        const stamp = row.updated_at.getTime()
        if (running.get(key)?.stamp === stamp) continue
        await end(key)
        if (stopping.signal.aborted) return
        const abort = new AbortController()
        running.set(key, { stamp, abort, ended: keepRunning(tenant, row, abort.signal) })
      }
    }
    await Promise.all([...running.keys()].filter((key) => !wanted.has(key)).map(end))
  }

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.warn({ error }, "the connectors could not be read; tried again"))
      await sleep(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await loop
      await Promise.all([...running.keys()].map(end))
    },
  }
}

async function readConnectors(tenant: TenantRef): Promise<Row[]> {
  const rows = await withTenant(tenant).sql<Row[]>`
    select id, key, kind, secret, settings, updated_at from connector where enabled`
  return rows.filter((row) => collectorKind(row.kind)?.run)
}

/** True while this process is the one that runs it. */
async function holdLease(tenant: TenantRef, connectorId: string, owner: string): Promise<boolean> {
  const rows = await withTenant(tenant).sql`
    update connector set lease_owner = ${owner}, lease_until = now() + make_interval(secs => ${leaseSec})
    where id = ${connectorId} and (lease_owner = ${owner} or lease_until is null or lease_until < now())
    returning id`
  return rows.length > 0
}

async function keepRunning(tenant: TenantRef, row: Row, signal: AbortSignal): Promise<void> {
  const kind = collectorKind(row.kind)
  const collectorLog = log.child({ tenant: tenant.slug, connector: row.key })
  for (let failures = 0; !signal.aborted;) {
    const startedAt = Date.now()
    try {
      await kind?.run?.({
        tenant,
        connector: { id: row.id, key: row.key },
        settings: row.settings,
        secret: await connectorSecret(tenant, row.id).open(row.secret),
        openCalls: (node) => readOpenCalls(tenant, row.key, node),
        lastHeartbeat: (node) => readLastHeartbeat(tenant, row.id, node),
        emit: async (events) => void (await receiveEvents(tenant, row.id, events)),
        log: collectorLog,
        signal,
      })
    } catch (error) {
      if (signal.aborted) return
      failures = Date.now() - startedAt > calmMs ? 1 : failures + 1
      collectorLog.warn({ error, failures }, "a collector failed; it is started again")
    }
    const pauseMs = Math.min(pauseMaxMs, 500 * 2 ** Math.min(failures, 6))
    await sleep(pauseMs, undefined, { signal }).catch(() => {})
  }
}
