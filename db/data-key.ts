import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { purposeKey } from "./keys"

/**
 * A tenant's data key, wrapped: 32 random bytes under AES-256-GCM with a key that is derived, for this tenant, from the
 * installation's. `app` is the processes' key (db/keys). The tenant and the key's number are authenticated, so a wrapped
 * key copied to another tenant does not open there.
 */
export type WrappedKey = { tenantId: string; id: number; wrapped: string }

const format = "k1"

const wrappingKey = (app: string, tenantId: string) =>
  Buffer.from(hkdfSync("sha256", purposeKey(app, "data-key"), tenantId, "firstcall data key", 32))

const bind = (tenantId: string, id: number) => Buffer.from(JSON.stringify([format, tenantId, id]))

export const newDataKey = (): Buffer => randomBytes(32)

export function wrapDataKey(app: string, tenantId: string, id: number, key: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", wrappingKey(app, tenantId), nonce)
  cipher.setAAD(bind(tenantId, id))
  const body = Buffer.concat([cipher.update(key), cipher.final()])
  return [format, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".")
}

/** Throws when the wrapped key was changed, is another tenant's, or was wrapped under another master key. */
export function unwrapDataKey(app: string, { tenantId, id, wrapped }: WrappedKey): Buffer {
  const [given, nonce, tag, body, ...rest] = wrapped.split(".")
  if (given !== format || !nonce || !tag || !body || rest.length > 0) throw new Error("This is not a wrapped key.")
  const decipher = createDecipheriv("aes-256-gcm", wrappingKey(app, tenantId), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  })
  decipher.setAAD(bind(tenantId, id))
  decipher.setAuthTag(Buffer.from(tag, "base64url"))
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()])
}
