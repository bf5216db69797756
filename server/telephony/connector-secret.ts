import type { TenantRef } from "@/db/tenant-client"
import { openSecret, sealSecret } from "@/server/secret/tenant-keys"

/** Seals and opens the secret of one connector: a signing key or a password. It opens nowhere else. */
export function connectorSecret(tenant: Pick<TenantRef, "id" | "schema">, connectorId: string) {
  const purpose = `connector:${connectorId}:secret`
  return {
    seal: (secret: string) => sealSecret(tenant, purpose, secret),
    open: (sealed: string) => openSecret(tenant, purpose, sealed),
  }
}
