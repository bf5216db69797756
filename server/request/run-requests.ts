import type { RequestBody } from "@/core/ticket/requests"
import { storedError } from "./stored-error"
import type { Text } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { callService } from "./call-service"
import type { RequestRef } from "./claim"
import { openChild } from "./open-child"
import { recallChildren } from "./recall-children"
import { reportEnd } from "./report-end"

/** What became of one attempt. `again`: in so many seconds. */
export type Attempted =
  | { state: "done" | "cancelled" }
  | { state: "failed"; error: Text }
  | { state: "again"; inSec: number; error: Text }

export type QueuedRequest<Type extends RequestBody["type"] = RequestBody["type"]> = RequestRef & {
  requestId: string
  /** Attempts made before this one. */
  attempts: number
  body: Extract<RequestBody, { type: Type }>
}

export type RequestRun = (tenant: TenantRef, request: never, signal: AbortSignal) => Promise<Attempted>

const runs: {
  [Type in RequestBody["type"]]: (
    tenant: TenantRef,
    request: QueuedRequest<Type>,
    signal: AbortSignal,
  ) => Promise<Attempted>
} = {
  http: callService,
  open: openChild,
  recall: recallChildren,
  report: reportEnd,
}

/** Requests of one batch under way at once: most of their time is waiting. */
const atOnce = 8
/** What failed on our side (the database was away) is tried again until it works. */
const brokenPauseSec = 15
/** What it was stands in the log: people can do nothing about it. */
const broken: Text = { en: "Firstcall could not ask just now.", zh: "系统暂时无法发出请求。" }

/** Does claimed requests. One that a crash interrupts comes round again; its answer is a command with a key. */
export async function runRequests(
  tenant: TenantRef,
  due: RequestRef[],
  signal: AbortSignal,
): Promise<Record<Attempted["state"], number>> {
  const counts = { done: 0, cancelled: 0, failed: 0, again: 0 }
  const waiting = due.values()
  const lane = async () => {
    for (const ref of waiting) {
      const request = await readQueued(tenant, ref)
      if (!request) continue
      const attempted = await attempt(tenant, request, signal)
      await write(tenant, ref, attempted)
      counts[attempted.state]++
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, lane))
  return counts
}

async function attempt(tenant: TenantRef, request: QueuedRequest, signal: AbortSignal): Promise<Attempted> {
  try {
    // The table is keyed by the very type it is looked up with, which the compiler cannot follow through a union.
    const run = runs[request.body.type] as (
      tenant: TenantRef,
      request: QueuedRequest,
      signal: AbortSignal,
    ) => Promise<Attempted>
    return await run(tenant, request, signal)
  } catch (error) {
    log.error({ error, ticketId: request.ticketId, request: request.requestId }, "a request could not be done")
    return { state: "again", inSec: brokenPauseSec, error: broken }
  }
}

async function readQueued(tenant: TenantRef, { ticketId, seq, index }: RequestRef): Promise<QueuedRequest | null> {
  const [row] = await withTenant(tenant).sql<{ request_id: string; attempts: number; body: RequestBody }[]>`
    select request_id, attempts, body from request
    where ticket_id = ${ticketId} and seq = ${seq} and index = ${index} and state = 'queued'`
  return row ? { ticketId, seq, index, requestId: row.request_id, attempts: row.attempts, body: row.body } : null
}

async function write(tenant: TenantRef, { ticketId, seq, index }: RequestRef, attempted: Attempted): Promise<void> {
  const { sql } = withTenant(tenant)
  const isOver = attempted.state !== "again"
  await sql`
    update request set attempts = attempts + 1, state = ${isOver ? attempted.state : "queued"},
      error = ${"error" in attempted ? storedError(attempted.error) : null},
      next_attempt_at = now() + make_interval(secs => ${attempted.state === "again" ? attempted.inSec : 0}),
      finished_at = case when ${isOver} then now() end
    where ticket_id = ${ticketId} and seq = ${seq} and index = ${index} and state = 'queued'`
}
