import * as z from "zod"
import { gateway } from "@/db/gateway"
import { AppError } from "@/server/api/app-error"
import type { Claims, Session } from "./session"

export const membershipSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
export type Membership = z.infer<typeof membershipSchema>

/** The organisations an account belongs to and that are active. */
export async function listMemberships(accountId: string): Promise<Membership[]> {
  const rows = await gateway().sql`
    select tenant.id, tenant.slug, tenant.name
    from control.membership join control.tenant on tenant.id = membership.tenant_id
    where membership.account_id = ${accountId} and tenant.state = 'active'
    order by tenant.name, tenant.id`
  return z.array(membershipSchema).parse(rows)
}

/** The claims of a session in another organisation of the same account. Throws NOT_FOUND. */
export async function switchTenant({ accountId }: Session, tenantId: string): Promise<Claims> {
  const [row] = await gateway().sql<{ epoch: number }[]>`
    update control.membership set last_used_at = now()
    from control.tenant, control.account
    where membership.account_id = ${accountId} and membership.tenant_id = ${tenantId}
      and tenant.id = membership.tenant_id and tenant.state = 'active' and account.id = membership.account_id
    returning account.session_epoch as epoch`
  if (!row) throw new AppError("NOT_FOUND")
  return { accountId, tenantId, epoch: row.epoch }
}
