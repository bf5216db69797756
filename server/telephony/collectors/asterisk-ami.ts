import { connect as connectPlain, type Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { connect as connectTls } from "node:tls"
import * as z from "zod"
import type { CtiEvent } from "@/core/call/event"
import { eventTime } from "@/core/call/event-time"
import { AmiConnection } from "./ami-connection"
import { fact } from "./ami-fact"
import { AmiMapper } from "./ami-mapper"
import type { AmiMessage } from "./ami-parser"
import { resync, vendorNow } from "./ami-resync"
import { defineCollector, type CollectorContext } from "./collector"
import { CollectorOutbox } from "./collector-outbox"

const settingsSchema = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(5038),
  tls: z.boolean().default(false),
  username: z.string().min(1).max(100),
  inboundContexts: z.array(z.string().min(1).max(80)).min(1).max(50),
  wrapUpSec: z.int().min(0).max(3600).default(0),
  keysAsSteps: z.boolean().default(false),
})
type Settings = z.infer<typeof settingsSchema>

const CONNECT_TIMEOUT_MS = 10_000
const PAUSES_MS = [1000, 2000, 5000, 10_000, 30_000]
/**
 * `heartbeatMs`: asked this often whether the other side still answers. `answerMs`: without an answer in this time the
 * connection is made anew. `pauseFactor` shortens the pauses between attempts, in tests.
 */
const usualTiming = { heartbeatMs: 10_000, answerMs: 10_000, pauseFactor: 1 }
type Timing = typeof usualTiming

/** Asterisk, by its manager interface over TCP or TLS. Tried against Asterisk 16; events are those of 16 to 22. */
export const asteriskAmi = defineCollector({
  kind: "asterisk-ami",
  title: { en: "Asterisk (AMI)", zh: "Asterisk（AMI）" },
  summary: {
    en: "We connect to Asterisk's manager interface. manager.conf needs timestampevents=yes and a user that may read call, agent, system and user events.",
    zh: "由平台连接 Asterisk 管理接口。manager.conf 需设置 timestampevents=yes，并提供可读取 call、agent、system、user 事件的账号。",
  },
  secret: "password",
  settings: settingsSchema,
  run: (context) => followAsterisk(context),
})

/** How the connection has been doing, over all its attempts. */
type Link = {
  /** Something was last heard. A connection that died in silence was lost then, not when we noticed. */
  aliveAtMs: number
  isSynced: boolean
  /** Since when nothing was heard; null while nothing is missing. */
  lostAtMs: number | null
}

/** Follows one Asterisk until the signal is aborted. `timing` is for tests. */
export async function followAsterisk(context: CollectorContext<Settings>, timing: Timing = usualTiming): Promise<void> {
  const { tenant, connector, settings, log, signal } = context
  const mapper = new AmiMapper({ tenantSlug: tenant.slug, connectorKey: connector.key, host: settings.host }, settings)
  const outbox = new CollectorOutbox(context)
  const link: Link = { aliveAtMs: 0, isSynced: false, lostAtMs: null }
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      await follow(context, mapper, outbox, link, timing)
    } catch (error) {
      if (signal.aborted) break
      const reason = error instanceof Error ? error.message : String(error)
      if (link.isSynced) {
        link.lostAtMs = link.aliveAtMs
        failures = 0
      }
      link.isSynced = false
      log.warn({ reason }, "the manager connection ended")
      outbox.add([down(mapper, reason)])
      const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 30_000
      await sleep(pauseMs * timing.pauseFactor * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }
  await outbox.settle()
}

function down(mapper: AmiMapper, reason: string): CtiEvent {
  const time = eventTime(Date.now())
  return mapper.toEvent(
    fact("cti.node.down", "node", mapper.node, { nodeId: mapper.node, reason: reason.slice(0, 500) }),
    time,
    `down|${time}`,
  )
}

