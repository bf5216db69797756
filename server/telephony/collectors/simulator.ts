import { setImmediate, setTimeout as sleep } from "node:timers/promises"
import * as z from "zod"
import { isCallEvent, sourceOf, subjectOf, type CtiEvent } from "@/core/call/event"
import { eventMs, eventTime } from "@/core/call/event-time"
import { playPrefix, simulateDay, simulatedNode, type SimulatedAgent } from "@/core/call/simulate/simulation"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { dayOf } from "../day-range"
import { findTenant } from "../find-tenant"
import { sendEvents } from "../send-events"
import { defineCollector } from "./collector"

const settingsSchema = z.strictObject({
  /** Calls in the busiest hour of the day. */
  callsPerHour: z.int().min(1).max(2000).default(150),
  /** 5 = five times as many calls, each five times as short. */
  speed: z.number().min(0.1).max(20).default(1),
})

/** Events are sent this often; a caller's steps are seconds apart. */
const tickMs = 500
/** A hotline that starts has been open for a while: its first look goes this far back. */
const warmUpMs = 15 * 60_000
/** What a restart sends again lies before the newest known event by this much; the receiver knows it already. */
const overlapMs = 60_000
const eventsPerRequest = 500
const pieceMs = 5 * 60_000

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
  async run({ tenant, connector, settings, secret, openCalls, log, signal }) {
    const address = {
      baseUrl: process.env["NEXTAUTH_URL"] ?? "http://localhost:3000",
      tenantSlug: tenant.slug,
      connectorKey: connector.key,
      secret,
    }
    const timeZone = (await findTenant(tenant.slug))?.timeZone ?? "UTC"
    let sentUntil = await lastEventMs(tenant, connector.id)
    const plays: { prefix: string; startMs: number; playedMs: number; play: ReturnType<typeof simulateDay> }[] = []
    /** Calls whose beginning has been sent: of any other the receiver would only learn the end. */
    const begun = new Set<string>()
    let unsent: CtiEvent[] = []
    while (!signal.aborted) {
      const now = Date.now()
      const from = Math.max(sentUntil ?? now - warmUpMs, now - 12 * 3_600_000)
      // Just after midnight the calls of the last minutes are yesterday's.
      const days = plays.length === 0 ? [from, now] : [now]
      let isPlayAdded = false
      for (const startMs of new Set(days.map((at) => dayOf(at, timeZone).from.getTime()))) {
        if (plays.at(-1)?.startMs === startMs) continue
        const agents = await agentsOf(tenant)
        const seed = seedOf([tenant.slug, startMs, settings, agents])
        const callsPerHourPeak = settings.callsPerHour
        const { speed } = settings
        const identity = { tenantSlug: tenant.slug, connectorKey: connector.key }
        const play = simulateDay({ seed, ...identity, agents, startMs, callsPerHourPeak, speed })
        plays.push({ prefix: playPrefix({ startMs, seed }), startMs, playedMs: startMs, play })
        isPlayAdded = true
      }
      if (isPlayAdded) {
        const ours = plays.map(({ prefix }) => prefix)
        for (const callId of await openCalls(simulatedNode))
          if (ours.some((prefix) => callId.startsWith(prefix))) begun.add(callId)
          else unsent.push(vanished(callId, sourceOf(tenant.slug, connector.key, simulatedNode), now))
      }
      for (const current of plays) {
        // A day that is caught up with is played in pieces: a process that runs this runs other things too.
        for (let at = current.playedMs; at < now && !signal.aborted; await setImmediate()) {
          at = current.playedMs = Math.min(now, at + pieceMs)
          unsent.push(...current.play.until(at).filter((event) => isDue(event, from, begun)))
        }
      }
      // Yesterday's play goes on until its last caller has hung up.
      while (plays[0] && plays.length > 1 && plays[0].play.isOver()) plays.shift()
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

/**
 * Whether an event is to be sent. Who is at work and ready was said at midnight: the receiver must hear it whenever it begins to
 * listen. A call is sent from its beginning on or not at all; what the receiver has already it knows by its id.
 */
function isDue(event: CtiEvent, fromMs: number, begun: Set<string>): boolean {
  const isRecent = eventMs(event.time) >= fromMs
  if (!isCallEvent(event)) return event.type === "cti.agent.logged_in" || event.type === "cti.agent.ready" || isRecent
  const callId = event.subject.slice("call/".length)
  if (event.type === "cti.call.offered" && isRecent) begun.add(callId)
  return begun.has(callId)
}

/** The end of a call whose play is gone, because settings or agents are others now: nobody is left to end it. */
function vanished(callId: string, source: string, nowMs: number): CtiEvent {
  return {
    specversion: "1.0",
    id: `${callId}-gone`,
    source,
    type: "cti.call.ended",
    subject: subjectOf("call", callId),
    time: eventTime(nowMs),
    data: { callId, by: "system", inferred: true },
  }
}

/** FNV-1a of everything that decides the day. */
function seedOf(parts: unknown[]): number {
  let seed = 2_166_136_261
  for (const byte of Buffer.from(JSON.stringify(parts))) seed = Math.imul(seed ^ byte, 16_777_619)
  return seed >>> 0
}
