import { withTenant, type TenantRef } from "@/db/tenant-client"
import { attachmentLimits } from "./limits"

/** Takes files away that nobody handed a form in with. */
export async function sweepAttachments(tenant: TenantRef): Promise<number> {
  const { count } = await withTenant(tenant).sql`
    delete from attachment
    where kept_at is null and uploaded_at < now() - make_interval(hours => ${attachmentLimits.looseHours})`
  return count
}