/** One connection, from its opening to its end, which is always thrown. */
async function follow(
  { settings, secret, signal, openCalls, lastHeartbeat }: CollectorContext<Settings>,
  mapper: AmiMapper,
  outbox: CollectorOutbox,
  link: Link,
  timing: Timing,
): Promise<void> {
  const socket = await open(settings)
  let readAtMs = Date.now()
  const connection = new AmiConnection(socket, timing.answerMs, (message) => {
    if (isUntimed(message))
      connection.fail(new Error("Events come without a time stamp: set timestampevents=yes in manager.conf."))
    readAtMs = link.aliveAtMs = Date.now()
    outbox.add(mapper.map(message))
  })
  const abort = () => connection.fail(new Error("stopped"))
  signal.addEventListener("abort", abort)
  const wrapUps = setInterval(() => outbox.add(mapper.due(vendorNow(mapper.lastTime, readAtMs, Date.now()))), 500)
  try {
    await connection.action({ Action: "Login", Username: settings.username, Secret: secret, Events: "on" })
    mapper.learnNode((await connection.action({ Action: "CoreSettings" })).get("SystemName"))
    const heartbeatMs = await untilKnown(() => lastHeartbeat(mapper.node), connection)
    const known = new Set(await untilKnown(() => openCalls(mapper.node), connection))
    const [members, entries] = await connection.list({ Action: "QueueStatus" }, ["QueueMember", "QueueEntry"])
    const [channels] = await connection.list({ Action: "CoreShowChannels" }, ["CoreShowChannel"])
    const atMs = vendorNow(mapper.lastTime, readAtMs, Date.now())
    const snapshot = { members: members ?? [], entries: entries ?? [], channels: channels ?? [] }
    outbox.add(
      resync(mapper, { snapshot, atMs, openCalls: known, gapFrom: gapStart(heartbeatMs, link.lostAtMs, Date.now()) }),
    )
    link.isSynced = true
    link.lostAtMs = null
    for (;;) {
      const askedAt = Date.now()
      await connection.action({ Action: "Ping" })
      link.aliveAtMs = Date.now()
      outbox.add([heartbeat(mapper, Date.now() - askedAt)])
      await Promise.race([sleep(timing.heartbeatMs), connection.ended])
    }
  } finally {
    clearInterval(wrapUps)
    signal.removeEventListener("abort", abort)
    connection.close()
  }
}

/** What our own database says, asked again while it is away: meanwhile Asterisk is listened to, and nothing gets lost. */
async function untilKnown<Value>(ask: () => Promise<Value>, connection: AmiConnection): Promise<Value> {
  for (;;) {
    try {
      return await ask()
    } catch {
      await Promise.race([sleep(1000), connection.ended])
    }
  }
}

/**
 * Since when nobody has listened; null when somebody has. Another process may follow the same Asterisk, and a heartbeat of
 * its that is younger than our loss says that nothing was missed.
 */
export function gapStart(heartbeatMs: number | null, lostAtMs: number | null, nowMs: number): string | null {
  if (lostAtMs !== null) return heartbeatMs !== null && heartbeatMs > lostAtMs ? null : eventTime(lostAtMs)
  return heartbeatMs !== null && nowMs - heartbeatMs > 2.5 * usualTiming.heartbeatMs ? eventTime(heartbeatMs) : null
}

/** Lines of an answer carry the id of its action, and the greeting comes before the clock; all else must be stamped. */
function isUntimed(message: AmiMessage): boolean {
  const event = message.get("Event")
  return event !== undefined && event !== "FullyBooted" && !message.has("ActionID") && !message.has("Timestamp")
}

function heartbeat(mapper: AmiMapper, latencyMs: number): CtiEvent {
  const time = eventTime(Date.now())
  return mapper.toEvent(
    fact("cti.node.heartbeat", "node", mapper.node, { nodeId: mapper.node, latencyMs }),
    time,
    `beat|${time}`,
  )
}

async function open({ host, port, tls }: Settings): Promise<Socket> {
  const socket = tls ? connectTls({ host, port, servername: host }) : connectPlain({ host, port })
  const timer = setTimeout(
    () => socket.destroy(new Error(`${host}:${port} did not answer in time`)),
    CONNECT_TIMEOUT_MS,
  )
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(tls ? "secureConnect" : "connect", () => resolve())
      socket.once("error", reject)
    })
    return socket
  } finally {
    clearTimeout(timer)
  }
}
