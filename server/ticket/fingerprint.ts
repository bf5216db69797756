import { createHash } from "node:crypto"
import { canonicalJson } from "@/core/canonical-json"

/** Says whether a repeated key asks for the same thing: 128 bits of the request's canonical JSON. */
export const fingerprint = (request: unknown): string =>
  createHash("sha256").update(canonicalJson(request)).digest("base64url").slice(0, 22)
