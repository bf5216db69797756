import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"
import type { TenantRef } from "@/db/tenant-client"
import { guardedFetch } from "@/server/http/guarded-fetch"
import { openService } from "@/server/service/open-service"
import { answerTicket, isStillAwaited } from "./answer-ticket"
import { isPassing, pauseAfterAttempt } from "./retry"
import type { Attempted, QueuedRequest } from "./run-requests"

/** One attempt to get a service's answer. The last one's, whatever it is, goes to the ticket. */
export async function callService(
  tenant: TenantRef,
  { ticketId, seq, requestId, attempts: before, body }: QueuedRequest<"http">,
  signal: AbortSignal,
): Promise<Attempted> {
  if (!(await isStillAwaited(tenant, ticketId, requestId))) return { state: "cancelled" }
  const attempts = before + 1
  const give = (answer: Parameters<typeof answerTicket>[4]) =>
    answerTicket(tenant, ticketId, `answer:${ticketId}:${seq}`, requestId, answer)
  const fail = async (detail: Text): Promise<Attempted> => {
    await give({ type: "failed", attempts, detail: { en: clipText(detail.en, 400), zh: clipText(detail.zh, 400) } })
    return { state: "failed", error: detail }
  }
  const service = body.serviceId === null ? { baseUrl: "", headers: {} } : await openService(tenant, body.serviceId)
  if (!service) return fail({ en: "The service was deleted.", zh: "所选服务已被删除。" })
  const reply = await guardedFetch(
    {
      url: service.baseUrl + body.url,
      method: body.method,
      headers: {
        accept: "application/json",
        // The same at every attempt, so that the service can tell that it has done this already.
        "idempotency-key": `${ticketId}:${seq}`,
        ...(body.body !== null && { "content-type": "application/json" }),
        ...service.headers,
      },
      ...(body.body !== null && { body: body.body }),
    },
    { signal, limits: { timeoutMs: body.timeoutSec * 1000 } },
  )
  if (!reply.ok) {
    // A worker that stops has not failed: the next one begins the attempt anew.
    if (signal.aborted) return { state: "again", inSec: 1, error: reply.text }
    const pause = reply.again ? pauseAfterAttempt(attempts, body.attemptsMax) : null
    return pause === null ? fail(reply.text) : { state: "again", inSec: pause, error: reply.text }
  }
  const pause = isPassing(reply.status)
    ? pauseAfterAttempt(attempts, body.attemptsMax, reply.headers["retry-after"])
    : null
  if (pause !== null)
    return { state: "again", inSec: pause, error: { en: `HTTP ${reply.status}`, zh: `HTTP ${reply.status}` } }
  await give({ type: "http", attempts, status: reply.status, body: storable(reply.body) })
  return { state: "done" }
}

/** Bytes that are no text become what stands for them; a byte order mark is none of the text. */
const storable = (bytes: Buffer): string => new TextDecoder("utf-8").decode(bytes).replaceAll("\u0000", "")
