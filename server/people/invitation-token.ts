import { createHash, randomBytes } from "node:crypto"

/** 192 random bits, for a link. */
export const newToken = () => randomBytes(24).toString("base64url")

/** What is stored: a plain hash is enough for a secret nobody can guess. */
export const tokenHash = (token: string) => createHash("sha256").update(token).digest("base64url")
