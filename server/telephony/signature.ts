import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"

/**
 * Standard Webhooks signatures, on Node's own crypto. The `standardwebhooks` package was tried and left out of the
 * product: it signs text and turns bytes into it first, so a body that is not valid UTF-8 is verified as another one than
 * was sent; it throws on a malformed signature entry; and its HMAC in JavaScript takes ten times as long for a body of a
 * megabyte. The tests check ours against it in both directions.
 */
export const signatureToleranceSec = 300
const SIGNATURES_MAX = 10
const SECRET_PREFIX = "whsec_"

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(32).toString("base64")}`
}

type Signed = { id: string; timestampSec: number; body: Uint8Array | string }

/** The header `webhook-signature` for a message. */
export function signMessage(secret: string, message: Signed): string {
  return `v1,${macOf(secret, message).toString("base64")}`
}

type Headers = { get(name: string): string | null }

/**
 * Whether the three headers sign these bytes with one of the secrets, at most five minutes from `nowMs`. Every secret is
 * compared with every signature, in constant time, so the time taken says nothing about which one nearly fitted.
 */
export function verifySignature(
  secrets: readonly string[],
  headers: Headers,
  body: Uint8Array,
  nowMs: number,
): boolean {
  const id = headers.get("webhook-id") ?? ""
  const timestamp = headers.get("webhook-timestamp") ?? ""
  const given = (headers.get("webhook-signature") ?? "").split(" ").slice(0, SIGNATURES_MAX)
  // A header sent twice arrives joined by a comma and is no number.
  const isWellFormed = id.length > 0 && id.length <= 256 && /^[1-9]\d{0,11}$/.test(timestamp)
  const timestampSec = isWellFormed ? Number(timestamp) : 0
  const isRecent = Math.abs(nowMs / 1000 - timestampSec) <= signatureToleranceSec
  let matches = 0
  for (const secret of secrets) {
    const mac = macOf(secret, { id, timestampSec, body })
    for (const entry of given) {
      const candidate = Buffer.from(entry.startsWith("v1,") ? entry.slice(3) : "", "base64")
      if (candidate.length === mac.length && timingSafeEqual(candidate, mac)) matches += 1
    }
  }
  return isWellFormed && isRecent && matches > 0
}

function macOf(secret: string, { id, timestampSec, body }: Signed): Buffer {
  const key = Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret, "base64")
  return createHmac("sha256", key).update(`${id}.${timestampSec}.`).update(body).digest()
}
