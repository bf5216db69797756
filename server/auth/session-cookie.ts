import { encode } from "next-auth/jwt"
import { appKey, purposeKey } from "@/db/keys"
import type { Claims } from "./session"

/** A working day: whoever starts a shift signs in once. */
export const SESSION_SEC = 12 * 60 * 60

/**
 * NEXTAUTH_SECRET, or a key derived from the installation's. Throws when the process was started without either, so that nothing
 * is ever signed with an empty one.
 */
export function sessionSecret(): string {
  const own = process.env["NEXTAUTH_SECRET"]
  if (!own) return purposeKey(appKey(), "session")
  if (own.length < 32) throw new Error("NEXTAUTH_SECRET must have at least 32 characters.")
  return own
}

/** Secure, and bound to the host by its name, as soon as the public address is https. */
export function sessionCookie(publicUrl = process.env["NEXTAUTH_URL"] ?? "") {
  const secure = publicUrl.startsWith("https://")
  return {
    name: `${secure ? "__Host-" : ""}firstcall.session`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  }
}

export const encodeClaims = (claims: Claims): Promise<string> =>
  encode({ token: { ...claims }, secret: sessionSecret(), maxAge: SESSION_SEC })

/** The Set-Cookie line that replaces the session by one with these claims. */
export async function sessionCookieLine(claims: Claims): Promise<string> {
  const { name, options } = sessionCookie()
  return `${name}=${await encodeClaims(claims)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_SEC}${
    options.secure ? "; Secure" : ""
  }`
}
