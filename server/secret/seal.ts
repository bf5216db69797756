import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { appKey, purposeKey } from "@/db/keys"

// A tenant's secrets (tokens of its phone system, passwords of its mail server) as they are stored: AES-256-GCM with a key of the
// tenant's own. A dump alone opens nothing, and a value that is copied to another tenant or another purpose does not open either:
// both are part of what is authenticated.
//
// s2.<key id>.<nonce>.<tag>.<body>   sealed with one of the tenant's data keys (./tenant-keys)
// s1.<nonce>.<tag>.<body>            sealed before there were data keys, with a key derived from the installation's; still opened

/** What a secret is for, and whose: `tenantId` is the tenant's id, `purpose` for example `connector:<id>:token`. */
export type SecretPlace = { tenantId: string; purpose: string }
export type DataKey = { id: number; key: Buffer }

const bind = (...parts: (string | number)[]) => Buffer.from(JSON.stringify(parts))

/** Text for a database column. The same secret seals differently each time. Pure but for the nonce. */
export function sealWith({ id, key }: DataKey, { tenantId, purpose }: SecretPlace, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", key, nonce)
  cipher.setAAD(bind("s2", tenantId, purpose, id))
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
  return ["s2", id, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".")
}

/** The data key a sealed text names; null for one of before. Throws when it is no sealed text. */
export function keyIdOf(sealed: string): number | null {
  if (/^s1(\.[\w-]*){3}$/.test(sealed)) return null
  const id = /^s2\.([1-9]\d{0,8})(\.[\w-]*){3}$/.exec(sealed)?.[1]
  if (id === undefined) throw new Error("This is not a sealed secret.")
  return Number(id)
}

/** The secret. Throws when the text was changed, belongs to another tenant or purpose, or to another key. */
export function openWith({ id, key }: DataKey, { tenantId, purpose }: SecretPlace, sealed: string): string {
  if (keyIdOf(sealed) !== id) throw new Error("This secret is sealed with another key.")
  return decrypt(key, sealed.split(".").slice(2), bind("s2", tenantId, purpose, id))
}

/** A secret of before there were data keys. `app` is the installation's key it was sealed under. */
export function openDerived({ tenantId, purpose }: SecretPlace, sealed: string, app: string = appKey()): string {
  if (keyIdOf(sealed) !== null) throw new Error("This secret is sealed with a data key.")
  const key = Buffer.from(hkdfSync("sha256", purposeKey(app, "secret"), tenantId, "firstcall secret", 32))
  return decrypt(key, sealed.split(".").slice(1), bind("s1", tenantId, purpose))
}

function decrypt(key: Buffer, parts: string[], bound: Buffer): string {
  const [nonce, tag, body] = parts.map((part) => Buffer.from(part, "base64url"))
  if (!nonce?.length || !tag || !body) throw new Error("This is not a sealed secret.")
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 })
  decipher.setAAD(bound)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8")
}
