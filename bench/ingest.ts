import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { Agent, request } from "node:http"
import postgres from "postgres"
import type { CtiEvent } from "@/core/call/event"
import { eventTime } from "@/core/call/event-time"
import { withTenant } from "@/db/tenant-client"
import { createConnector } from "@/server/telephony/connectors"
import { signMessage } from "@/server/telephony/signature"
import { textArray } from "@/server/telephony/text-array"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { median } from "./median"

const rounds = 3
/** Whole calls of six events. */
const eventsPerRound = 21_000
const eventsPerRequest = 1000
const singleRequests = 4200

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0

/**
 * Receiving beside the bare insert, interleaved. Limit: `insert … select unnest(…) on conflict do nothing`, batches of 1,000,
 * 2 lanes, postgres.js, into a table with the same columns and indexes. Ours: signed batches over HTTP into another process,
 * 4 requests at a time, until durable and, with the reducer, until counted.
 */
export async function benchIngest(adminUrl: string): Promise<void> {
  const { tenant } = await createTestTenant()
  const { secret } = await createConnector(tenant, null, { kind: "generic", key: "bench", name: "Bench", settings: {} })
  const sender = { slug: tenant.slug, secret: secret ?? "" }
  const admin = postgres(adminUrl, { max: 2, fetch_types: false, onnotice: () => {} })
  await admin.unsafe(`create table limit_event (like ${tenant.schema}.cti_event including all)`)
  const web = await startProcess("web")
  const reducer = await startProcess("reducer")
  const { sql } = withTenant(tenant)
  const drained = async () => {
    for (let left = 1; left > 0;) {
      left = Number((await sql`select count(*) as n from dirty_subject`)[0]?.["n"])
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  const limits: number[] = []
  const stored: number[] = []
  const counted: number[] = []
  const cpu: number[] = []
  const limitCpu: number[] = []
  for (let round = 0; round < rounds; round++) {
    const events = makeCalls(`r${round}`, tenant.slug, eventsPerRound)
    const beforeLimit = process.cpuUsage()
    limits.push(await perSecond(eventsPerRound, () => insertBare(admin, events)))
    const { user, system } = process.cpuUsage(beforeLimit)
    limitCpu.push((user + system) / eventsPerRound)
    const bodies = inBatches(events).map((batch) => JSON.stringify(batch))
    const before = await web.cpuSec()
    const startedAt = performance.now()
    stored.push(await perSecond(eventsPerRound, () => sendAll(web.baseUrl, sender, bodies)))
    cpu.push(((await web.cpuSec()) - before) / (eventsPerRound / 1e6))
    await drained()
    counted.push((eventsPerRound / (performance.now() - startedAt)) * 1000)
  }
  const ratio = (values: number[]) => (median(values) / median(limits)).toFixed(2)
  console.log("\nReceiving events, durable and once")
  console.log(
    `  limit (bare insert)      ${Math.round(median(limits))}/s, ${median(limitCpu).toFixed(1)} µs of CPU each`,
  )
  console.log(
    `  route, until durable     ${Math.round(median(stored))}/s, ${ratio(stored)} × the limit, ${median(cpu).toFixed(1)} µs of CPU each`,
  )
  console.log(`  route, until counted     ${Math.round(median(counted))}/s, ${ratio(counted)} × the limit`)
  const [recount] = await sql<{ calls: string; events: string }[]>`
    select (select count(*) from call where outcome = 'answered') as calls, (select count(distinct subject) from cti_event) as events`
  console.log(
    `  calls ${recount?.calls}, subjects ${recount?.events}: ${recount?.calls === recount?.events ? "equal" : "DIFFERENT"}`,
  )

  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const singles = makeCalls("single", tenant.slug, singleRequests).map((event) => JSON.stringify([event]))
  const beforeSingles = await web.cpuSec()
  const full = await postSingles(web.baseUrl, sender, singles, agent, Number.POSITIVE_INFINITY)
  const singleCpuUs = (((await web.cpuSec()) - beforeSingles) / singleRequests) * 1e6
  console.log(
    `  single events            ${Math.round(full.perSec)} requests/s, p50 ${percentile(full.latencies, 0.5).toFixed(1)} ms, p99 ${percentile(full.latencies, 0.99).toFixed(1)} ms, ${singleCpuUs.toFixed(0)} µs of CPU each`,
  )
  const again = makeCalls("half", tenant.slug, singleRequests).map((event) => JSON.stringify([event]))
  const half = await postSingles(web.baseUrl, sender, again, agent, full.perSec / 2)
  console.log(
    `  at half that load        p50 ${percentile(half.latencies, 0.5).toFixed(1)} ms, p99 ${percentile(half.latencies, 0.99).toFixed(1)} ms to the 202`,
  )
  await drained()
  const delays = (
    await sql<{ ms: number }[]>`
      select extract(epoch from min(feed.at) - event.received_at)::float8 * 1000 as ms
      from cti_event as event join feed_event as feed on feed.topic like 'call.%' and 'call/' || (feed.body->>'callId') = event.subject
        and feed.at >= event.received_at
      where event.subject like 'call/half-%' group by event.source, event.id, event.received_at`
  ).map((row) => row.ms)
  console.log(
    `  event → feed             p50 ${percentile(delays, 0.5).toFixed(0)} ms, p99 ${percentile(delays, 0.99).toFixed(0)} ms over ${delays.length} events`,
  )
  agent.destroy()
  web.stop()
  reducer.stop()
  await admin.end()
}

/** `count` events of answered calls, six each, of the last minutes. */
function makeCalls(name: string, slug: string, count: number): CtiEvent[] {
  const types = ["offered", "ivr_step", "queued", "agent_offered", "answered", "ended"] as const
  const base = Date.now() - 300_000
  return Array.from({ length: count }, (_, index) => {
    const call = `${name}-${Math.floor(index / types.length)}`
    const type = types[index % types.length] ?? "offered"
    const data = { callId: call, ani: "13900000001", queueId: "fees", agentId: `a${index % 40}`, node: "main" }
    return {
      specversion: "1.0",
      id: `${name}-${index}`,
      source: `/t/${slug}/cti/bench/n1`,
      type: `cti.call.${type}`,
      subject: `call/${call}`,
      time: eventTime(base + (index % types.length) * 10_000),
      data,
    } as CtiEvent
  })
}

function inBatches(events: CtiEvent[]): CtiEvent[][] {
  return Array.from({ length: Math.ceil(events.length / eventsPerRequest) }, (_, index) =>
    events.slice(index * eventsPerRequest, (index + 1) * eventsPerRequest),
  )
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (count / (performance.now() - startedAt)) * 1000
}

async function insertBare(sql: postgres.Sql, events: CtiEvent[]): Promise<void> {
  const batches = inBatches(events).values()
  const id = "00000000-0000-7000-8000-000000000000"
  const lane = async () => {
    for (const batch of batches) {
      const list = (of: (event: CtiEvent) => string) => textArray(batch.map(of))
      await sql`
        insert into limit_event (source, id, connector_id, type, subject, occurred_at, body)
        select * from unnest(
          ${list((event) => event.source)}::text::text[], ${list((event) => event.id)}::text::text[],
          ${list(() => id)}::text::uuid[], ${list((event) => event.type)}::text::text[],
          ${list((event) => event.subject)}::text::text[], ${list((event) => event.time)}::text::timestamptz[],
          ${list((event) => JSON.stringify(event))}::text::jsonb[])
        order by 1, 2 on conflict do nothing`
    }
  }
  await Promise.all([lane(), lane()])
}

type Sender = { slug: string; secret: string }

async function sendAll(baseUrl: string, sender: Sender, bodies: string[]): Promise<void> {
  const queue = bodies.values()
  const lane = async () => {
    for (const body of queue) await post(baseUrl, sender, body)
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}

async function postSingles(baseUrl: string, sender: Sender, bodies: string[], agent: Agent, perSec: number) {
  const latencies: number[] = []
  const startedAt = performance.now()
  const queue = bodies.entries()
  const lane = async () => {
    for (const [index, body] of queue) {
      const dueMs = startedAt + (index / perSec) * 1000 - performance.now()
      if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs))
      const sentAt = performance.now()
      await post(baseUrl, sender, body, agent)
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: 64 }, lane))
  return { latencies, perSec: (bodies.length / (performance.now() - startedAt)) * 1000 }
}

