import { hash } from "node:crypto"
import type { Digest } from "@/core/ticket/chain"

/** As `scriptDigest`, by the platform: a fifth of the time. */
export const digest: Digest = (text) => hash("sha256", text, "base64url")
