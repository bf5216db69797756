import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import * as z from "zod"
import { storableText } from "@/core/text"
import { service } from "@/db/tenant/service"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { tidyName } from "@/server/people/name"
import { sealSecret } from "@/server/secret/tenant-keys"
import { sealedHeadersSchema, servicePurpose } from "./open-service"
import { secretNeeded, serviceNameTaken, serviceProblems, tidyAddress } from "./service-problems"

export const saveServiceInput = z.strictObject({
  /** null adds one. */
  serviceId: z.uuid().nullable(),
  name: z.string().max(400),
  baseUrl: z.string().max(1000),
  /** All of them; one that is left out is taken away, one whose value is null keeps the stored value. */
  headers: z.array(z.strictObject({ name: z.string().max(80), value: storableText(4096).nullable() })).max(20),
})

/** Adds or changes a service. Throws NOT_FOUND, INVALID, also when the address leads elsewhere and a key was not entered again. */
export async function saveService(
  { tenant, person }: Session,
  input: z.infer<typeof saveServiceInput>,
): Promise<{ serviceId: string }> {
  const { db } = withTenant(tenant)
  const [before] = input.serviceId ? await db.select().from(service).where(eq(service.id, input.serviceId)) : []
  if (input.serviceId && !before) throw new AppError("NOT_FOUND")
  const serviceId = before?.id ?? randomUUID()
  const problems = serviceProblems(input)
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  const [name, baseUrl] = [tidyName(input.name), tidyAddress(input.baseUrl)]
  const others = await db.select({ id: service.id, name: service.name }).from(service)
  const lower = name.toLocaleLowerCase()
  if (others.some((other) => other.id !== serviceId && other.name.toLocaleLowerCase() === lower))
    throw new AppError("INVALID", { problems: [serviceNameTaken] })

  const stored = new Map(
    Object.entries(sealedHeadersSchema.parse(before?.headers ?? {})).map(([key, value]) => [key.toLowerCase(), value]),
  )
  const isElsewhere = before !== undefined && new URL(before.baseUrl).origin !== new URL(baseUrl).origin
  const missing = input.headers.flatMap((header, index) => {
    const isKept = header.value === null
    return isKept && (isElsewhere || !stored.has(header.name.trim().toLowerCase())) ? [secretNeeded(index)] : []
  })
  if (missing.length > 0) throw new AppError("INVALID", { problems: missing })
  const sealed = await Promise.all(
    input.headers.map(async ({ name: given, value }): Promise<[string, string]> => {
      const header = given.trim()
      const kept = stored.get(header.toLowerCase()) ?? ""
      return [header, value === null ? kept : await sealSecret(tenant, servicePurpose(serviceId), value)]
    }),
  )
  const row = { name, baseUrl, headers: Object.fromEntries(sealed), updatedAt: new Date() }
  const work = db.transaction(async (tx) => {
    if (before) await tx.update(service).set(row).where(eq(service.id, serviceId))
    else await tx.insert(service).values({ id: serviceId, ...row })
    await recordAudit(tx, person.id, {
      action: before ? "service.changed" : "service.created",
      subject: `service:${serviceId}`,
      before: before && visible(before),
      after: { ...visible(row), newValues: input.headers.flatMap((one) => (one.value === null ? [] : [one.name])) },
    })
  })
  await work.catch((error: unknown) => {
    // Somebody took the name at this very moment.
    const { cause } = error as { cause?: { constraint_name?: string } }
    throw cause?.constraint_name === "service_name_key"
      ? new AppError("INVALID", { problems: [serviceNameTaken] })
      : error
  })
  return { serviceId }
}

/** What the audit log shows: names of headers, never values. */
export const visible = ({ name, baseUrl, headers }: { name: string; baseUrl: string; headers: unknown }) => ({
  name,
  baseUrl,
  headers: Object.keys(sealedHeadersSchema.parse(headers)),
})
