import { TRPCError } from "@trpc/server"
import { getHTTPStatusCodeFromError } from "@trpc/server/http"
import { queueLevels } from "../queue-levels"

/**
 * How each skill group has served today, for whoever may see the live page. An address of its own, not a part of the
 * page: a page that is asked for again while the line is down is left by the router for the browser's error page.
 */
export async function GET() {
  try {
    return Response.json(await queueLevels(), { headers: { "cache-control": "no-store" } })
  } catch (error) {
    if (error instanceof TRPCError)
      return Response.json({ code: error.code }, { status: getHTTPStatusCodeFromError(error) })
    throw error
  }
}
