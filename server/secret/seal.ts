import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { appKey, purposeKey } from "@/db/keys"

// A tenant's secrets (tokens of its phone system, passwords of its mail server) as they are stored: AES-256-GCM with a key of the
// tenant's own, derived from the installation's, which is not in the database. A dump alone opens nothing, and a value that is
// copied to another tenant or another purpose does not open either: both are part of what is authenticated.

const FORMAT = "s1"

const keyOf = (tenantId: string) =>
  Buffer.from(hkdfSync("sha256", purposeKey(appKey(), "secret"), tenantId, "firstcall secret", 32))

const bind = (tenantId: string, purpose: string) => Buffer.from(JSON.stringify([FORMAT, tenantId, purpose]))

/** What a secret is for, and whose: `tenantId` is the tenant's id, `purpose` for example `connector:<id>:token`. */
export type SecretPlace = { tenantId: string; purpose: string }

/** Text for a database column. The same secret seals differently each time. */
export function sealSecret({ tenantId, purpose }: SecretPlace, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", keyOf(tenantId), nonce)
  cipher.setAAD(bind(tenantId, purpose))
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
  return [FORMAT, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".")
}

/** The secret. Throws when the text was changed, belongs to another tenant or purpose, or to another installation. */
export function openSecret({ tenantId, purpose }: SecretPlace, sealed: string): string {
  const [format, nonce, tag, body, ...rest] = sealed.split(".")
  if (format !== FORMAT || !nonce || !tag || body === undefined || rest.length > 0)
    throw new Error("This is not a sealed secret.")
  const decipher = createDecipheriv("aes-256-gcm", keyOf(tenantId), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  })
  decipher.setAAD(bind(tenantId, purpose))
  decipher.setAuthTag(Buffer.from(tag, "base64url"))
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8")
}
