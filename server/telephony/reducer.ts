import { withTenant, type TenantRef } from "@/db/tenant-client"
import { listenForWakes, wake } from "@/server/feed/wake"
import { log } from "@/server/log"
import { activeTenants } from "@/server/tenant/active-tenants"
import { writeActivity } from "./connector-activity"
import { writeFeed } from "./feed-rows"
import { readGauge } from "./gauge"
import { openPendingTickets } from "./open-tickets"
import { reducePass } from "./reduce"

/** A pass over every tenant finds what no wake told of: a wake is lost when its process dies. */
const passEveryMs = 15_000
/** Wakes also tell of tickets and todos; after one that found nothing here, the next look waits this long. */
const idleLookMs = 25
const gaugeEveryMs = 1000
const retryMs = 1000

type Watch = {
  tenant: TenantRef
  looking: Promise<void> | null
  again: boolean
  /** No look before this instant. */
  notBefore: number
  gaugeAt: number
  gaugeTimer: NodeJS.Timeout | null
  gauging: Promise<void> | null
  timer: NodeJS.Timeout | null
}

/**
 * Reduces the events of every tenant as they come in. Runs in each receiver process; they share the work by the marks
 * they take, and one that dies leaves its marks to the others.
 */
export async function startReducer(): Promise<{ stop(): Promise<void> }> {
  const watches = new Map<string, Watch>()
  let stopped = false

  const look = (watch: Watch): void => {
    if (stopped) return
    if (watch.looking) {
      watch.again = true
      return
    }
    const waitMs = watch.notBefore - Date.now()
    if (waitMs > 0) {
      watch.timer ??= setTimeout(() => {
        watch.timer = null
        look(watch)
      }, waitMs)
      return
    }
    watch.looking = run(watch).finally(() => {
      watch.looking = null
      if (watch.again) look(watch)
    })
  }

  const run = async (watch: Watch): Promise<void> => {
    watch.again = false
    try {
      const marks = await drain(
        watch.tenant,
        () => stopped,
        () => planGauge(watch),
      )
      if (marks === 0) watch.notBefore = Date.now() + idleLookMs
    } catch (error) {
      log.warn({ error, tenant: watch.tenant.slug }, "events could not be reduced; tried again in a second")
      watch.notBefore = Date.now() + retryMs
      watch.again = true
    }
  }

  /** Gauges are worth their last value only: at most one a second, and always one after the last change. */
  const planGauge = (watch: Watch): void => {
    watch.gaugeTimer ??= setTimeout(
      () => {
        watch.gaugeTimer = null
        watch.gaugeAt = Date.now()
        watch.gauging = publishGauge(watch.tenant)
      },
      Math.max(0, watch.gaugeAt + gaugeEveryMs - Date.now()),
    )
  }

  const byToken = new Map<string, Watch>()
  const pass = async (): Promise<void> => {
    const tenants = await activeTenants()
    const present = new Set(tenants.map((tenant) => tenant.wakeToken))
    for (const token of byToken.keys()) if (!present.has(token)) byToken.delete(token)
    for (const { wakeToken, ...tenant } of tenants) {
      let watch = watches.get(tenant.schema)
      if (!watch) watches.set(tenant.schema, (watch = newWatch(tenant)))
      byToken.set(wakeToken, watch)
      look(watch)
      await watch.looking
      if (stopped) return
      await openPendingTickets(tenant).catch((error: unknown) =>
        log.warn({ error, tenant: tenant.slug }, "waiting tickets of calls could not be looked for"),
      )
    }
  }

  const unlisten = await listenForWakes(
    (token) => {
      const watch = byToken.get(token)
      if (watch) look(watch)
    },
    () => {},
  )
  let passing: Promise<void> = Promise.resolve()
  const runPass = () => {
    passing = passing.then(pass).catch((error: unknown) => log.warn({ error }, "a pass over the tenants failed"))
  }
  runPass()
  const timer = setInterval(runPass, passEveryMs)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await unlisten()
      for (const watch of watches.values()) {
        if (watch.timer) clearTimeout(watch.timer)
        if (watch.gaugeTimer) clearTimeout(watch.gaugeTimer)
      }
      await Promise.all([passing, ...[...watches.values()].flatMap((watch) => [watch.looking, watch.gauging])])
      await writeActivity()
    },
  }
}

const newWatch = (tenant: TenantRef): Watch => ({
  tenant,
  looking: null,
  again: false,
  notBefore: 0,
  gaugeAt: 0,
  gaugeTimer: null,
  gauging: null,
  timer: null,
})

/** Passes until nothing is left to reduce; tickets are opened and pages told after each. Answers how many marks it took. */
export async function drain(tenant: TenantRef, isStopped = () => false, onNews = () => {}): Promise<number> {
  let marks = 0
  for (let isFull = true; isFull && !isStopped();) {
    const pass = await reducePass(tenant)
    marks += pass.marks
    isFull = pass.isFull
    if (pass.hasNews) {
      wake(tenant)
      onNews()
    }
    if (pass.routed.length > 0) await openPendingTickets(tenant, pass.routed)
  }
  return marks
}

export async function publishGauge(tenant: TenantRef): Promise<void> {
  try {
    const { sql } = withTenant(tenant)
    const gauge = await readGauge(sql)
    await sql.begin((tx) => writeFeed(tx, [{ topic: "queue.gauge", body: gauge }]))
    wake(tenant)
  } catch (error) {
    log.warn({ error, tenant: tenant.slug }, "the gauge could not be published")
  }
}
