import { type TenantRef, withTenant } from "@/db/tenant-client"
import { cursorText, feedEnd } from "./read"

/** Where a tenant's feed stands: a page that is read after this and listens from here misses nothing. */
export const feedPosition = async (tenant: TenantRef): Promise<string> =>
  cursorText(await feedEnd(withTenant(tenant).sql))
