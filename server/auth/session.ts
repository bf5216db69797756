import * as z from "zod"
import type { Role } from "@/core/people/directory"
import type { Locale } from "@/core/text"
import type { TenantRef } from "@/db/tenant-client"

/**
 * What the cookie says. It is only a claim: `loadSession` asks the database whether it still holds. Checked by shape, because a
 * library that answers an error object for a session has let people in before.
 */
export const claimsSchema = z.object({
  accountId: z.uuid(),
  tenantId: z.uuid(),
  /** The account's `session_epoch` when it signed in. */
  epoch: z.int().min(0),
})
export type Claims = z.infer<typeof claimsSchema>

/** Who is asking, verified at most two seconds ago. */
export type Session = {
  accountId: string
  tenant: TenantRef & { name: string; timeZone: string; locale: Locale }
  person: { id: string; name: string; email: string; roles: Role[] }
}
