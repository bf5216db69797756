import type { TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { listenForWakes } from "@/server/feed/wake"
import { activeTenants } from "@/server/tenant/active-tenants"
import { claimTimers, nextDue, timersPerBatch, type DueTimer } from "./claim"
import { reconcileTimers, sweepFeed } from "./reconcile"

/** A pass over every tenant: finds what no wake told of, re-arms clocks without a timer, drops old feed rows. */
const passEveryMs = 30_000
/** News of a tenant within this window cause one look at its next timer. */
const gatherMs = 50
/** A timer armed for later than this is looked at again by a pass, not by a wait. */
const waitMaxMs = passEveryMs

type Watch = { tenant: TenantRef; dueAt: number | null; looking: boolean; again: boolean; wait: NodeJS.Timeout | null }

/**
 * Watches every tenant's next deadline and hands what is due, in batches, to `fire`. Runs in each timer process; a batch
 * is claimed by one of them. Nothing is kept here that a restart could lose.
 */
export async function startSweeper(
  fire: (tenant: TenantRef, due: DueTimer[]) => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  const watches = new Map<string, Watch>()
  const tokens = new Map<string, Watch>()
  let stopped = false
  let working: Promise<unknown> = Promise.resolve()

  const plan = (watch: Watch, inMs: number) => {
    if (stopped) return
    if (watch.wait) clearTimeout(watch.wait)
    watch.wait = setTimeout(() => {
      watch.wait = null
      void look(watch)
    }, Math.max(0, inMs))
  }

  const look = async (watch: Watch) => {
    if (watch.looking) {
      watch.again = true
      return
    }
    watch.looking = true
    try {
      do {
        watch.again = false
        for (let full = true; full && !stopped; ) {
          const due = await claimTimers(watch.tenant)
          full = due.length === timersPerBatch
          if (due.length > 0) await fire(watch.tenant, due)
        }
        watch.dueAt = await nextDue(watch.tenant)
      } while (watch.again && !stopped)
      if (watch.dueAt !== null) plan(watch, Math.min(watch.dueAt - Date.now() + 5, waitMaxMs))
    } catch (error) {
      log.warn({ error, tenant: watch.tenant.slug }, "a tenant's timers could not be swept; tried again in a second")
      plan(watch, 1000)
    } finally {
      watch.looking = false
    }
  }

  const pass = async () => {
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
      if (!watch) watches.set(tenant.schema, (watch = { tenant, dueAt: null, looking: false, again: false, wait: null }))
      tokens.set(wakeToken, watch)
    }
    for (const watch of watches.values()) {
      if (stopped) return
      try {
        const rearmed = await reconcileTimers(watch.tenant)
        if (rearmed > 0) log.warn({ tenant: watch.tenant.slug, rearmed }, "clocks without a timer were armed again")
        await sweepFeed(watch.tenant)
      } catch (error) {
        log.warn({ error, tenant: watch.tenant.slug }, "a tenant could not be reconciled; the next pass tries again")
      }
      await look(watch)
    }
  }

  const soon = new Set<Watch>()
  const leave = await listenForWakes(
    (token) => {
      const watch = tokens.get(token)
      // A tenant that has just been provisioned: the next pass knows it, and it has no deadline yet.
      if (!watch || soon.has(watch)) return
      soon.add(watch)
      setTimeout(() => {
        soon.delete(watch)
        void look(watch)
      }, gatherMs)
    },
    () => {},
  )
  const runPass = () => {
    working = working.then(pass).catch((error: unknown) => log.warn({ error }, "a pass over the tenants failed"))
  }
  runPass()
  const timer = setInterval(runPass, passEveryMs)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      for (const watch of watches.values()) if (watch.wait) clearTimeout(watch.wait)
      await leave()
      await working
    },
  }
}
