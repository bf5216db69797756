import { createHmac, randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import type { APIResponse, Page } from "@playwright/test"
import { AmiMapper } from "../server/telephony/collectors/ami-mapper"
import { AmiParser } from "../server/telephony/collectors/ami-parser"
import type { CtiEvent } from "../core/call/event"
import { eventMs, eventTime } from "../core/call/event-time"

const fixture = path.join(import.meta.dirname, "../server/telephony/collectors/fixtures/asterisk-ami/run1.raw.txt")

/** A call recorded from a real Asterisk, moved to now: until the agent's phone rings, and the rest. */
export function recordedCall(address: { tenantSlug: string; connectorKey: string }): {
  ringing: CtiEvent[]
  rest: CtiEvent[]
} {
  const mapper = new AmiMapper(
    { ...address, host: "pbx" },
    { inboundContexts: ["hotline"], wrapUpSec: 0, keysAsSteps: false },
  )
  const events = new AmiParser().push(readFileSync(fixture)).flatMap((message) => mapper.map(message))
  const first = events.find((event) => event.type === "cti.call.offered")!.subject
  const end = events.findIndex((event) => event.subject === first && event.type === "cti.call.ended")
  const ring = events.findIndex((event) => event.subject === first && event.type === "cti.call.agent_offered")
  const shiftMs = Date.now() - Date.parse(events[ring]!.time)
  // Ids of their own for this run: the same recording is played into several workspaces and must not look like a repeat.
  const run = randomUUID().slice(0, 8)
  const ours = events
    .slice(0, end + 1)
    .filter((event) => event.subject === first || event.type.startsWith("cti.agent."))
    .map((event) => ({
      ...event,
      id: `${run}-${event.id}`,
      // Microseconds stay: events of one millisecond are told apart by them.
      time: eventTime(eventMs(event.time) + shiftMs).slice(0, 23) + event.time.slice(23),
    }))
  const cut = ours.findIndex((event) => event.type === "cti.call.agent_offered") + 1
  return { ringing: ours.slice(0, cut), rest: ours.slice(cut) }
}

/** Posts events to the ingest route, signed as Standard Webhooks demands. */
export function sendSigned(
  page: Page,
  { tenantSlug, connectorKey, secret }: { tenantSlug: string; connectorKey: string; secret: string },
  events: CtiEvent[],
): Promise<APIResponse> {
  const body = JSON.stringify(events)
  const [id, timestamp] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))]
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64")
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")
  return page.request.post(`/api/ingest/${tenantSlug}/${connectorKey}`, {
    data: Buffer.from(body),
    headers: {
      "content-type": "application/cloudevents-batch+json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
  })
}