let messages = 0
function post(baseUrl: string, { slug, secret }: Sender, body: string, agent?: Agent): Promise<void> {
  const id = `bench_${++messages}`
  const timestampSec = Math.floor(Date.now() / 1000)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${baseUrl}/api/ingest/${slug}/bench`,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/cloudevents-batch+json",
          "webhook-id": id,
          "webhook-timestamp": String(timestampSec),
          "webhook-signature": signMessage(secret, { id, timestampSec, body }),
        },
      },
      (incoming) => {
        incoming.resume()
        incoming.on("end", () =>
          incoming.statusCode === 202 ? resolve() : reject(new Error(`The route answered ${incoming.statusCode}.`)),
        )
      },
    )
    outgoing.on("error", reject)
    outgoing.end(body)
  })
}

async function startProcess(name: "web" | "reducer") {
  const child: ChildProcess = fork("bench/ingest-server.ts", [name], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { ...process.env, FIRSTCALL_INGEST_EVENTS_PER_SEC: "10000000" },
  })
  const [said] = (await once(child, "message")) as [{ baseUrl: string | null }]
  return {
    baseUrl: said.baseUrl ?? "",
    async cpuSec() {
      child.send("cpu")
      const [answer] = (await once(child, "message")) as [{ cpuSec: number }]
      return answer.cpuSec
    },
    stop: () => child.disconnect(),
  }
}
