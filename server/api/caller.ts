import "server-only"
import { headers } from "next/headers"
import { cache } from "react"
import { currentSession } from "@/server/auth/current-session"
import { clientAddress } from "./client-address"
import { createContext } from "./context"
import { appRouter } from "./router"
import { createCallerFactory } from "./trpc"

/** The context of the page that is being rendered; one for all its components. */
export const pageContext = cache(async () =>
  createContext({ loadSession: currentSession, address: clientAddress(await headers()) }),
)

const createCaller = createCallerFactory(appRouter)

/** Calls procedures while a page is rendered, with the same checks as over HTTP: `await (await caller()).people.me()`. */
export const caller = cache(async () => createCaller(await pageContext()))
