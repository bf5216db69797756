import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { CtiEvent } from "@/core/call/event"
import { ingestResultSchema, type IngestResult } from "./ingest-result"
import { signMessage } from "./signature"

export type Address = {
  /** Where the web application is, for example `http://localhost:3000`. */
  baseUrl: string
  tenantSlug: string
  connectorKey: string
  secret: string
}

const ATTEMPTS_MAX = 20
const PAUSE_MAX_SEC = 10

/**
 * Posts events to the ingest route, signed, at most a thousand, as any other sender does. Waits and tries again while the
 * route is busy or away; sending twice stores once. Throws with what the route said when it refuses.
 */
export async function sendEvents(
  address: Address,
  events: readonly CtiEvent[],
  signal?: AbortSignal,
): Promise<IngestResult> {
  const body = JSON.stringify(events)
  for (let attempt = 1; ; attempt++) {
    const answer = await post(address, body, signal)
    if (answer instanceof Response) {
      if (answer.status === 202 || answer.status === 422) return ingestResultSchema.parse(await answer.json())
      if (!isBusy(answer.status) || attempt === ATTEMPTS_MAX)
        throw new Error(`The ingest route answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
      await sleep(pauseMs(attempt, Number(answer.headers.get("retry-after"))), undefined, { signal })
    } else {
      if (attempt === ATTEMPTS_MAX || signal?.aborted) throw answer
      await sleep(pauseMs(attempt, 0), undefined, { signal })
    }
  }
}

const isBusy = (status: number) => status === 429 || status === 408 || status >= 500

const pauseMs = (attempt: number, retryAfterSec: number) =>
  Math.min(PAUSE_MAX_SEC, Math.max(retryAfterSec || 0, 0.1 * 2 ** Math.min(attempt, 6))) * 1000

async function post(address: Address, body: string, signal?: AbortSignal): Promise<Response | Error> {
  const { baseUrl, tenantSlug, connectorKey, secret } = address
  const id = `msg_${randomUUID()}`
  // Signed anew at each attempt: a signature is good for five minutes only.
  const timestampSec = Math.floor(Date.now() / 1000)
  try {
    return await fetch(`${baseUrl}/api/ingest/${tenantSlug}/${connectorKey}`, {
      method: "POST",
      body,
      signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(signal ? [signal] : [])]),
      headers: {
        "content-type": "application/cloudevents-batch+json",
        "webhook-id": id,
        "webhook-timestamp": String(timestampSec),
        "webhook-signature": signMessage(secret, { id, timestampSec, body }),
      },
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
