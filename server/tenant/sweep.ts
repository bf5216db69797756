import type { TenantRef } from "@/db/tenant-client"
import { listenForWakes } from "@/server/feed/wake"
import { log } from "@/server/log"
import { activeTenants } from "./active-tenants"

/** A pass over every tenant finds what no wake told of. */
const passEveryMs = 30_000
/** News of a tenant within this window cause one look. */
const gatherMs = 50
/** Work due later than this is found by a pass, not by a wait. */
const waitMaxMs = passEveryMs
const retryMs = 1000

type Watch = { tenant: TenantRef; looking: boolean; again: boolean; wait: NodeJS.Timeout | null }

export type Sweep = {
  name: string
  /** Does what is due for a tenant and answers when to look again (milliseconds since 1970); null = when there is news. */
  look(tenant: TenantRef): Promise<number | null>
  /** What a pass does besides looking. */
  pass?(tenant: TenantRef): Promise<void>
}

/**
 * Watches every tenant for work that falls due: on its wakes, at the instant the last look named, and in a pass every
 * 30 s. Runs in several processes at once (what is due is claimed by one of them) and keeps nothing a restart could lose.
 */
export async function startSweep({ name, look, pass }: Sweep): Promise<{ stop(): Promise<void> }> {
  const watches = new Map<string, Watch>()
  const tokens = new Map<string, Watch>()
  const gathering = new Map<Watch, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let stopped = false

  const plan = (watch: Watch, inMs: number) => {
    if (watch.wait) clearTimeout(watch.wait)
    watch.wait = setTimeout(
      () => {
        watch.wait = null
        begin(watch)
      },
      Math.max(0, Math.min(inMs, waitMaxMs)),
    )
  }

  const run = async (watch: Watch): Promise<void> => {
    if (watch.looking) {
      watch.again = true
      return
    }
    watch.looking = true
    try {
      let nextAt: number | null
      do {
        watch.again = false
        nextAt = await look(watch.tenant)
      } while (watch.again && !stopped)
      if (nextAt !== null && !stopped) plan(watch, nextAt - Date.now() + 5)
    } catch (error) {
      log.warn(
        { error, sweep: name, tenant: watch.tenant.slug },
        "a tenant could not be swept; tried again in a second",
      )
      if (!stopped) plan(watch, retryMs)
    } finally {
      watch.looking = false
    }
  }

  const begin = (watch: Watch) => {
    if (stopped) return
    const work: Promise<void> = run(watch).finally(() => running.delete(work))
    running.add(work)
  }

  const passOver = async () => {
    const tenants = await activeTenants()
    const present = new Set(tenants.map((tenant) => tenant.schema))
    for (const [schema, watch] of watches)
      if (!present.has(schema)) {
        if (watch.wait) clearTimeout(watch.wait)
        watches.delete(schema)
      }
    tokens.clear()
    for (const { wakeToken, ...tenant } of tenants) {
      let watch = watches.get(tenant.schema)
      if (!watch) watches.set(tenant.schema, (watch = { tenant, looking: false, again: false, wait: null }))
      tokens.set(wakeToken, watch)
    }
    for (const watch of watches.values()) {
      if (stopped) return
      try {
        await pass?.(watch.tenant)
      } catch (error) {
        log.warn(
          { error, sweep: name, tenant: watch.tenant.slug },
          "a pass over a tenant failed; the next one tries again",
        )
      }
      await run(watch)
    }
  }

  let passing: Promise<void> = Promise.resolve()
  const beginPass = () => {
    passing = passing
      .then(passOver)
      .catch((error: unknown) => log.warn({ error, sweep: name }, "a pass over the tenants failed"))
  }

  const leave = await listenForWakes(
    (token) => {
      const watch = tokens.get(token)
      // A tenant provisioned since the last pass: whatever it has due, the next pass finds.
      if (!watch || stopped || gathering.has(watch)) return
      gathering.set(
        watch,
        setTimeout(() => {
          gathering.delete(watch)
          begin(watch)
        }, gatherMs),
      )
    },
    () => {},
  )
  beginPass()
  const timer = setInterval(beginPass, passEveryMs)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      for (const waiting of gathering.values()) clearTimeout(waiting)
      for (const watch of watches.values()) if (watch.wait) clearTimeout(watch.wait)
      await leave()
      await Promise.all([passing, ...running])
    },
  }
}
