import { createReadStream, existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { bankEvents } from "@/core/call/bank-events"
import { isBankHeader, parseBankLine } from "@/core/call/bank-file"
import type { CallEvent } from "@/core/call/event"
import { eventMs } from "@/core/call/event-time"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { findSending } from "@/server/telephony/connector-directory"
import { createConnector } from "@/server/telephony/connectors"
import { findTenant } from "@/server/telephony/find-tenant"
import { sendEvents, type Address } from "@/server/telephony/send-events"
import { useInstance } from "./instance-env"

// npm run replay-calls -- FILE --tenant SLUG [--speed N|max] [--zone ZONE] [--connector KEY] [--url URL]
// Sends the calls of a bank's month file (17 columns) through the ingest route, as a telephone system would: at N times
// their own speed or as fast as they are taken. Can be repeated: an event that is there already is not stored again.

const usage =
  "npm run replay-calls -- FILE --tenant SLUG [--speed N|max] [--zone ZONE] [--connector KEY] [--url http://localhost:3000]"
const EVENTS_PER_REQUEST = 1000
const LANES = 4
const PROBLEMS_SHOWN = 20
const REDUCED_TIMEOUT_MS = 60_000

function fail(text: string): never {
  console.error(`${text}\n\n${usage}`)
  process.exit(1)
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        tenant: { type: "string" },
        speed: { type: "string", default: "max" },
        zone: { type: "string" },
        connector: { type: "string", default: "call-replay" },
        url: { type: "string" },
      },
    })
    const speed = values.speed === "max" ? Number.POSITIVE_INFINITY : Number(values.speed)
    if (!(speed > 0)) fail("--speed must be a number above 0, or max.")
    const [file, ...more] = positionals
    if (!file || more.length > 0) fail("One file is needed.")
    if (!existsSync(file)) fail(`There is no file ${file}.`)
    return { ...values, file, speed, tenant: values.tenant ?? fail("--tenant is missing.") }
  } catch (error) {
    return fail((error as Error).message)
  }
}

/** Where the running instance says it is. */
function instanceUrl(): string {
  const record = path.resolve(process.env["DATA_DIR"] ?? ".data", "run.json")
  const url = existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as { url?: string }).url : undefined
  return url ?? process.env["NEXTAUTH_URL"] ?? "http://localhost:3000"
}

const options = readOptions()
useInstance()
const tenant = (await findTenant(options.tenant)) ?? fail(`There is no tenant "${options.tenant}".`)
const zone = options.zone ?? tenant.timeZone
const address = await openConnector()

async function openConnector(): Promise<Address> {
  const [known] = await withTenant(tenant).sql`select 1 from connector where key = ${options.connector}`
  if (!known)
    await createConnector(tenant, null, {
      kind: "generic",
      key: options.connector,
      name: "Replayed calls",
      settings: {},
    })
  const sending = await findSending(tenant.slug, options.connector)
  const secret = sending?.secrets[0] ?? fail(`The connector "${options.connector}" is switched off.`)
  const baseUrl = (options.url ?? instanceUrl()).replace(/\/$/, "")
  return { baseUrl, tenantSlug: tenant.slug, connectorKey: options.connector, secret }
}

const totals = { lines: 0, calls: 0, malformed: 0, events: 0, accepted: 0, duplicates: 0, refused: 0 }
const startedAt = performance.now()

/** Calls of the file in its order, each as its events. A line that is none is reported and passed over. */
async function* readCalls(): AsyncGenerator<CallEvent[]> {
  const lines = createInterface({ input: createReadStream(options.file), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const text of lines) {
    totals.lines += 1
    if (totals.lines === 1 && isBankHeader(text)) continue
    const parsed = parseBankLine(text, totals.lines)
    if (parsed.ok) {
      totals.calls += 1
      yield bankEvents(parsed.row, { tenant: tenant.slug, connector: options.connector, zone })
      continue
    }
    totals.malformed += 1
    if (totals.malformed <= PROBLEMS_SHOWN) console.error(`line ${totals.lines}: ${parsed.problem.text.en}`)
    else if (totals.malformed === PROBLEMS_SHOWN + 1) console.error("More malformed lines follow and are counted only.")
  }
}

async function send(events: CallEvent[]): Promise<void> {
  const result = await sendEvents(address, events)
  totals.events += events.length
  totals.accepted += result.accepted
  totals.duplicates += result.duplicates
  totals.refused += result.refused
  const refused = result.results.find((item) => item.problems)
  if (refused) console.error(`refused ${refused.id}: ${refused.problems?.map((problem) => problem.text.en).join(" ")}`)
}

/** As fast as they are taken: whole calls together, so that each is reduced once. */
async function replayAtOnce(): Promise<void> {
  const running = new Set<Promise<void>>()
  let batch: CallEvent[] = []
  const flush = async () => {
    const sending: Promise<void> = send(batch).finally(() => running.delete(sending))
    running.add(sending)
    batch = []
    if (running.size >= LANES) await Promise.race(running)
  }
  for await (const events of readCalls()) {
    if (batch.length + events.length > EVENTS_PER_REQUEST) await flush()
    batch.push(...events)
  }
  if (batch.length > 0) await flush()
  await Promise.all(running)
}

/** In the order and, divided by the speed, the distances of their own times. */
async function replayInTime(speed: number): Promise<void> {
  const events: CallEvent[] = []
  for await (const call of readCalls()) events.push(...call)
  events.sort((a, b) => (a.time < b.time ? -1 : 1))
  const first = eventMs(events[0]?.time ?? "")
  let next = 0
  while (next < events.length) {
    const reached = first + (performance.now() - startedAt) * speed
    let end = next
    while (end < events.length && end - next < EVENTS_PER_REQUEST && eventMs(events[end]?.time ?? "") <= reached)
      end += 1
    if (end > next) await send(events.slice(next, end))
    next = end
    if (end - next < EVENTS_PER_REQUEST) await sleep(50)
  }
}

/** The figures are complete when nothing is left to reduce. */
async function untilReduced(): Promise<boolean> {
  const { sql } = withTenant(tenant)
  let left = Number.POSITIVE_INFINITY
  for (let until = performance.now() + REDUCED_TIMEOUT_MS; performance.now() < until; await sleep(200)) {
    const [row] = await sql<{ count: string }[]>`select count(*) from dirty_subject`
    const count = Number(row?.count)
    if (count === 0) return true
    if (count < left) until = performance.now() + REDUCED_TIMEOUT_MS
    left = count
  }
  return false
}

const seconds = () => (performance.now() - startedAt) / 1000
const progress = setInterval(() => {
  const perSec = Math.round(totals.events / seconds())
  console.error(`${seconds().toFixed(0)} s: ${totals.calls} calls read, ${totals.events} events sent (${perSec}/s)`)
}, 2000)
try {
  await (Number.isFinite(options.speed) ? replayInTime(options.speed) : replayAtOnce())
  clearInterval(progress)
  console.error(`sent in ${seconds().toFixed(1)} s, waiting until all is counted …`)
  if (!(await untilReduced())) console.error("Events wait and nobody reduces them. Is a worker process running?")
} catch (error) {
  clearInterval(progress)
  console.error((error as Error).message)
  process.exitCode = 1
}
console.log(JSON.stringify({ ...totals, seconds: Number(seconds().toFixed(1)) }))
await closeClients()
process.exit()
