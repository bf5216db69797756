import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import type postgres from "postgres"
import * as z from "zod"
import { localeSchema } from "@/core/text"
import type { Role } from "@/core/people/directory"
import { appKey, tenantPassword } from "@/db/keys"
import { createTenantLogin, createTenantSchema, migrateTenant } from "@/db/migrate-tenant"
import { provisioner } from "@/db/provisioner"
import { withTenant } from "@/db/tenant-client"
import { person, unit } from "@/db/tenant/people"
import { installStarterFlows } from "@/server/flow/install-starters"
import { recordAudit } from "@/server/audit/record"
import { type ProvisioningStep, provisioningSteps } from "./provisioning-steps"

const requestSchema = z.object({
  id: z.uuid(),
  state: z.enum(["queued", "running", "ready", "failed"]),
  steps: z.partialRecord(z.enum(provisioningSteps), z.string()),
  tenantId: z.uuid(),
  schema: z.string(),
  slug: z.string(),
  tenantName: z.string(),
  locale: localeSchema,
  timeZone: z.string(),
  accountId: z.uuid(),
  accountName: z.string(),
  email: z.string(),
  personId: z.uuid(),
})
type Request = z.infer<typeof requestSchema>

/** Everything, because a workspace begins with one person in it. */
const OWNER_ROLES: Role[] = ["owner", "designer", "supervisor", "agent", "auditor"]

type Options = {
  /** Runs after each step has been marked as done (tests end the process here). */
  afterStep?: (step: ProvisioningStep) => Promise<void> | void
}

/**
 * Makes the tenant of a sign-up, from the first step that has not been done. Runs in the provisioning process; safe to be
 * killed at any point and to be run again, also at the same time. Nobody can sign in to the tenant before the last step.
 */
export async function provisionTenant(requestId: string, { afterStep }: Options = {}): Promise<void> {
  const request = await load(requestId)
  if (!request || request.state === "ready") return
  await provisioner().sql`
    update control.provisioning set state = 'running', updated_at = now() where id = ${requestId} and state <> 'ready'`
  for (const step of provisioningSteps) {
    if (request.steps[step]) continue
    await steps[step](request)
    await afterStep?.(step)
  }
}

/** The attempts are used up: the sign-up page says so and offers to try again. */
export async function failProvisioning(requestId: string, error: unknown): Promise<void> {
  await provisioner().sql`
    update control.provisioning set state = 'failed', updated_at = now(),
      error = ${error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2000) : "unknown"}
    where id = ${requestId} and state <> 'ready'`
}

async function load(requestId: string): Promise<Request | null> {
  const [row] = await provisioner().sql`
    select provisioning.id, provisioning.state, provisioning.steps, tenant.id as "tenantId", tenant.schema, tenant.slug,
      tenant.name as "tenantName", tenant.locale, tenant.time_zone as "timeZone", account.id as "accountId", account.name as "accountName", account.email,
      membership.person_id as "personId"
    from control.provisioning
    join control.tenant on tenant.id = provisioning.tenant_id
    join control.account on account.id = provisioning.account_id
    join control.membership on membership.tenant_id = tenant.id and membership.account_id = account.id
    where provisioning.id = ${requestId}`
  return row ? requestSchema.parse(row) : null
}

/** Marks the step as done, on the connection that did it when there is one to share. */
async function markDone(sql: postgres.ISql, requestId: string, step: ProvisioningStep): Promise<void> {
  await sql`
    update control.provisioning set updated_at = now(), steps = steps
      || jsonb_build_object(${step}::text, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    where id = ${requestId}`
}

const steps = {
  async schema(request) {
    const { sql } = provisioner()
    await createTenantSchema(sql, request.schema)
    await markDone(sql, request.id, "schema")
  },

  async login(request) {
    const { sql } = provisioner()
    await createTenantLogin(sql, request.schema, tenantPassword(appKey(), request.schema))
    await markDone(sql, request.id, "login")
  },

  async tables(request) {
    const { sql } = provisioner()
    await migrateTenant(sql, { id: request.tenantId, schema: request.schema })
    await markDone(sql, request.id, "tables")
  },

  /** What a new tenant finds in its workspace. Written by its own login; then it opens. */
  async starter(request) {
    await addOwner(request)
    await installStarterFlows(
      { id: request.tenantId, schema: request.schema, slug: request.slug },
      { locale: request.locale, timeZone: request.timeZone, publishedBy: request.personId },
    )
    await provisioner().sql.begin(async (tx) => {
      await tx`update control.tenant set state = 'active' where id = ${request.tenantId} and state = 'provisioning'`
      await tx`update control.provisioning set state = 'ready', error = null where id = ${request.id}`
      await markDone(tx, request.id, "starter")
    })
  },
} satisfies Record<ProvisioningStep, (request: Request) => Promise<void>>

/** The first member, head of the first unit. */
async function addOwner(request: Request): Promise<void> {
  await withTenant(request).db.transaction(async (tx) => {
    const added = await tx
      .insert(person)
      .values({
        id: request.personId,
        accountId: request.accountId,
        name: request.accountName,
        email: request.email,
        roles: OWNER_ROLES,
      })
      .onConflictDoNothing()
      .returning({ id: person.id })
    if (added.length === 0) return
    const unitId = randomUUID()
    await tx.insert(unit).values({ id: unitId, name: request.tenantName, headId: request.personId })
    await tx.update(person).set({ unitId }).where(eq(person.id, request.personId))
    await recordAudit(tx, request.personId, {
      action: "tenant.created",
      subject: `tenant:${request.tenantId}`,
      after: { name: request.tenantName, slug: request.slug },
    })
  })
}
