import type { TenantRef } from "@/db/tenant-client"
import { openSecret, sealSecret } from "@/server/secret/seal"

/** Seals and opens the secret of one connector: a signing key or a password. It opens nowhere else. */
export function connectorSecret(tenant: Pick<TenantRef, "id">, connectorId: string) {
  const place = { tenantId: tenant.id, purpose: `connector:${connectorId}:secret` }
  return {
    seal: (secret: string) => sealSecret(place, secret),
    open: (sealed: string) => openSecret(place, sealed),
  }
}
