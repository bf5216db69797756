import * as z from "zod"
import { methods } from "@/core/flow/request/request-config"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { takeAllowance } from "@/server/auth/allowance"
import type { Session } from "@/server/auth/session"
import { guardedFetch } from "@/server/http/guarded-fetch"
import { openService } from "./open-service"

/** What is shown of an answer. */
const shownBytes = 2048

export const testServiceInput = z.strictObject({
  serviceId: z.uuid(),
  method: z.enum(methods),
  /** What follows the service's address. */
  path: z
    .string()
    .max(1000)
    .regex(/^([/?].*)?$/),
})
export const testedServiceSchema = z.strictObject({
  /** null: there was no answer. */
  status: z.int().nullable(),
  /** How long it took, in milliseconds. */
  tookMs: z.int(),
  /** The beginning of the answer; or why there was none, in the tenant's language. */
  text: z.string(),
  isCut: z.boolean(),
})

/** Asks a service once, with its keys, past all queues. Throws NOT_FOUND and RATE_LIMITED. */
export async function testService(
  { tenant, person }: Session,
  { serviceId, method, path }: z.infer<typeof testServiceInput>,
): Promise<z.infer<typeof testedServiceSchema>> {
  const service = await openService(tenant, serviceId)
  if (!service) throw new AppError("NOT_FOUND")
  const retryAfterSec = await takeAllowance(`service test ${tenant.id}`, { burst: 30, perHour: 120 })
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
  // Before it goes out: what another system was asked to do must be known also when its answer never comes.
  await withTenant(tenant).db.transaction((tx) =>
    recordAudit(tx, person.id, { action: "service.tested", subject: `service:${serviceId}`, after: { method, path } }),
  )
  const startedAt = performance.now()
  const answer = await guardedFetch({
    url: service.baseUrl + path,
    method,
    headers: { accept: "application/json", ...service.headers },
  })
  const tookMs = Math.round(performance.now() - startedAt)
  if (!answer.ok) return { status: null, tookMs, text: answer.text[tenant.locale], isCut: false }
  const isCut = answer.body.length > shownBytes
  const text = new TextDecoder("utf-8").decode(answer.body.subarray(0, shownBytes)).replaceAll("\u0000", "")
  // A cut may halve the last letter.
  return { status: answer.status, tookMs, text: isCut ? text.replace(/\ufffd$/, "") : text, isCut }
}
