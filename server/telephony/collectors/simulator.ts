import { setTimeout as sleep } from "node:timers/promises"
import * as z from "zod"
import type { CtiEvent } from "@/core/call/event"
import { simulateDay, type SimulatedAgent } from "@/core/call/simulate/simulation"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { dayOf } from "../day-range"
import { findTenant } from "../find-tenant"
import { sendEvents } from "../send-events"
import { defineCollector } from "./collector"

const settingsSchema = z.strictObject({
  /** Calls in the busiest hour of the day. */
  callsPerHour: z.int().min(1).max(5000).default(150),
  /** 5 = five times as many calls, each five times as short. */
  speed: z.number().min(0.1).max(100).default(1),
})

/** Events are sent this often; a caller's steps are seconds apart. */
const tickMs = 500
/** A hotline that starts has been open for a while: its first look goes this far back. */
const warmUpMs = 15 * 60_000
/** What a restart sends again lies before the newest known event by this much; the receiver knows it already. */
const overlapMs = 60_000
const eventsPerRequest = 500

type Day = { startMs: number; play: ReturnType<typeof simulateDay> }

/**
 * A hotline that is not there: callers, menu and agents of a day made from a seed. Sends signed events to the ingest route
 * like any sender. The day is the same in every process and after every restart, so it goes on where it stopped.
 */
export const simulator = defineCollector({
  kind: "simulator",
  title: { en: "Simulated hotline", zh: "模拟热线" },
  summary: {
    en: "Plays callers and agents around the clock, for trying things out. Your members with an extension are the agents.",
    zh: "全天模拟来电与坐席，用于试用。有分机的成员即为坐席。",
  },
  secret: "signing",
  settings: settingsSchema,
  isExclusive: true,
  async run({ tenant, connector, settings, secret, log, signal }) {
    const address = {
      baseUrl: process.env["NEXTAUTH_URL"] ?? "http://localhost:3000",
      tenantSlug: tenant.slug,
      connectorKey: connector.key,
      secret,
    }
    const timeZone = (await findTenant(tenant.slug))?.timeZone ?? "UTC"
    const agents = await agentsOf(tenant)
    let sentUntil = await lastEventMs(tenant, connector.id)
    let day: Day | null = null as Day | null
    let unsent: CtiEvent[] = []
    while (!signal.aborted) {
      const now = Date.now()
      const startMs = dayOf(now, timeZone).from.getTime()
      if (day?.startMs !== startMs) {
        // Calls that cross midnight are let end before the next day begins.
        const left = day && !day.play.isOver() ? day.play.until(now + 3_600_000) : []
        unsent.push(...left.filter((event) => Date.parse(event.time) <= now))
        day = {
          startMs,
          play: simulateDay({
            seed: seedOf(tenant.slug, startMs),
            tenantSlug: tenant.slug,
            connectorKey: connector.key,
            agents,
            startMs,
            callsPerHourPeak: settings.callsPerHour,
            speed: settings.speed,
          }),
        }
      }
      const from = Math.max(sentUntil ?? now - warmUpMs, now - 12 * 3_600_000)
      // Who is at work was said at midnight: the receiver must hear it whenever it begins to listen.
      unsent.push(
        ...day.play
          .until(now)
          .filter((event) => event.type === "cti.agent.logged_in" || Date.parse(event.time) >= from),
      )
      sentUntil = now - overlapMs
      try {
        while (unsent.length > 0 && !signal.aborted) {
          await sendEvents(address, unsent.slice(0, eventsPerRequest))
          unsent = unsent.slice(eventsPerRequest)
        }
      } catch (error) {
        log.warn({ error }, "the simulated hotline could not send; it tries again")
        await sleep(2000, undefined, { signal }).catch(() => {})
      }
      await sleep(tickMs, undefined, { signal }).catch(() => {})
    }
  },
})

async function lastEventMs(tenant: TenantRef, connectorId: string): Promise<number | null> {
  const [row] = await withTenant(tenant).sql<{ at: Date | null }[]>`
    select last_event_at as at from connector where id = ${connectorId}`
  return row?.at ? row.at.getTime() - overlapMs : null
}

/** Everybody with an extension; their queues are the names their skill groups have in the telephone system. */
async function agentsOf(tenant: TenantRef): Promise<SimulatedAgent[]> {
  const rows = await withTenant(tenant).sql<{ extension: string; name: string; queues: string[] | null }[]>`
    select p.extension, p.name, (
      select jsonb_agg(distinct v.value) from skill_member m
      join skill_group g on g.id = m.skill_group_id, jsonb_array_elements_text(g.vendor_ids) v
      where m.person_id = p.id) as queues
    from person p where p.active and p.extension is not null order by p.extension`
  return rows.map(({ extension, name, queues }) => ({
    agentId: `agent-${extension}`,
    extension,
    name,
    queues: queues ?? ["general"],
  }))
}

function seedOf(slug: string, startMs: number): number {
  let seed = Math.floor(startMs / 60_000)
  for (const letter of slug) seed = Math.imul(seed ^ letter.charCodeAt(0), 16_777_619)
  return seed >>> 0
}
