import "server-only"
import type { AuthOptions } from "next-auth"
import CredentialsProvider from "next-auth/providers/credentials"
import * as z from "zod"
import { AppError } from "@/server/api/app-error"
import { clientAddress } from "@/server/api/client-address"
import { claimsSchema } from "./session"
import { SESSION_SEC, sessionCookie, sessionSecret } from "./session-cookie"
import { signIn } from "./sign-in"

const credentialsSchema = z.object({ email: z.string().max(400), password: z.string().min(1).max(1000) })

/**
 * Sign-in by e-mail and password. `error` in the answer is `CredentialsSignin` for anything wrong with either, or the code of an
 * AppError: RATE_LIMITED, UNAVAILABLE (the organisation is still being set up).
 */
export const authOptions = (): AuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: "jwt", maxAge: SESSION_SEC },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: { sessionToken: sessionCookie() },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(credentials, request) {
        const parsed = credentialsSchema.safeParse(credentials)
        if (!parsed.success) return null
        const headers = new Headers(
          z
            .record(z.string(), z.string())
            .catch({})
            .parse(request.headers ?? {}),
        )
        try {
          const claims = await signIn({ ...parsed.data, address: clientAddress(headers) })
          return claims && { id: claims.accountId, claims }
        } catch (error) {
          if (error instanceof AppError) throw new Error(error.code, { cause: error })
          throw error
        }
      },
    }),
  ],
  callbacks: {
    // The cookie carries the claims and nothing else: name and roles are read from the database at each request.
    jwt({ token, user }) {
      if (user) return claimsSchema.parse((user as { claims?: unknown }).claims)
      return claimsSchema.safeParse(token).success ? token : {}
    },
    // What /api/auth/session tells the browser; pages and procedures use currentSession.
    session: ({ session }) => ({ expires: session.expires }),
  },
})
