import "server-only"
import { decode } from "next-auth/jwt"
import { cookies } from "next/headers"
import { log } from "@/server/log"
import { loadSession } from "./load-session"
import { claimsSchema, type Session } from "./session"
import { sessionCookie, sessionSecret } from "./session-cookie"

/**
 * Who is asking, from the request's cookie; null when nobody is. Anything unexpected (no secret, a token that does not
 * decrypt, claims of another shape) is nobody too. Only a database that does not answer throws.
 */
export async function currentSession(): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value
  return token ? sessionOf(token) : null
}

/** The session of a token. */
export async function sessionOf(token: string): Promise<Session | null> {
  const claims = claimsSchema.safeParse(await read(token))
  return claims.success ? loadSession(claims.data) : null
}

async function read(token: string): Promise<unknown> {
  try {
    return await decode({ token, secret: sessionSecret() })
  } catch (error) {
    log.info({ reason: (error as Error).message }, "a session token was refused")
    return null
  }
}
