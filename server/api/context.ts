import type { Session } from "@/server/auth/session"

/** What every procedure gets. One per request; the calls of a batch share it. */
export type Context = {
  /** Null when nobody is signed in, or no longer. Read at most once per request, and only when asked for. */
  loadSession(): Promise<Session | null>
  /** Of the client, as far as the proxies in front can be trusted (server/api/client-address). */
  address: string
  /** Headers of the answer; absent for calls made while a page is rendered. */
  answerHeaders: Headers | null
}

export function createContext(parts: {
  loadSession: () => Promise<Session | null>
  address: string
  answerHeaders?: Headers
}): Context {
  let session: Promise<Session | null> | undefined
  return {
    loadSession: () => (session ??= parts.loadSession()),
    address: parts.address,
    answerHeaders: parts.answerHeaders ?? null,
  }
}
