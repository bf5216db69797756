import { appErrors, type AppErrorCode } from "@/server/api/app-error"
import { toAppError } from "@/server/api/to-app-error"
import { log } from "@/server/log"
import { noteActivity } from "./connector-activity"
import { findSending, type Sending } from "./connector-directory"
import type { IngestResult } from "./ingest-result"
import { batchEventsMax, parseBatch, type ParsedItem } from "./parse-batch"
import { RateBuckets } from "./rate-bucket"
import { readBody } from "./read-body"
import { receiveEvents } from "./receive"
import { newSigningSecret, verifySignature } from "./signature"

const bodyLimits = { bytesMax: 1_000_000, timeoutMs: 10_000 }

/** Events a second that one connector may send through one web process, and how many at once. */
const perSec = Number(process.env["FIRSTCALL_INGEST_EVENTS_PER_SEC"] ?? 20_000)
const buckets = new RateBuckets({ perSec, burst: perSec * 2 })

/** Checked when there is no such connector, so that an unknown address takes as long to refuse as a wrong signature. */
const nobodysSecret = newSigningSecret()

/**
 * `POST /api/ingest/{tenant}/{connector}`: CloudEvents, signed as Standard Webhooks says, over the body as it is after
 * unpacking. 202 only when every event that is in order is durable, with one result per event; 422 when none is.
 * An unknown tenant, an unknown or disabled connector and a wrong signature are the same 401.
 */
export async function ingest(request: Request, address: { tenant: string; connector: string }): Promise<Response> {
  try {
    return await answer(request, address)
  } catch (error) {
    const app = toAppError(error)
    if (!app) log.error({ error, ...address }, "an ingest request failed")
    return refuse(app?.code ?? "UNAVAILABLE", { message: app?.message, retryAfterSec: app?.retryAfterSec ?? 1 })
  }
}

async function answer(request: Request, address: { tenant: string; connector: string }): Promise<Response> {
  const body = await readBody(request, bodyLimits)
  const sending = await findSending(address.tenant, address.connector)
  const bytes = body.ok ? body.bytes : new Uint8Array()
  const isSigned = verifySignature(sending?.secrets ?? [nobodysSecret], request.headers, bytes, Date.now())
  if (!body.ok) return refuseBody(body.reason)
  if (!sending || !isSigned) return refuse("UNAUTHENTICATED", { message: "The signature does not fit this address." })

  const sender = { tenantSlug: sending.tenant.slug, connectorKey: sending.connector.key }
  const batch = parseBatch(bytes, request.headers.get("content-type"), sender)
  if (!batch.ok) return refuseBatch(batch.code)
  const retryAfterSec = buckets.take(`${address.tenant}/${address.connector}`, batch.items.length, Date.now())
  if (retryAfterSec > 0) return refuse("RATE_LIMITED", { retryAfterSec })
  return store(sending, batch.items)
}

async function store({ tenant, connector }: Sending, items: ParsedItem[]): Promise<Response> {
  const events = items.flatMap((item) => (item.problems ? [] : [item.event]))
  const isNew = await receiveEvents(tenant, connector.id, events)
  let place = 0
  const results = items.map((item): IngestResult["results"][number] => {
    if (item.problems) return { index: item.index, id: item.id, status: "refused", problems: item.problems }
    return { index: item.index, id: item.event.id, status: isNew[place++] ? "accepted" : "duplicate" }
  })
  const count = (status: string) => results.filter((result) => result.status === status).length
  const result = { accepted: count("accepted"), duplicates: count("duplicate"), refused: count("refused"), results }
  if (result.refused > 0) noteActivity(tenant, connector.id, { refused: result.refused })
  return Response.json(result satisfies IngestResult, { status: items.length > 0 && events.length === 0 ? 422 : 202 })
}

function refuseBody(reason: "tooLarge" | "tooSlow" | "unreadable"): Response {
  if (reason === "tooLarge") return refuse("TOO_LARGE", { message: `A request may have ${bodyLimits.bytesMax} bytes.` })
  const message =
    reason === "tooSlow"
      ? "The body did not arrive in time."
      : "The body cannot be read; it is sent as it is or packed with gzip."
  return refuse("INVALID", { message, status: reason === "tooSlow" ? 408 : 400 })
}

function refuseBatch(code: "tooMany" | "notJson" | "contentType"): Response {
  if (code === "tooMany") return refuse("TOO_LARGE", { message: `A request may hold ${batchEventsMax} events.` })
  if (code === "notJson") return refuse("INVALID", { message: "The body is not JSON in UTF-8.", status: 400 })
  const message =
    "Send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson or application/json."
  return refuse("INVALID", { message, status: 415 })
}

type Refusal = { message?: string | undefined; status?: number; retryAfterSec?: number }

function refuse(code: AppErrorCode, { message, status, retryAfterSec = 0 }: Refusal = {}): Response {
  const { http, message: otherwise } = appErrors[code]
  const headers = retryAfterSec > 0 ? { "retry-after": String(retryAfterSec) } : undefined
  return Response.json({ error: { code, message: message ?? otherwise } }, { status: status ?? http, headers })
}
